"""What has been recorded since."""

from __future__ import annotations

from clients.models import ConsentEvent


def events_since(last: int) -> list[ConsentEvent]:
    return list(ConsentEvent.objects.filter(pk__gt=last).order_by("pk"))


def last_event() -> int:
    latest = ConsentEvent.objects.order_by("pk").last()
    return latest.pk if latest else 0
