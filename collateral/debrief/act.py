"""What came of a session, what is practiced, and what was seen: kept, and recorded.

The consent history says that something was written down, and none of its words.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import timezone

from clients.ledger import record
from clients.models import Contact, EventKind
from collateral.models import Attendance, Debrief, HomePractice, Observation
from practice.database.transactions import retried
from practice.models import User


@retried
def write(debrief: Debrief, came: Mapping[Contact, bool], actor: User) -> Debrief:
    """Keep it with who ``came``. Raises IntegrityError by name where a rule refuses it."""
    debrief.written_by, debrief.written_at = actor, timezone.now()
    debrief.pk = None  # an attempt before may have given it one
    debrief.save(force_insert=True)
    session = debrief.session
    Attendance.objects.bulk_create(
        Attendance(debrief=debrief, session=session, contact=contact, came=yes)
        for contact, yes in came.items()
    )
    record(
        EventKind.DEBRIEFED,
        session.client,
        actor,
        session_id=session.pk,
        starts=session.during.lower.isoformat(),
        version=debrief.version,
    )
    return debrief


@retried
def give(practice: HomePractice, actor: User) -> None:
    """Ask someone to practice at home."""
    practice.given_by, practice.given_at = actor, timezone.now()
    practice.pk = None
    practice.save(force_insert=True)
    _record_practice(EventKind.PRACTICE_GIVEN, practice, actor)


@retried
def close(practice: HomePractice, how: str, actor: User) -> None:
    """Say that it was done, or was not."""
    practice.closed_as, practice.closed_by = how, actor
    practice.closed_at = timezone.now()
    practice.save(update_fields=["closed_as", "closed_by", "closed_at"])
    _record_practice(EventKind.PRACTICE_CLOSED, practice, actor)


@retried
def observe(observation: Observation, actor: User) -> None:
    """Keep what a contact said they saw."""
    observation.recorded_by, observation.recorded_at = actor, timezone.now()
    observation.pk = None
    observation.save(force_insert=True)
    record(
        EventKind.OBSERVED,
        observation.client,
        actor,
        contact=observation.contact,
        observation=observation.pk,
        corrects=observation.corrects_id,
    )


def _record_practice(kind: EventKind, practice: HomePractice, actor: User) -> None:
    record(
        kind,
        practice.client,
        actor,
        contact=practice.contact,
        session_id=practice.session_id,
        practice=practice.pk,
        due_on=practice.due_on.isoformat(),
    )
