"""Who has signed and is still owed a copy."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from practice.models import User
from releases.models import Release, Signature, SignersCopy

# Who signed earlier is found on the release's own page: what needs doing is short.
LATELY = timedelta(days=30)


def owed(user: User) -> QuerySet[Signature]:
    """The signatures of late, oldest first, on what ``user`` may see and is in force; none
    for an admin, who hands nothing over.
    """
    if user.is_admin:
        return Signature.objects.none()
    now = timezone.now()
    releases = Release.objects.visible_to(user).filter(in_force__endswith__gt=now)
    return (
        unsettled(now)
        .filter(document__release__in=releases)
        .select_related("document__release__client", "document__release__contact")
        .defer("strokes", "document__content")
        .order_by("signed_at", "pk")
    )


def unsettled(now: datetime) -> QuerySet[Signature]:
    """The signatures of late for which nobody recorded a copy."""
    settled = SignersCopy.objects.filter(signature=OuterRef("pk"))
    return Signature.objects.filter(~Exists(settled), signed_at__gte=now - LATELY)


def owes_a_copy(now: datetime) -> Exists:
    """Whether someone who signed a release of late has none of it."""
    return Exists(unsettled(now).filter(document=OuterRef("document")))


def copies_of(release: Release) -> list[Any]:
    """Who signed ``release``, and how each came by a copy, by whom and when recorded:
    rows of one query, empty where none is recorded.
    """
    made = Signature.objects.filter(document=release.document_id).order_by("pk")
    return list(
        made.values_list(
            "pk",
            "signer",
            "copies__way",
            "copies__recorded_at",
            "copies__recorded_by__name",
            named=True,
        )
    )
