"""Recording what became of the copy for someone who signed."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from clients.ledger import record
from clients.models import EventKind
from releases.models import Release, SignersCopy


@transaction.atomic
def settle(copy: SignersCopy, release: Release) -> None:
    """Save ``copy``. Raises IntegrityError by name where that was done meanwhile."""
    copy.recorded_at = timezone.now()
    copy.save(force_insert=True)
    record(
        EventKind.COPY_RECORDED,
        release.client,
        copy.recorded_by,
        contact=release.contact,
        release_id=release.pk,
        names={"signer": copy.signature.signer},
        signature=copy.signature_id,
        way=copy.way,
    )
