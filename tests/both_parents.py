"""An entry in the ledger of both parents, past its page; one as a browser sends it."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from clients.models import Contact
from collateral.models import ParentEntry


def entry_of(contact: Contact, /, **said: Any) -> ParentEntry:
    """That ``contact`` was told of the client's care today, not saved."""
    return ParentEntry(
        **{
            "client": contact.client,
            "contact": contact,
            "passed": "told",
            "happened_on": timezone.localdate(),
            "recorded_by": contact.client.clinician,
            **said,
        }
    )


def entry_for(contact: Contact, /, **said: Any) -> ParentEntry:
    """The same, saved."""
    entry = entry_of(contact, **said)
    entry.save()
    return entry


def sent(contact: Contact, **said: str) -> dict[str, str]:
    """What a browser sends of it."""
    return {
        "contact": str(contact.pk),
        "passed": "told",
        "answer": "",
        "about": "care",
        "happened_on": timezone.localdate().isoformat(),
        **said,
    }
