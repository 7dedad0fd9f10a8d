"""Nothing starts without the gate."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.core.checks import run_checks
from django.test import override_settings
from django.urls import get_resolver

from collateral.gate.checks import AUTHENTICATION, GATE, gate_stands


def failing() -> list[str]:
    """The ids of the checks that keep the application from starting."""
    return [found.id for found in run_checks() if found.is_serious()]


def ids(middleware: list[str]) -> list[str]:
    with override_settings(MIDDLEWARE=middleware):
        return [error.id for error in gate_stands(None)]


def test_everything_is_in_order() -> None:
    assert failing() == []


def test_without_the_gate_nothing_starts() -> None:
    without = [name for name in settings.MIDDLEWARE if name != GATE]
    assert ids(without) == ["collateral.E001"]
    with override_settings(MIDDLEWARE=without):
        assert failing() == ["collateral.E001"]


@pytest.mark.parametrize("name", AUTHENTICATION)
def test_the_gate_stands_after_authentication(name: str) -> None:
    before = [each for each in settings.MIDDLEWARE if each != GATE]
    before.insert(before.index(name), GATE)
    assert ids(before) == ["collateral.E002"]
    after = [each for each in settings.MIDDLEWARE if each != GATE]
    after.insert(max(after.index(each) for each in AUTHENTICATION) + 1, GATE)
    assert ids(after) == []


@pytest.mark.parametrize("name", AUTHENTICATION)
def test_nobody_is_let_in_unknown(name: str) -> None:
    without = [each for each in settings.MIDDLEWARE if each != name]
    assert ids(without) == ["collateral.E002"]


def test_every_view_of_ours_that_schedules_is_declared() -> None:
    declared = {
        view.__qualname__
        for view in all_views(get_resolver().url_patterns)
        if hasattr(view, "schedules")
    }
    assert declared == {
        "booking",
        "session_arrival",
        "session_move",
        "session_participants",
        "session_reopening",
        "session_topics",
        "series_left_out",
        "series_move",
        "series_reopening",
    }


def all_views(patterns: list[Any]) -> list[Any]:
    found = []
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            found += all_views(pattern.url_patterns)
        else:
            found.append(pattern.callback)
    return found
