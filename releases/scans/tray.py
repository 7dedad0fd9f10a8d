"""Pages that nobody recognised: what somebody says they are, or that they are not needed."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from clients.ledger import record
from clients.models import EventKind
from practice.models import User
from releases.models import Printout, ScannedPage
from releases.scans.reading import record_received


@transaction.atomic
def assign(page: ScannedPage, printout: Printout, number: int, actor: User) -> None:
    """Note which page of which printout it shows. Raises IntegrityError by name where its
    code says otherwise, or where it was discarded meanwhile.
    """
    page.printout, page.page = printout, number
    page.assigned_by, page.assigned_at = actor, timezone.now()
    page.save(update_fields=["printout", "page", "assigned_by", "assigned_at"])
    record_received(printout, [number], actor)


@transaction.atomic
def discard(page: ScannedPage, user: User, reason: str) -> None:
    """Put it aside for good: it counts as a page of nothing, and stays to be looked at."""
    page.discarded_by, page.discarded_at = user, timezone.now()
    page.discard_reason = reason
    page.save(update_fields=["discarded_by", "discarded_at", "discard_reason"])
    if page.printout is None:
        return
    record(
        EventKind.SCAN_DISCARDED,
        page.printout.about,
        user,
        contact=page.printout.names,
        reason=reason,
        **page.printout.told,
        scan=page.pk,
        page=page.page,
    )
