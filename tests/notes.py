"""Releases of notes that are kept apart, which say nothing else."""

from __future__ import annotations

from typing import Any

from clients.models import Contact
from practice.models import User
from releases.models import Kind, Release, ReleaseDraft
from tests.signed import draft_for, sign

NOTHING_ELSE: dict[str, Any] = {"topics": [], "formats": [], "places": []}


def notes_for(
    contact: Contact, by: User, kind: str = Kind.PSYCHOTHERAPY_NOTES, **terms: Any
) -> ReleaseDraft:
    """One prepared for ``contact``."""
    return draft_for(contact, by, kind=kind, **NOTHING_ELSE, **terms)


def signed_notes(contact: Contact) -> Release:
    """One for ``contact`` that is in force."""
    return sign(contact, kind=Kind.PSYCHOTHERAPY_NOTES, **NOTHING_ELSE)
