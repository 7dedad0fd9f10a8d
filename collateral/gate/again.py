"""What was typed, sent again as it would help: another time, less, or fewer people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import QueryDict
from django.urls import reverse

from collateral.gate.check import Line
from collateral.gate.clashes import Clashes
from collateral.gate.earlier import nearest_earlier
from collateral.gate.permits import LABELS
from collateral.gate.proposal import Proposal
from collateral.gate.reasons import Code
from practice.formats import say_clock, say_list, say_weekday
from practice.spans import clock_of, local_day
from practice.web.opened import NOT_TYPED

# What a form calls these; a remedy sends them again, changed.
DATE, START, CONTACTS, ABOUT = "date", "start", "contacts", "about"
WITHIN = "within"
NOT_HEARD = {Code.TOPIC, Code.SENSITIVE_NOT_INITIALED, Code.OFF_LIMITS}


def about(contact_id: int) -> str:
    """As ``ABOUT``, of one person alone."""
    return f"{ABOUT}-{contact_id}"


@dataclass(frozen=True)
class Remedy:
    """A way out: a link, or a form with ``fields``; said only, where it has no ``url``.

    ``form`` is the form on the page whose fields go along.
    """

    label: str
    url: str = ""
    method: str = "get"
    fields: tuple[tuple[str, str], ...] = ()
    form: str = ""


@dataclass(frozen=True)
class Typed:
    """What was sent to ``url`` and refused: it goes along. ``clashes`` stay if it does."""

    fields: QueryDict
    url: str
    clashes: Clashes


def earlier(proposal: Proposal, typed: Typed, now: datetime) -> list[Remedy]:
    if DATE not in typed.fields or (found := nearest_earlier(proposal, now)) is None:
        return []
    day, clock = local_day(found), clock_of(found)
    changed = {DATE: [day.isoformat()], START: [f"{clock:%H:%M}"]}
    fields = _sent_again(typed.fields, changed)
    return [Remedy(move_to(found), typed.url, "post", fields)]


def move_to(start: datetime) -> str:
    return f"Move to {say_weekday(start)}, {say_clock(start)}"


def about_less(gap: Line, proposal: Proposal, typed: Typed) -> list[Remedy]:
    """To go on without what ``gap`` may not hear of, where nothing else is in the way."""
    if not set(gap.codes) <= NOT_HEARD or typed.clashes:
        return []
    if gap.contact in proposal.joining:
        label = f"Add {gap.contact.name}, to hear only of what their release permits"
        again = _sent_again(typed.fields, {WITHIN: ["on"]})
        return [Remedy(label, typed.url, "post", again)]
    name = next((n for n in (about(gap.contact.pk), ABOUT) if n in typed.fields), "")
    if not name:
        return []
    left_out = {reason.what for reason in gap.reasons}
    topics = typed.fields.getlist(name)
    if not left_out & set(topics):
        return []
    again = _sent_again(
        typed.fields, {name: [topic for topic in topics if topic not in left_out]}
    )
    named = say_list(f"“{LABELS[topic]}”" for topic in topics if topic in left_out)
    return [Remedy(f"Leave out {named}", typed.url, "post", again)]


def without(gap: Line, proposal: Proposal, typed: Typed) -> list[Remedy]:
    name, fields = gap.contact.name, typed.fields
    if typed.clashes.without(gap.contact):
        return []  # the time would still be taken
    if (
        proposal.session_id and CONTACTS not in fields
    ):  # moved: first without, then moved
        if DATE not in fields or len(proposal.contacts) == 1:
            return []
        out = reverse("session_reopening", args=[proposal.session_id])
        return [Remedy(f"Take {name} out", f"{out}?leaving={gap.contact.pk}")]
    others = [pk for pk in fields.getlist(CONTACTS) if pk != str(gap.contact.pk)]
    if not others:
        return []
    again = _sent_again(fields, {CONTACTS: others})
    return [Remedy(f"Book without {name}", typed.url, "post", again)]


def _sent_again(
    typed: QueryDict, changed: dict[str, list[str]]
) -> tuple[tuple[str, str], ...]:
    fields = {**dict(typed.lists()), **changed}
    return tuple(
        (name, str(value))
        for name, values in fields.items()
        if name not in NOT_TYPED
        for value in values
    )
