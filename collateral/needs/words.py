"""What each kind of need says of itself. Names are told where ``named``; where a page may
be seen by others, a person is told by what they are.
"""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext, ngettext

from clients.law.revoking import Wants
from collateral.needs.need import Need
from practice.formats import (
    say_ago,
    say_clock,
    say_day_short,
    say_day_short_year,
    say_weekday,
    within_a_sentence,
)
from practice.numbers import say_number
from practice.spans import last_day
from releases.models import FormKind


def session(need: Need, *, named: bool) -> str:
    return f"{say_weekday(need.at)}, {say_clock(need.at)}"


def begins(need: Need, *, named: bool) -> str:
    if need.at > timezone.now():
        return gettext("begins {clock}").format(clock=say_clock(need.at))
    return gettext("began {clock}").format(clock=say_clock(need.at))


def uncovered(need: Need, *, named: bool) -> str:
    return ngettext(
        "{count} date of a series is not covered, {day}",
        "{count} dates of a series are not covered, the first {day}",
        need.many,
    ).format(count=say_number(need.many), day=say_weekday(need.at))


def left_out(need: Need, *, named: bool) -> str:
    return ngettext(
        "{count} date of a series waits to be booked or let go, {day}",
        "{count} dates of a series wait to be booked or let go, the first {day}",
        need.many,
    ).format(count=say_number(need.many), day=say_weekday(need.at))


def until(need: Need, *, named: bool) -> str:
    day = say_day_short(last_day(need.at))
    return gettext("Home practice until {day}").format(day=day)


def ends(need: Need, *, named: bool) -> str:
    return gettext("the release ends {day}").format(day=say_weekday(last_day(need.at)))


def prepared(need: Need, *, named: bool) -> str:
    return gettext("prepared {ago}").format(ago=_ago(need))


def refused(need: Need, *, named: bool) -> str:
    who = need.said if named else gettext("someone")
    return gettext("{who} refuses to sign; prepared {ago}").format(
        who=who, ago=_ago(need)
    )


def to_check(need: Need, *, named: bool) -> str:
    return gettext(
        "signed on paper, and still to be checked; entered by {who} {ago}"
    ).format(who=need.said, ago=_ago(need))


def scans(need: Need, *, named: bool) -> str:
    return ngettext(
        "{count} scanned page, of which nobody knows what it is",
        "{count} scanned pages, of which nobody knows what they are",
        need.many,
    ).format(count=say_number(need.many))


def locked(need: Need, *, named: bool) -> str:
    if not named:
        return gettext("A link was locked after five wrong dates of birth")
    return gettext(
        "the link for {who} was locked after five wrong dates of birth {ago}: ask whether they tried"
    ).format(who=need.said, ago=_ago(need))


def form_locked(need: Need, *, named: bool) -> str:
    return gettext(
        "{form}: a link was locked after five wrong dates of birth {ago}"
    ).format(form=FormKind(need.said).label, ago=_ago(need))


def copy(need: Need, *, named: bool) -> str:
    who = need.said if named else gettext("whoever signed")
    return gettext("{who} has no copy yet; signed {ago}").format(
        who=who, ago=_ago(need)
    )


def of_age(need: Need, *, named: bool) -> str:
    day = say_day_short_year(need.at)
    if need.said == "alone":
        told = gettext("consents to this care alone from {day}.").format(day=day)
    else:
        told = gettext("of age from {day}.").format(day=day)
    ending = ngettext(
        "{count} release that someone else signed ends then",
        "{count} releases that someone else signed end then",
        need.many,
    ).format(count=say_number(need.many).capitalize())
    return f"{told} {ending}"


def papers(need: Need, *, named: bool) -> str:
    day = say_day_short_year(last_day(need.at))
    if not named:
        return gettext("papers count until {day}").format(day=day)
    return gettext("{who} signs by papers that count until {day}").format(
        who=need.said, day=day
    )


def unverified(need: Need, *, named: bool) -> str:
    return gettext("entered by {who} {ago}, for somebody else to verify").format(
        who=need.said, ago=_ago(need)
    )


def voiding(need: Need, *, named: bool) -> str:
    return gettext("{who} asked that the release be void").format(who=need.said)


def writing(need: Need, *, named: bool) -> str:
    how = within_a_sentence(str(Wants(need.said).label))
    return gettext("revoked, and still to come {how}; recorded {ago}").format(
        how=how, ago=_ago(need)
    )


def lost(need: Need, *, named: bool) -> str:
    return gettext(
        "revoked {day}, which the restored backup does not know: nobody may rely on the release"
    ).format(day=say_day_short_year(need.at))


def call(need: Need, *, named: bool) -> str:
    who = need.said if named and need.said else gettext("somebody")
    if need.contact:
        return gettext("called {ago}, and was told nothing").format(ago=_ago(need))
    return gettext("{who} called {ago}, and was told nothing").format(
        who=who, ago=_ago(need)
    )


def inquiry(need: Need, *, named: bool) -> str:
    day = say_day_short(last_day(need.at))
    return gettext("turned to you on {day}, and waits for an answer").format(day=day)


def emergency(need: Need, *, named: bool) -> str:
    return gettext("{who} does not treat them, and opened their page {ago}").format(
        who=need.said, ago=_ago(need)
    )


def alarm(need: Need, *, named: bool) -> str:
    return gettext("a stored paper is not what was sealed, noticed {ago}").format(
        ago=_ago(need)
    )


def _ago(need: Need) -> str:
    return say_ago(need.at, timezone.now())
