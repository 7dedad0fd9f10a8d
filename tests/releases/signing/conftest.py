"""A release that waits for its signature."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client as Browser

from clients.models import Contact
from practice.models import User
from tests.signed import draft_for


@pytest.fixture
def signing(ada: User, ben: Contact, adas: Browser, live_server: Any) -> str:
    """The path where Jordan signs the release for Ben, and Ada's cookie to get there."""
    return f"/drafts/{draft_for(ben, ada).pk}/signature/"
