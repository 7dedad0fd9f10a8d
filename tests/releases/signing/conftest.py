"""A release that waits for its signature."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client as Browser

from clients.models import Contact
from practice.models import User
from tests.room import hand_over, step_by_step
from tests.signed import draft_for


@pytest.fixture
def signing(ada: User, ben: Contact, adas: Browser, live_server: Any) -> str:
    """The path where Jordan signs the release for Ben, handed over in Ada's browser."""
    before_the_mark = {"signer": "Jordan Reyes", "capacity": "client"}
    path = f"/drafts/{draft_for(ben, ada).pk}/signature/"
    hand_over(adas, path, before_the_mark)
    assert step_by_step(adas, before_the_mark).status_code == 422
    return "/room/mark/"
