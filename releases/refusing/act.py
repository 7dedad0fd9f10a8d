"""That somebody will not sign, and that they will after all: acts that are recorded."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from clients.ledger import record
from clients.models import EventKind
from practice.models import User
from releases.models import Refusal, ReleaseDraft


@transaction.atomic
def refuse(refusal: Refusal) -> None:
    """Save ``refusal``: nothing that waits for whoever refuses comes in force.

    Raises IntegrityError by name where it was signed or put aside meanwhile.
    """
    ReleaseDraft.objects.select_for_update().get(pk=refusal.draft_id)
    refusal.recorded_at = timezone.now()
    refusal.save(force_insert=True)
    _record(
        EventKind.SIGNING_REFUSED,
        refusal,
        refusal.recorded_by,
        reason=refusal.reason,
        said_on=refusal.said_on.isoformat(),
    )


@transaction.atomic
def take_back(refusal: Refusal, actor: User) -> None:
    """Note that they may sign after all; done by another meanwhile, it does nothing."""
    standing = Refusal.objects.select_for_update().filter(taken_back_at=None)
    if not standing.filter(pk=refusal.pk).exists():
        return
    refusal.taken_back_by, refusal.taken_back_at = actor, timezone.now()
    refusal.save(update_fields=["taken_back_by", "taken_back_at"])
    _record(EventKind.REFUSAL_TAKEN_BACK, refusal, actor)


def _record(kind: EventKind, refusal: Refusal, actor: User, **detail: Any) -> None:
    draft = refusal.draft
    record(
        kind,
        draft.client,
        actor,
        contact=draft.contact,
        names={"signer": refusal.signer},
        draft=draft.pk,
        refusal=refusal.pk,
        capacity=refusal.capacity,
        **detail,
    )
