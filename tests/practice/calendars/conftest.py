"""A server elsewhere, for as long as a test."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from practice.calendars import reader
from practice.models import OtherCalendar, User
from tests.practice.calendars.elsewhere import HOST, Elsewhere, elsewhere


@pytest.fixture
def there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Elsewhere]:
    """A server that keeps calendars, as ``calendar.example``; what reads them finds it."""
    with elsewhere(tmp_path) as found:
        child = "tests.practice.calendars.child"
        words = [sys.executable, "-m", child, str(found.port), str(found.pem), "3"]
        monkeypatch.setattr(reader, "COMMAND", words)
        yield found


@pytest.fixture
def adas_calendar(ada: User) -> OtherCalendar:
    """Ada's, of which nothing is known yet."""
    return kept(ada, f"https://{HOST}/ada.ics")


def kept(who: User, address: str, source: str = "google") -> OtherCalendar:
    made = OtherCalendar(clinician=who, source=source)
    made.address = address
    made.save()
    return made
