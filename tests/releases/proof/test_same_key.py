"""A machine that does not share the seal is told, before it seals with another key."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from clients.models import Contact
from practice.models import User
from practice.upkeep.facts import Fact, facts
from tests.releases.proof.falsify import signed_on_screen

pytestmark = pytest.mark.django_db


def told() -> list[Fact]:
    return [each for each in facts(slow=True) if each.name == "same_key"]


def test_where_nothing_is_sealed_there_is_nothing_to_say() -> None:
    assert told() == []


def test_the_machine_that_sealed_is_well(ben: Contact, ada: User) -> None:
    signed_on_screen(ben, ada)
    (found,) = told()
    assert found.is_well


def test_another_machine_with_a_seal_of_its_own_is_not(
    ben: Contact, ada: User, settings: Any, tmp_path: Path
) -> None:
    signed_on_screen(ben, ada)
    settings.DATA_DIR = tmp_path / "other"
    (found,) = told()
    assert not found.is_well
    assert "share DATA_DIR/seal" in found.do
