"""Writing down what parents said or were told, and how they were answered."""

from __future__ import annotations

from typing import TypeVar

from django.utils import timezone

from clients.ledger import record
from clients.models import EventKind
from collateral.models import (
    CheckIn,
    Disclosure,
    Expectation,
    Inquiry,
    Intake,
)
from practice.database.transactions import retried
from practice.models import User

E = TypeVar("E", CheckIn, Expectation, Inquiry, Intake)


@retried
def write_down(entry: E, kind: EventKind, actor: User) -> E:
    """Keep it; the consent history says with whom, and none of the words."""
    entry.recorded_by, entry.recorded_at = actor, timezone.now()
    entry.save(force_insert=True)
    record(kind, entry.client, actor, contact=entry.contact, entry=entry.pk)
    return entry


@retried
def answer(inquiry: Inquiry, how: str, told: Disclosure | None, actor: User) -> None:
    """Once: that they were listened to, or what they were ``told``."""
    inquiry.answered_as, inquiry.disclosure = how, told
    inquiry.answered_by, inquiry.answered_at = actor, timezone.now()
    inquiry.save(
        update_fields=["answered_as", "disclosure", "answered_by", "answered_at"]
    )
    record(
        EventKind.INQUIRY_ANSWERED,
        inquiry.client,
        actor,
        contact=inquiry.contact,
        entry=inquiry.pk,
    )
