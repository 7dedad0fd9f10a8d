"""What the owner of a calendar declined takes none of their time, though it stands in there.

A calendar says of each who was asked what they answered, and of itself seldom whose it is:
Google's are named by their owner's address, in where they are got and, until somebody names
them otherwise, in what they call themselves. Where nobody can tell, what stands there counts:
better busy for nothing than booked on top of something.
"""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from practice.calendars.occurring import Entry, listed

GOOGLES = {"calendar.google.com", "www.google.com"}
NAMES_ITS_OWNER = re.compile(r"/calendar/ical/([^/]+)/")
AN_ADDRESS = re.compile(r"[^@\s:/]+@[^@\s:/]+")


def owners_by_address(address: str) -> frozenset[str]:
    """Whose it is, by where it is got."""
    parts = urlsplit(address)
    found = NAMES_ITS_OWNER.match(parts.path)
    if parts.hostname not in GOOGLES or not found:
        return frozenset()
    return _addresses(unquote(found[1]))


def owners_by_name(calendar: Entry) -> frozenset[str]:
    """Whose it is, by what it calls itself."""
    return _addresses(str(calendar.get("X-WR-CALNAME", "")))


def is_declined(event: Entry, owners: frozenset[str]) -> bool:
    """By its owner. What others answered is nothing to them."""
    answers = [
        str(each.params.get("PARTSTAT", "")).upper()
        for each in listed(event.get("ATTENDEE"))
        if owners & {_plain(str(each)), _plain(str(each.params.get("EMAIL", "")))}
    ]
    return bool(answers) and all(each == "DECLINED" for each in answers)


def _addresses(said: str) -> frozenset[str]:
    plain = _plain(said)
    return frozenset([plain]) if AN_ADDRESS.fullmatch(plain) else frozenset()


def _plain(said: str) -> str:
    return said.strip().lower().removeprefix("mailto:").strip()
