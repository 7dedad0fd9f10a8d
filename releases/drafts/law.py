"""What the law that applies to a client says of a release being prepared."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from clients.law.rules import rules_for
from clients.models import Client
from practice.formats import say_day_short_year


def too_long(client: Client, ends: date) -> str:
    """Why a release may not count through ``ends``, by the shortest term that applies."""
    today = timezone.localdate()
    longest = rules_for(client, today, video=True).last_day(today)
    if longest is None or ends <= longest:
        return ""
    day = say_day_short_year(longest)
    return (
        "The law that applies to this client lets a release signed today count until "
        f"{day} at most."
    )
