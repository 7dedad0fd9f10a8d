"""What a signer has before them."""

from __future__ import annotations

from releases.models import ReleaseDraft
from releases.terms import content


def version_of(draft: ReleaseDraft) -> str:
    """What the page says that it showed."""
    return content.sha256_of(content.of_draft(draft))
