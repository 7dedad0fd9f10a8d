"""The releases of a stage, signed many at once."""

from __future__ import annotations

from django.utils import timezone

from clients.models import Contact
from releases.models import Document, Format, Grant, Place, Release, Signature
from releases.models.grant import grants_of
from tests.bare import bare
from tests.clock import DAY
from tests.signed import document_of, signature_of

EVERY_WAY = [*Format.values, *Place.values]


def entered(releases: list[Release]) -> list[Release]:
    """``releases``, each signed and granting every way; a statement a table, since
    thousands of stages are set.
    """
    Document.objects.bulk_create([each.document for each in releases])
    for each in releases:
        each.document = each.document
    Release.objects.bulk_create(releases)
    signatures = [signature_of(each.client, each.signed_at) for each in releases]
    for each, made in zip(releases, signatures, strict=True):
        made.document = each.document
    Signature.objects.bulk_create(signatures)
    spans = Release.objects.in_bulk([each.pk for each in releases])
    for each in releases:
        each.in_force = spans[each.pk].in_force
    Grant.objects.bulk_create(
        granted for each in releases for granted in grants_of(each, EVERY_WAY)
    )
    return releases


def in_force(
    contact: Contact, days: int = 90, most_sessions: int | None = None
) -> Release:
    """A bare release for ``contact``, since yesterday; not saved."""
    now = timezone.now()
    release = bare(
        contact,
        most_sessions=most_sessions,
        signed_at=now - DAY,
        effective_at=now - DAY,
        expires_at=now + days * DAY,
    )
    words = {**release.document.content, "most_sessions": most_sessions}
    release.document = document_of(contact.client, words)
    return release
