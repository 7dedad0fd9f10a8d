from __future__ import annotations

import pytest

from clients.models import Client, Contact
from collateral.models import Session
from practice.models import Room
from tests.booked import book
from tests.collateral.models.unsaved import THREE
from tests.signed import sign


@pytest.fixture
def booked(jordan: Client, ben: Contact, blue_room: Room) -> Session:
    """Jordan and Ben, at three in the blue room."""
    sign(ben)
    return book(jordan, [ben], THREE, room=blue_room)
