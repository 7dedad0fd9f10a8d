"""What stands in place of occurrences of a series: of one, or of one and all after it
(``RANGE=THISANDFUTURE``).

RFC 5545, 3.2.13: what the one is moved by, those after it are moved by, too, until another
one says otherwise.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from practice.calendars.occurring import Asked, Entry, Event, Of, Onward, instant


def changes_its_series(event: Entry) -> bool:
    said = event["RECURRENCE-ID"].params.get("RANGE", "")
    return str(said).upper() == "THISANDFUTURE"


class Overrides:
    """Those of one calendar, by the name of the series and which occurrence they are of."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.instead: dict[str, set[Of]] = defaultdict(set)
        self.onward: dict[str, list[Onward]] = defaultdict(list)
        self._latest: dict[tuple[str, Of], Entry] = {}
        self._ranges: dict[tuple[str, Of], Entry] = {}

    def add(self, event: Entry) -> None:
        uid, of = self._key(event)
        self.instead[uid].add(of)
        _keep_later(self._latest, (uid, of), event)
        if changes_its_series(event):
            _keep_later(self._ranges, (uid, of), event)

    def besides(self, event: Entry) -> set[Of]:
        """What stands in place of others of the series that ``event`` is of."""
        uid, of = self._key(event)
        return self.instead[uid] - {of}

    def each(self) -> Iterable[Entry]:
        return self._latest.values()

    def ranges(self) -> Iterator[tuple[str, Entry]]:
        for (uid, _of), event in self._ranges.items():
            yield uid, event

    def change(self, uid: str, event: Entry, counts: bool) -> None:
        """One with a rule of its own is followed by that, and not by its series."""
        stays = counts and "RRULE" not in event
        now = Event(event, self.asked) if stays else None
        self.onward[uid].append(Onward(event["RECURRENCE-ID"].dt, now))

    def _key(self, event: Entry) -> tuple[str, Of]:
        of = instant(event["RECURRENCE-ID"].dt, self.asked)
        return str(event.get("UID", "")), of


def _keep_later(
    kept: dict[tuple[str, Of], Entry], key: tuple[str, Of], event: Entry
) -> None:
    before = kept.get(key)
    if before is None or _sequence(before) <= _sequence(event):
        kept[key] = event


def _sequence(event: Entry) -> int:
    return int(event.get("SEQUENCE", 0))
