"""What each contact may do for a client besides joining: by a release, by papers, or by
nothing that is on file. Nothing clinical: the front desk answers by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from clients.law.who import may_sign_by
from clients.models import APART, Authority, Client, Contact, CourtOrder, Ruling
from practice.formats import say_day_short_year, say_list, within_a_sentence
from practice.spans import local_day
from releases.lost import parts_revoked, revoked_at
from releases.models import PRACTICE, Format, Grant, Place, Topic


class Errand(StrEnum):
    """What somebody comes or calls for."""

    ATTEND = "attend"
    TOLD = "told"
    RESCHEDULE = "reschedule"
    BRING = "bring"
    COLLECT = "collect"
    PAY = "pay"


LABELS: dict[Errand, str | Promise] = {
    Errand.ATTEND: _("Attend"),
    Errand.TOLD: _("Be told appointment times"),
    Errand.RESCHEDULE: _("Reschedule"),
    Errand.BRING: _("Bring the client"),
    Errand.COLLECT: _("Collect the client"),
    Errand.PAY: _("Pay"),
}
OF_TIMES = (Errand.TOLD, Errand.RESCHEDULE)
# Who decides for the client does these in their place, without a release; that they join
# or are told takes one all the same.
BY_PAPERS = (Errand.RESCHEDULE, Errand.BRING, Errand.COLLECT, Errand.PAY)
FORMATS = {Format.JOINT: _("with the client"), Format.COLLATERAL: _("without them")}


@dataclass(frozen=True)
class Answer:
    """Whether they may do ``errands``, and by what; ``release`` is its number, if one."""

    errands: tuple[Errand, ...]
    may: bool
    why: str
    release: int | None = None

    @property
    def sentence(self) -> str:
        """be told appointment times and reschedule"""
        return say_list(within_a_sentence(str(LABELS[each])) for each in self.errands)


@dataclass(frozen=True)
class Errands:
    """All that ``contact`` may do, and may not."""

    contact: Contact
    answers: list[Answer]

    @property
    def granted(self) -> list[Answer]:
        return [each for each in self.answers if each.may]

    @property
    def may(self) -> str:
        """attend, be told appointment times and reschedule: all of it, in one line."""
        granted = [errand for each in self.granted for errand in each.errands]
        return say_list(within_a_sentence(str(LABELS[each])) for each in granted)

    @property
    def others(self) -> list[Answer]:
        return [each for each in self.answers if not each.may]


def granted_now(contacts: list[Contact]) -> list[Grant]:
    """What releases in force let them do of it: one query."""
    what = [Topic.ATTENDANCE, *Format.values, *Place.values]
    now = Grant.objects.with_lost().filter(
        client__in={each.client_id for each in contacts},
        contact__in=[each.pk for each in contacts],
        what__in=what,
        in_force__contains=timezone.now(),
    )
    return list(now.order_by("pk"))


def errands_of(
    client: Client,
    contacts: Iterable[Contact],
    papers: Iterable[Authority],
    orders: Iterable[CourtOrder],
    grants: Iterable[Grant],
    *,
    plainly: bool,
) -> list[Errands]:
    """Of each, for ``client``; of what is at hand, which may be of others as well:
    ``orders`` are those in effect. ``plainly`` leaves out what a court said of whom.
    """
    orders, grants = list(orders), list(grants)
    silent = {o.contact_id for o in orders if o.ruling == Ruling.NO_DECISIONS}
    theirs = [
        each
        for each in papers
        if each.client_id == client.pk and each.contact_id not in silent
    ]
    deciding = may_sign_by(client, timezone.localdate(), theirs).signers
    by = {
        each.authority.contact_id: each.authority for each in deciding if each.authority
    }
    found = []
    for contact in contacts:
        apart = [o for o in orders if o.contact_id == contact.pk and o.ruling in APART]
        given = [each for each in grants if each.contact_id == contact.pk]
        if apart:
            answers = [_kept_apart(apart[0], plainly=plainly)]
        else:
            answers = _answers(given, by.get(contact.pk))
        found.append(Errands(contact, answers))
    return found


def _kept_apart(order: CourtOrder, *, plainly: bool) -> Answer:
    why = gettext("ask the clinician before anything is said")
    if not plainly:
        day = say_day_short_year(order.dated_on)
        ruling = within_a_sentence(str(order.get_ruling_display()))
        why = gettext("a court order of {day}: {what}").format(day=day, what=ruling)
    return Answer(tuple(Errand), may=False, why=why)


def _answers(grants: list[Grant], papers: Authority | None) -> list[Answer]:
    now = timezone.now()
    lost = {each: at for each in grants if (at := _revoked_at(each, now))}
    answers = list(_by_releases([each for each in grants if each not in lost]))
    done = {errand for each in answers if each.may for errand in each.errands}
    if papers:
        kind = within_a_sentence(str(papers.get_kind_display()))
        why = gettext("no release, but their papers: {kind}").format(kind=kind)
        theirs = tuple(each for each in BY_PAPERS if each not in done)
        answers.append(Answer(theirs, may=True, why=why))
    answers += _by_lost(lost, _rest(answers))
    return [
        *answers,
        Answer(_rest(answers), may=False, why=gettext("no release says so")),
    ]


def _rest(answers: list[Answer]) -> tuple[Errand, ...]:
    """What none of ``answers`` is about."""
    said = {errand for each in answers for errand in each.errands}
    return tuple(each for each in Errand if each not in said)


def _revoked_at(grant: Any, now: datetime) -> datetime | None:
    return revoked_at(grant, now) or parts_revoked(grant, now).get(grant.what)


def _by_lost(
    lost: Mapping[Grant, datetime], rest: Iterable[Errand]
) -> Iterator[Answer]:
    """Of the ``rest``, what was revoked, as a restored backup does not know."""
    about = {
        errand
        for each in lost
        for errand in (OF_TIMES if each.what == Topic.ATTENDANCE else (Errand.ATTEND,))
    }
    if theirs := tuple(each for each in rest if each in about):
        grant, at = next(iter(lost.items()))
        why = gettext("revoked {day}, which is to be recorded again").format(
            day=say_day_short_year(local_day(at))
        )
        yield Answer(theirs, may=False, why=why, release=grant.release_id)


def _by_releases(grants: list[Grant]) -> Iterator[Answer]:
    formats = {each.what: each for each in grants if each.what in Format.values}
    places = {each.what for each in grants if each.what in Place.values}
    if formats and places:
        how = say_list(str(said) for code, said in FORMATS.items() if code in formats)
        where = say_list(
            within_a_sentence(str(place.label)) for place in Place if place in places
        )
        why = gettext("a release, {how}: {where}").format(how=how, where=where)
        release = next(iter(formats.values())).release_id
        yield Answer((Errand.ATTEND,), may=True, why=why, release=release)
    times = [each for each in grants if each.what == Topic.ATTENDANCE]
    by_anyone = [each for each in times if each.discloser == PRACTICE]
    if by_anyone:
        why = gettext("a release: “{topic}”").format(topic=Topic.ATTENDANCE.label)
        yield Answer(OF_TIMES, may=True, why=why, release=by_anyone[0].release_id)
    elif times:
        why = gettext(
            "their release lets only their clinician say so: put them through"
        )
        yield Answer(OF_TIMES, may=False, why=why, release=times[0].release_id)
