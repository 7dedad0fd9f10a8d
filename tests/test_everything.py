"""Nothing is left out for good: what ``make test`` leaves to CI, CI runs."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.environment import ROOT

ASKED = "from tests.everything import WHICH; print(WHICH)"


def which(**said: str) -> str:
    """The tests that are run where the environment says so."""
    env = {key: value for key, value in os.environ.items() if key not in {"CI", "ALL"}}
    done = subprocess.run(
        [sys.executable, "-c", ASKED],
        check=True,
        cwd=ROOT,
        env=env | said,
        text=True,
        stdout=subprocess.PIPE,
    )
    return done.stdout.strip()


def test_the_slowest_are_left_to_ci() -> None:
    assert which() == "not stress and not long"


@pytest.mark.parametrize("name", ["CI", "ALL"])
def test_ci_leaves_none_of_them_out(name: str) -> None:
    assert which(**{name: "1"}) == "not stress"


def test_ci_asks_for_all_of_them() -> None:
    asked = (ROOT / ".ci" / "run").read_text().splitlines()[-1]
    assert asked == "exec make test ALL=1"
