"""The least that a release says, and one that permits no topic; not saved."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from clients.models import Contact
from releases.models import PRACTICE, Format, Place, Purpose, Release, ReleaseDraft
from releases.terms import content
from tests.signed import document_of, signature_of


def bare(contact: Contact, **columns: Any) -> Release:
    """A release that permits no topic, not yet saved: it grants each way alone."""
    return Release(
        client=contact.client,
        contact=contact,
        document=document_of(contact.client, said_for(contact)),
        **{"discloser": PRACTICE, **columns},
    )


def said_for(contact: Contact) -> dict[str, Any]:
    """The least that a release for ``contact`` says."""
    made = signature_of(contact.client, timezone.now())
    today = timezone.localdate()
    draft = ReleaseDraft(
        client=contact.client,
        contact=contact,
        purposes=[Purpose.SUPPORT],
        topics=[],
        formats=Format.values,
        places=Place.values,
        affiliation="none",
        effective_on=today,
        expires_on=today,
    )
    return content.signed(content.of_draft(draft, made.capacity), [made])
