"""Releases that say the same as another."""

from __future__ import annotations

from releases.models import Release
from tests.signed import document_of


def like(release: Release, **changes: object) -> Release:
    """A release that says the same, not saved, but for ``changes``."""
    release = Release.objects.get(pk=release.pk)
    release.pk = release.draft_id = None
    release._state.adding = True
    release.document = document_of(release.client, release.document.content)
    release.document.save()
    for name, value in changes.items():
        setattr(release, name, value)
    return release
