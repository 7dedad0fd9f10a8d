"""Screenings and incidents, row by row past their pages."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from clients.models import Contact
from collateral.models import Incident, Manner, Outcome, Screening
from collateral.screening.forms import QUESTIONS


def screening_of(contact: Contact, /, **said: Any) -> Screening:
    """Asked about ``contact`` with nothing in the way, not saved."""
    answers = dict.fromkeys(QUESTIONS, False) | {"growth": True}
    return Screening(
        **{
            "client": contact.client,
            "contact": contact,
            "manner": Manner.ALONE,
            "outcome": Outcome.PROCEED,
            "asked_by": contact.client.clinician,
            "asked_at": timezone.now(),
            **answers,
            **said,
        }
    )


def screen(contact: Contact, /, **said: Any) -> Screening:
    """The same, kept."""
    made = screening_of(contact, **said)
    made.save(force_insert=True)
    return made


def incident_with(contact: Contact, /, **said: Any) -> Incident:
    """Something happened with ``contact``."""
    return Incident.objects.create(
        **{
            "client": contact.client,
            "contact": contact,
            "what": "A threat on the phone.",
            "recorded_by": contact.client.clinician,
            "recorded_at": timezone.now(),
            **said,
        }
    )


def answered(**changed: str) -> dict[str, str]:
    """What a browser sends where nothing is in the way."""
    answers = dict.fromkeys(QUESTIONS, "no") | {"growth": "yes"}
    return {"manner": "alone", "outcome": "proceed", **answers, **changed}
