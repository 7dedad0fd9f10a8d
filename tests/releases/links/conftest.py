"""A release for Ben that Jordan may sign by a link."""

from __future__ import annotations

import pytest

from clients.models import Contact
from practice.models import User
from releases.models import ReleaseDraft
from tests.signed import draft_for


@pytest.fixture
def bens(ben: Contact, ada: User) -> ReleaseDraft:
    """Waits for Jordan's signature."""
    return draft_for(ben, ada)
