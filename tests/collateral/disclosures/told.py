"""What was told, as rows past the act, and as a browser sends it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from clients.models import Client, Contact
from collateral.models import Disclosure


def told_to(contact: Contact, release: Any, **columns: Any) -> Disclosure:
    """That ``contact`` was told of skills by their clinician, an hour ago; not saved."""
    now = timezone.now()
    by = contact.client.clinician
    return Disclosure(
        **{
            "client": contact.client,
            "basis": "release",
            "contact": contact,
            "release": release,
            "recipient": contact.name,
            "told_at": now - timedelta(hours=1),
            "topics": ["skills"],
            "told_by": by,
            "recorded_by": by,
            "recorded_at": now,
            **columns,
        }
    )


def emergency(client: Client, **columns: Any) -> Disclosure:
    """That the crisis team was told of a threat, an hour ago; not saved."""
    now = timezone.now()
    return Disclosure(
        **{
            "client": client,
            "basis": "threat",
            "recipient": "Crisis team",
            "address": "1 Elm St, Albany NY",
            "told_at": now - timedelta(hours=1),
            "said": "That he means to jump.",
            "why": "To keep him from it.",
            "told_by": client.clinician,
            "recorded_by": client.clinician,
            "recorded_at": now,
            **columns,
        }
    )


def sent(at: datetime, **fields: Any) -> dict[str, Any]:
    """What a browser sends of something told ``at`` then."""
    here = timezone.localtime(at)
    return {
        "told_on": here.date().isoformat(),
        "told_clock": f"{here:%H:%M}",
        **fields,
    }
