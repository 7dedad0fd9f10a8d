"""Tomorrow: Jordan at ten with Ben, who is covered, and at three with Maria, who is not."""

from __future__ import annotations

from datetime import datetime, time

import pytest
from django.utils import timezone

from clients.models import Client, Contact
from collateral.models import Session, Status
from practice.models import Room
from practice.spans import local_instant
from releases.models import Release
from tests.booked import book
from tests.clock import DAY
from tests.signed import sign


def at(hour: int) -> datetime:
    return local_instant(timezone.localdate() + DAY, time(hour), lenient=True)


@pytest.fixture
def bens(ben: Contact, unprinted: None) -> Release:
    """Ben's release, in force."""
    return sign(ben)


@pytest.fixture
def at_ten(jordan: Client, ben: Contact, bens: Release, blue_room: Room) -> Session:
    """With Ben, in the blue room."""
    return book(jordan, [ben], at(10), room=blue_room)


@pytest.fixture
def at_three(jordan: Client, maria: Contact, blue_room: Room) -> Session:
    """With Maria, on hold for want of a release."""
    return book(jordan, [maria], at(15), room=blue_room, status=Status.HELD)
