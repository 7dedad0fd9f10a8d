"""What a page offered of many dates, as its form sends it back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from collateral.booking.outside import OutsideForm
from collateral.series.table import Table
from practice.web.opened import NOT_TYPED

# How a form names the dates that its page showed as good, and those outside hours.
GOOD, OUTSIDE = "good", "outside"
SAY_WHY = "Say why they are at this time, or choose another."


@dataclass(frozen=True)
class Seen:
    """The keys of both kinds. What is outside is done with the rest by whoever says why."""

    usual: frozenset[str]
    outside: frozenset[str]

    @classmethod
    def by(cls, request: HttpRequest) -> Seen:
        sent = (frozenset(request.POST.getlist(name)) for name in (GOOD, OUTSIDE))
        return cls(*sent)

    def __bool__(self) -> bool:
        return bool(self.usual or self.outside)

    def good(self, table: Table) -> set[str]:
        """Those that can be done now."""
        return {row.key for row in table.good} & (self.usual | self.outside)

    def unexplained(self, table: Table) -> set[str]:
        """Those outside hours that still could be, if it were said why."""
        return {row.key for row in table.outside if row.outside.asks_why} & self.outside

    def changed(self, table: Table) -> int:
        """How many could be done as the page was shown, and cannot now."""
        every = self.usual | self.outside
        return len(every - self.good(table) - self.unexplained(table))


def offered(request: HttpRequest, form: OutsideForm, table: Table) -> dict[str, Any]:
    """What the page of a table shows beside it: what its form sends again, a field that
    asks why where something is outside hours, and whether what was sent has changed.
    """
    seen = Seen.by(request)
    again = {GOOD, OUTSIDE, *NOT_TYPED}
    if table.outside:
        again.add("despite")
        form.show_why()
    unsaid = bool(seen.unexplained(table)) and not seen.good(table)
    if unsaid:
        form.add_error("despite", SAY_WHY)
    return {
        "table": table,
        "changed": bool(seen.changed(table) if unsaid else seen),
        "typed": [
            (name, value)
            for name, values in request.POST.lists()
            if name not in again
            for value in values
        ],
    }
