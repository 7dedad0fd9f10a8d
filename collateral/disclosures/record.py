"""What was told, kept; and a mistake in it corrected, by acts that are recorded."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from clients.ledger import record
from clients.models import EventKind
from collateral.models import Disclosure


@transaction.atomic
def keep(disclosure: Disclosure) -> Disclosure:
    """Save what was told. Raises IntegrityError by name where a rule refuses it.

    The history says on what basis, and neither what was told nor who heard it, but for a
    contact.
    """
    disclosure.recorded_at = timezone.now()
    disclosure.save(force_insert=True)
    corrected = disclosure.corrects_id
    about: dict[str, Any] = {"corrects": corrected, "struck": disclosure.struck}
    record(
        EventKind.DISCLOSURE_CORRECTED if corrected else EventKind.DISCLOSED,
        disclosure.client,
        disclosure.recorded_by,
        contact=disclosure.contact,
        release_id=disclosure.release_id,
        session_id=disclosure.session_id,
        disclosure=disclosure.pk,
        basis=disclosure.basis,
        told_at=disclosure.told_at.isoformat(),
        outside=len(disclosure.outside),
        **(about if corrected else {}),
    )
    return disclosure
