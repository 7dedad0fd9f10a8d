"""What somebody said who called, past its page; what a browser sends of it."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from clients.models import Client
from collateral.models import Call
from practice.models import User


def call_of(client: Client, by: User, /, **said: Any) -> Call:
    """Somebody called about ``client`` just now, as ``by`` heard it; not saved."""
    now = timezone.now()
    return Call(
        **{
            "client": client,
            "caller": "" if said.get("contact") else "Aunt Ines, 555 0140",
            "heard_at": now,
            "words": "She sounded tired on Sunday.",
            "recorded_by": by,
            "recorded_at": now,
            **said,
        }
    )


def heard(client: Client, by: User, /, **said: Any) -> Call:
    """The same, kept."""
    made = call_of(client, by, **said)
    made.save(force_insert=True)
    return made


def call_sent(**said: Any) -> dict[str, Any]:
    """What a browser sends."""
    return {
        "contact": "",
        "caller": "Aunt Ines, 555 0140",
        "day": timezone.localdate().isoformat(),
        "clock": "",
        "words": "She sounded tired on Sunday.",
        **said,
    }
