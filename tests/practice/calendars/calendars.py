"""A calendar as other programs write it, and when it says that somebody is busy."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from practice.calendars.events import Found, read
from practice.calendars.occurring import Asked

NEW_YORK = ZoneInfo("America/New_York")
# Two changes of the clocks are in it: Mar 8 and Nov 1.
YEAR = Asked(
    datetime(2026, 1, 1, 5, tzinfo=UTC), datetime(2027, 1, 1, 5, tzinfo=UTC), NEW_YORK
)


def event(*lines: str, uid: str = "1@elsewhere") -> str:
    return "\n".join(["BEGIN:VEVENT", f"UID:{uid}", *lines, "END:VEVENT"])


def calendar(*parts: str) -> bytes:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Elsewhere//EN", *parts]
    text = "\n".join([*lines, "END:VCALENDAR", ""])
    return text.replace("\n", "\r\n").encode()


def found(*parts: str, asked: Asked = YEAR) -> Found:
    return read(calendar(*parts), asked)


def said(*parts: str) -> list[str]:
    """When somebody is busy in 2026, by the clocks of New York."""
    return [
        f"{starts.astimezone(NEW_YORK):%m-%d %H:%M} {ends.astimezone(NEW_YORK):%m-%d %H:%M}"
        for starts, ends in sorted(found(*parts).busy)
    ]
