"""Who is of a client's family, and what passed between it and the practice, as rows."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from clients.models import Contact
from collateral.models import CheckIn, Expectation, FamilyMember, Inquiry, Intake


def expected(of: Contact, /, **columns: Any) -> FamilyMember:
    """That a contact is expected in family therapy."""
    return FamilyMember.objects.create(
        **{
            "client": of.client,
            "contact": of,
            "joined_by": of.client.clinician,
            **columns,
        }
    )


def intake_with(contact: Contact, /, **said: Any) -> Intake:
    """An intake today, with an answer to one question."""
    answers = {"concerns": "She worries at night."} | said
    return Intake.objects.create(**{**_with(contact, "said_on"), **answers})


def checked_in(contact: Contact, /, **said: Any) -> CheckIn:
    """A check-in by phone, today."""
    words = {"occasion": "phone", "words": "She slept through."} | said
    return CheckIn.objects.create(**{**_with(contact, "said_on"), **words})


def told_to_expect(contact: Contact, /, **said: Any) -> Expectation:
    """That a contact was told today what is expected of them."""
    words = {"words": "To come each time."} | said
    return Expectation.objects.create(**{**_with(contact, "told_on"), **words})


def asked(contact: Contact, /, **said: Any) -> Inquiry:
    """That a contact called today."""
    words = {"channel": "phone", "words": "How is she doing?"} | said
    return Inquiry.objects.create(**{**_with(contact, "asked_on"), **words})


def _with(contact: Contact, day: str) -> dict[str, Any]:
    return {
        "client": contact.client,
        "contact": contact,
        "recorded_by": contact.client.clinician,
        day: timezone.localdate(),
    }
