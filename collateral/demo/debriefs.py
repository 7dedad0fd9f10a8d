"""What came of a story's sessions, written on the evening of each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from clients.models import Contact, EventKind
from collateral.debrief.due import ASKED_FOR
from collateral.demo.case import Case
from collateral.models import Attendance, Debrief, Met, NextStep, Session, Status
from practice.spans import local_day
from releases.models import Format

SOON = timedelta(minutes=25)
AGREED = (
    "One check-in a week, in the kitchen, ten minutes.",
    "Whoever needs a break says so, and comes back within the hour.",
    "To ask before giving advice.",
)
TAKEN_UP = (
    "How it felt to be heard, and what was left unsaid.",
    "What to do when the old argument begins again.",
)


def debrief(
    case: Case, session: Session, people: Iterable[Contact], place: int
) -> None:
    """Of one that took place lately; of each client's every fifth it waits."""
    calendar = case.setting.calendar
    ago = calendar.today - local_day(session.during.lower)
    if session.status != Status.COMPLETED or ago > ASKED_FOR:
        return
    if (case.number + place) % 5 == 0:
        return
    made = Debrief(
        session=session,
        version=1,
        client_came=True if session.format == Format.JOINT else None,
        purpose_met=(Met.YES, Met.PARTLY)[place % 2],
        agreed=AGREED[place % len(AGREED)],
        individual=TAKEN_UP[place % len(TAKEN_UP)],
        next_step=NextStep.ANOTHER,
        written_by=case.setting.clinician,
        written_at=session.during.upper + SOON,
    )
    batch = case.setting.batch
    batch.add(made)
    for contact in people:
        batch.add(Attendance(debrief=made, session=session, contact=contact, came=True))
    case.say(
        EventKind.DEBRIEFED,
        made.written_at,
        case.setting.clinician,
        session_id=session.pk,
        starts=session.during.lower.isoformat(),
        version=1,
    )
