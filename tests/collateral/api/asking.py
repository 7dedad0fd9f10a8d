"""What a program sends to ask the gate."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from clients.models import Contact
from tests.clock import HOUR

GATE = "/api/gate/"


def asked(contact: Contact, starts: datetime, **more: Any) -> dict[str, Any]:
    """What is asked of a session that ``starts`` then, as a program sends it."""
    return {
        "client": contact.client_id,
        "contact": contact.pk,
        "from": starts.isoformat(),
        "until": (starts + HOUR).isoformat(),
        "format": "joint",
        **more,
    }
