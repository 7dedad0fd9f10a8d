"""What was signed, and what it permits."""

from __future__ import annotations

from releases.models.document import Document, DocumentKind
from releases.models.draft import (
    Discloser,
    Purpose,
    ReleaseDraft,
    SensitiveTopic,
    Topic,
)
from releases.models.ends import WhyEnded
from releases.models.grant import Format, Grant
from releases.models.paper import Paper
from releases.models.release import PRACTICE, Release, ReleaseQuerySet
from releases.models.revocation import Manner, Revocation
from releases.models.signature import Mark, Signature

__all__ = [
    "PRACTICE",
    "Discloser",
    "Document",
    "DocumentKind",
    "Format",
    "Grant",
    "Manner",
    "Mark",
    "Paper",
    "Purpose",
    "Release",
    "ReleaseDraft",
    "ReleaseQuerySet",
    "Revocation",
    "SensitiveTopic",
    "Signature",
    "Topic",
    "WhyEnded",
]
