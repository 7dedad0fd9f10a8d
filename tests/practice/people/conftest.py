"""Who works here beside those whom every test knows."""

from __future__ import annotations

import pytest

from practice.models import Role, User
from tests.cast import user


@pytest.fixture
def uma(db: None) -> User:
    """Another admin."""
    return user("uma", "Uma Roy", Role.ADMIN)
