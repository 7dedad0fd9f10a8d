"""Debriefs, home practice and observations, row by row past their pages."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from clients.models import Contact
from collateral.models import Attendance, Debrief, HomePractice, Observation, Session
from tests.clock import DAY


def debrief(session: Session, /, **said: Any) -> Debrief:
    """That the purpose of ``session`` was met, by the client's clinician; not saved."""
    return Debrief(
        **{
            "session": session,
            "version": 1,
            "client_came": True,
            "purpose_met": "yes",
            "next_step": "none",
            "written_by": session.client.clinician,
            "written_at": timezone.now(),
            **said,
        }
    )


@transaction.atomic
def debrief_of(session: Session, /, **said: Any) -> Debrief:
    """The same, kept: everyone came."""
    made = debrief(session, **said)
    made.save(force_insert=True)
    for seat in session.participants.all():
        Attendance.objects.create(
            debrief=made, session=session, contact=seat.contact, came=True
        )
    return made


def practice_of(contact: Contact, /, **said: Any) -> HomePractice:
    """What ``contact`` practices for a week from today."""
    today = timezone.localdate()
    return HomePractice.objects.create(
        **{
            "client": contact.client,
            "contact": contact,
            "what": "Read together before bed.",
            "given_on": today,
            "due_on": today + 7 * DAY,
            "given_by": contact.client.clinician,
            "given_at": timezone.now(),
            **said,
        }
    )


def seen_by(contact: Contact, /, **said: Any) -> Observation:
    """What ``contact`` saw at home today."""
    return Observation.objects.create(
        **{
            "client": contact.client,
            "contact": contact,
            "place": "home",
            "seen_on": timezone.localdate(),
            "words": "He slept through.",
            "recorded_by": contact.client.clinician,
            "recorded_at": timezone.now(),
            **said,
        }
    )
