"""Who has signed and is still owed a copy."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from releases.models import Release, Signature, SignersCopy

# Who signed earlier is found on the release's own page: what needs doing is short.
LATELY = timedelta(days=30)


def owed(releases: Any, now: Any) -> QuerySet[Signature]:
    """The signatures of late on those of ``releases`` in force for which nobody recorded
    a copy.
    """
    settled = SignersCopy.objects.filter(signature=OuterRef("pk"))
    running = releases.filter(in_force__endswith__gt=now)
    # Both bounds: of one alone, a plan made for any day expects most of them.
    lately = Signature.objects.filter(signed_at__gte=now - LATELY, signed_at__lte=now)
    return lately.filter(~Exists(settled), document__release__in=running)


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
