"""That a release is left to lapse, and that it is not after all: acts that are recorded."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from clients.ledger import record
from clients.models import EventKind
from practice.models import User
from releases.models import Lapse


@transaction.atomic
def let_lapse(lapse: Lapse) -> None:
    """Save ``lapse``. Raises IntegrityError by name where it stands or ended already."""
    lapse.decided_at = timezone.now()
    lapse.save(force_insert=True)
    _record(EventKind.LET_LAPSE, lapse, lapse.decided_by, lapse.reason)


@transaction.atomic
def take_back(lapse: Lapse, actor: User) -> None:
    """It is to be renewed after all; done by another meanwhile, it does nothing."""
    standing = Lapse.objects.select_for_update().filter(taken_back_at=None)
    if not standing.filter(pk=lapse.pk).exists():
        return
    lapse.taken_back_by, lapse.taken_back_at = actor, timezone.now()
    lapse.save(update_fields=["taken_back_by", "taken_back_at"])
    _record(EventKind.LAPSE_TAKEN_BACK, lapse, actor)


def _record(kind: EventKind, lapse: Lapse, actor: User, reason: str = "") -> None:
    release = lapse.release
    record(
        kind,
        release.client,
        actor,
        contact=release.contact,
        release_id=release.pk,
        reason=reason,
        lapse=lapse.pk,
    )
