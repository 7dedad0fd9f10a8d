"""What would become of each date of a series: the table that is shown before it is booked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from collateral.booking.outside import WITHIN, Outside, OutsideEach
from collateral.gate import Line
from collateral.gate.hush import as_told_to
from collateral.gate.reasons import HUSHED, Code
from collateral.gate.several import Answer
from collateral.models import WhyLeftOut
from collateral.series.dates import Date, NoSuchDay
from practice.formats import say_day
from practice.models import User
from practice.spans import Span, local_day

SHOWN_EACH = 3  # so many good dates in a row, and no more, are shown one by one


@dataclass(frozen=True)
class Row:
    """One date: whether everyone is covered and free then, and if not, what is in the way;
    and in which ways it is no time to work. ``key`` is how a form names it.
    """

    key: str
    day: str
    during: Span | None
    free: bool = False
    gaps: tuple[Line, ...] = ()
    taken: tuple[str, ...] = ()
    said: str = ""
    outside: Outside = WITHIN

    @property
    def good(self) -> bool:
        """Whether it can be booked now."""
        return self.free and not self.outside.asks_why

    @property
    def usual(self) -> bool:
        """Whether it can be booked and nothing is to be said of it."""
        return self.good and not self.outside.departures

    @property
    def why(self) -> WhyLeftOut:
        if self.said:
            return WhyLeftOut.CLOCKS
        codes = {code for gap in self.gaps for code in gap.codes}
        return why_not(codes, taken=bool(self.taken))


@dataclass(frozen=True)
class Group:
    """Rows that stand in one line of the table: usual ones that follow each other."""

    rows: tuple[Row, ...]

    @property
    def first(self) -> Row:
        return self.rows[0]

    @property
    def last(self) -> Row:
        return self.rows[-1]


class Table:
    """The rows of a series that is asked for."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows = list(rows)

    @property
    def good(self) -> list[Row]:
        return [row for row in self.rows if row.good]

    @property
    def left(self) -> list[Row]:
        """Dates that there are, and that are not booked with the rest."""
        return [row for row in self.rows if not row.good and row.during]

    @property
    def usual(self) -> list[Row]:
        return [row for row in self.rows if row.usual]

    @property
    def outside(self) -> list[Row]:
        """Those that whoever says why books with the rest."""
        return [row for row in self.rows if row.free and row.outside.departures]

    @property
    def groups(self) -> Iterator[Group]:
        for usual, found in groupby(self.rows, key=lambda row: row.usual):
            rows = tuple(found)
            if usual and len(rows) > SHOWN_EACH:
                yield Group(rows)
            else:
                yield from (Group((row,)) for row in rows)


def why_not(codes: Iterable[Code], *, taken: bool = False) -> WhyLeftOut:
    """In a word that anyone may read."""
    codes = set(codes)
    if codes & {*HUSHED, Code.NOT_READY}:
        return WhyLeftOut.NOT_READY
    if Code.MAX_SESSIONS in codes:
        return WhyLeftOut.NUMBER
    if codes:
        return WhyLeftOut.NOT_COVERED
    return WhyLeftOut.TAKEN if taken else WhyLeftOut.OTHER


def row_of(key: str, answer: Answer, outside: OutsideEach, user: User) -> Row:
    """As ``user`` may read it."""
    gaps = answer.verdict.gaps if answer.verdict else ()
    return Row(
        key,
        say_day(local_day(answer.proposal.during.lower)),
        answer.proposal.during,
        answer.good,
        as_told_to(user, answer.proposal.client, gaps),
        tuple(answer.clashes.sentences),
        outside=outside.get(answer.proposal.during, WITHIN),
    )


def table_of(
    asked: Sequence[Date | NoSuchDay],
    answers: Sequence[Answer],
    outside: OutsideEach,
    user: User,
) -> Table:
    """``answers`` are for those of the dates that the clock has, in their order."""
    given = iter(answers)
    rows = []
    for each in asked:
        if isinstance(each, NoSuchDay):
            rows.append(Row("", each.said, None, said="left out"))
        elif each.wrong:
            day = say_day(each.day)
            rows.append(Row(each.day.isoformat(), day, each.during, said=each.wrong))
        else:
            rows.append(row_of(each.day.isoformat(), next(given), outside, user))
    return Table(rows)
