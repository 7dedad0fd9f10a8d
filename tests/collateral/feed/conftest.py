"""Ada's feed, and her sessions as another calendar reads them there."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client as Browser
from icalendar import Calendar, Event

from practice.models import CalendarFeed, User


@pytest.fixture
def path(ada: User) -> str:
    """Where Ada's sessions are read."""
    return f"/feed/{CalendarFeed.objects.replace(ada)}.ics"


@pytest.fixture
def read(path: str) -> Callable[[], list[Event]]:
    """What a calendar of nobody's in particular finds there."""

    def events() -> list[Event]:
        answer = Browser().get(path)
        assert answer.status_code == 200
        return list(Calendar.from_ical(answer.content).walk("VEVENT"))

    return events
