"""Where the practice is, as a setting."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from clients.law.checks import practice_is_in_a_state
from practice.setup.environment import env_state


@pytest.mark.parametrize(("state", "faults"), [("", 0), ("NY", 0), ("XX", 1)])
def test_the_practice_is_in_a_state_that_is_known(
    state: str, faults: int, settings: Any
) -> None:
    settings.PRACTICE_STATE = state
    assert len(practice_is_in_a_state(None)) == faults


def test_a_state_is_two_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRACTICE_STATE", "ny")
    assert env_state("PRACTICE_STATE") == "NY"
    monkeypatch.setenv("PRACTICE_STATE", "New York")
    with pytest.raises(ImproperlyConfigured, match="two letters"):
        env_state("PRACTICE_STATE")
