"""A session that is not saved, to break a constraint with."""

from __future__ import annotations

from django.utils import timezone
from psycopg.types.range import TimestamptzRange

from clients.models import Client
from collateral.models import Session
from releases.models import Place
from tests.clock import FIFTY, afternoon

THREE = afternoon()
NEXT = THREE + FIFTY


def session(client: Client, during: TimestamptzRange, **details: object) -> Session:
    """A session of ``client``'s, not saved."""
    usual = {
        "clinician": client.clinician,
        "booked_at": timezone.now(),
        "place": Place.IN_PERSON if details.get("room") else Place.VIDEO,
    }
    return Session(client=client, during=during, **{**usual, **details})
