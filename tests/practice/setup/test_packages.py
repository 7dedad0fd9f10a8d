"""Steps of the installation, and the versions that are installed."""

from __future__ import annotations

import sys

import pytest

from practice.setup import install


def test_a_step_that_fails_shows_what_it_said(
    capsys: pytest.CaptureFixture[str],
) -> None:
    command = [sys.executable, "-c", "print('no space left'); raise SystemExit(3)"]
    with pytest.raises(SystemExit, match=r"no space left\nMaking tea failed\."):
        install.step("Making tea", command)
    assert capsys.readouterr().out.startswith("Making tea · ")


def test_a_long_step_says_how_far_it_is(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    lines = "print('Collecting django==5'); print('Collecting rich==15')"
    install.step("Installing", [sys.executable, "-c", lines], sign="Collecting ")
    assert "Installing · 1\rInstalling · 2 · " in capsys.readouterr().out


def test_the_tests_run_on_the_versions_that_run() -> None:
    served, tested = (
        {line.split()[0] for line in lock.read_text().splitlines() if "==" in line}
        for lock in (install.LOCK, install.TESTS_LOCK)
    )
    assert served < tested
