"""Who works here, and a client with whoever joins."""

from __future__ import annotations

import pytest

from clients.models import Client, Contact
from practice.models import User
from tests.collateral.needs.happens import Cast


@pytest.fixture
def cast(
    ada: User, cleo: User, finn: User, nora: User, jordan: Client, ben: Contact
) -> Cast:
    return {
        "ada": ada,
        "cleo": cleo,
        "finn": finn,
        "nora": nora,
        "jordan": jordan,
        "ben": ben,
    }
