"""How a release looks on its page."""

from __future__ import annotations

import re

import pytest
from django.test import Client as Browser

from clients.models import Contact
from practice.models import User
from tests.signed import draft_for, sign


@pytest.fixture
def shown(adas: Browser, ben: Contact) -> str:
    """The page of Ben's release."""
    return adas.get(f"/releases/{sign(ben).pk}/").content.decode()


def test_what_the_law_adds_is_folded(
    adas: Browser, ada: User, maria: Contact, shown: str
) -> None:
    draft = draft_for(maria, ada)
    signing = adas.get(f"/drafts/{draft.pk}/signature/").content.decode()
    for page in (shown, signing):
        folded = re.search(r"(?s)<details.*?>(.*?)</details>", page)
        assert folded
        assert "<summary>Your rights</summary>" in folded[1]
        assert "stop this at any time" in folded[1]


def test_a_hash_is_in_letters_of_one_width(shown: str) -> None:
    assert re.search(r"Version <code>[0-9a-f]{12}</code>", shown)
