"""What keeps someone from joining, whatever their release permits: a court's order, that
the client stopped, that what they say when asked alone does not let it be, and that
nobody consented to treat a minor.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from clients.models import Contact
from collateral.gate import questions
from collateral.gate.apart import ORDERED, kept_apart
from collateral.gate.consent import lacks_consent
from collateral.gate.planned import Planned, of_plan
from collateral.gate.proposal import Proposal
from collateral.gate.reasons import NOT_READY, Code, Reason
from collateral.models.screening import GOOD_FOR, INCIDENT, STOPS
from practice.formats import say_day_short_year
from practice.spans import local_day
from releases import status

if TYPE_CHECKING:
    from collateral.gate.check import Line

# Of a contact or a session, as its key says: what stands, and since when.
Standing = tuple[int, str, str]
OF_PLANS = {questions.APPROVED, questions.UNAPPROVED}


def standing_against(
    proposal: Proposal,
    found: Iterable[Standing],
    consented_until: Callable[[], datetime | None],
) -> Iterator[tuple[int, Reason]]:
    """The contacts who may not join, each with why; of the plan, everyone.

    By what was ``found`` for this proposal, and others; ``consented_until`` asks until when
    the client's treatment is consented to, for a minor alone.
    """
    people = {contact.pk: contact for contact in proposal.contacts}
    asked = set()
    for pk, what, since in found:
        if what in OF_PLANS or pk not in people:
            continue
        if what not in {*ORDERED, questions.STOPPED}:
            asked.add(pk)
        if reason := _against(people[pk], proposal, what, since):
            yield pk, reason
    for pk in people.keys() - asked if proposal.from_wish else ():
        sentence = (
            f"{proposal.client.name} has not been asked alone yet about "
            f"{people[pk].name}, as a plan that began with a wish needs."
        )
        yield pk, Reason(Code.PLAN_NOT_READY, sentence, NOT_READY)
    if lacking := lacks_consent(proposal, consented_until):
        yield from ((pk, lacking) for pk in people)
    for reason in of_plan(proposal, _plan_of(proposal, found)):
        for pk in people:
            yield pk, reason


def _plan_of(proposal: Proposal, found: Iterable[Standing]) -> Planned | None:
    for pk, what, lists in found:
        if what in OF_PLANS and pk == proposal.session_id:
            return Planned.of(what == questions.APPROVED, lists)
    return None


def _against(
    contact: Contact, proposal: Proposal, what: str, since: str
) -> Reason | None:
    """Why one thing that was found keeps ``contact`` from joining, if it does."""
    if what in ORDERED:
        return kept_apart(contact, what, date.fromisoformat(since))
    at = datetime.fromisoformat(since)
    if what == questions.STOPPED:
        return _stopped(contact, proposal, at)
    return _screened(contact, proposal, what, at)


def _stopped(contact: Contact, proposal: Proposal, since: datetime) -> Reason:
    sentence = (
        f"{proposal.client.name} said on {_day(since)} that they want no session with "
        f"{contact.name} for now."
    )
    return Reason(Code.STOPPED, sentence, NOT_READY)


def _screened(
    contact: Contact, proposal: Proposal, says: str, asked_at: datetime
) -> Reason | None:
    """Why the newest screening does not let ``contact`` join, if it does not; or what
    happened, where nothing was ever asked.
    """
    name, day = contact.name, _day(asked_at)
    if says == questions.HAPPENED:
        sentence = f"Something happened on {day}: ask about {name} alone first."
        return Reason(Code.SCREENING_STALE, sentence, NOT_READY)
    if says in STOPS:
        sentence = f"The screening of {day} does not let {name} join."
        return Reason(Code.UNSAFE, sentence, NOT_READY)
    if says == INCIDENT:
        sentence = (
            f"Something happened since the screening of {day}: ask about {name} again."
        )
        return Reason(Code.SCREENING_STALE, sentence, NOT_READY)
    if proposal.during.lower >= asked_at + GOOD_FOR:
        sentence = (
            f"The screening of {day} is good for sessions within 90 days: ask about "
            f"{name} again."
        )
        return Reason(Code.SCREENING_STALE, sentence, NOT_READY)
    return None


def _day(at: datetime) -> str:
    return say_day_short_year(local_day(at))


def also(line: Line, reasons: list[Reason]) -> Line:
    """``line`` with these ``reasons`` after those that a release gives."""
    if not reasons:
        return line
    how = status.NOT_READY if line.covered else line.status
    told = (*line.reasons, *reasons)
    return replace(line, status=how, reasons=told, disclosers=())
