"""An entry in the ledger of both parents, and striking one out."""

from __future__ import annotations

from django.utils import timezone

from clients.ledger import record
from clients.models import EventKind
from collateral.models import ParentEntry
from practice.database.transactions import retried
from practice.models import User


@retried
def enter(entry: ParentEntry, actor: User) -> ParentEntry:
    """Write it down; the consent history says of whom, and nothing of what."""
    entry.recorded_by, entry.recorded_at = actor, timezone.now()
    entry.save(force_insert=True)
    record(
        EventKind.PARENT_RECORDED,
        entry.client,
        actor,
        contact=entry.contact,
        entry=entry.pk,
    )
    return entry


def strike(entry: ParentEntry, actor: User) -> ParentEntry:
    """Say that ``entry`` was a mistake: it stays, struck out."""
    same = {
        field.attname: getattr(entry, field.attname)
        for field in ParentEntry._meta.concrete_fields
        if field.name not in {"id", "recorded_at", "recorded_by", "strikes"}
    }
    return enter(ParentEntry(**same, strikes=entry), actor)
