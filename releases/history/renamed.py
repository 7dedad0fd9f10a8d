"""Who of an event is called otherwise now."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString

from clients.models import ConsentEvent


def today(event: ConsentEvent) -> list[SafeString]:
    """What they were called, and are."""
    return [
        format_html("<bdi>{}</bdi> is now called <bdi>{}</bdi>.", was, now.name)
        for role in ("client", "contact", "actor")
        for was, now in [(event.name_of(role), getattr(event, role))]
        if now and was and was != now.name
    ]
