"""What templates ask of a session that its columns alone cannot say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils import timezone

from collateral.models import Arrival, Session
from collateral.sessions.status import status_of, status_of_arrival
from releases.status import Status

register = template.Library()


@register.filter
def status(session: Session) -> Status:
    """How the session stands by now, for a chip."""
    return status_of(session, timezone.now())


@register.filter
def seen(arrival: Arrival) -> Status:
    """How someone came, for a chip."""
    return status_of_arrival(arrival)


@register.filter
def at(found: Mapping[int, Any], pk: int) -> Any:
    """The one that was ``found`` by its id."""
    return found.get(pk)
