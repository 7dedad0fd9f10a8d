"""Spans of time: half-open, UTC inside, practice-local days at the edges."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol, cast

from django.contrib.postgres.fields import ArrayField, DateTimeRangeField
from django.core.exceptions import ValidationError
from django.db.models import Aggregate, BooleanField, Func, GeneratedField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Greatest, NullIf
from django.utils import timezone
from psycopg.types.range import TimestamptzRange


class TsTzRange(Func):
    """PostgreSQL's ``tstzrange(start, end)``: holds its start, not its end."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


class RangeAgg(Aggregate):
    """The union of many spans, as a multirange. NULL when there are none."""

    function = "RANGE_AGG"
    output_field = DateTimeRangeField()


class Covers(Func):
    """Whether the left (multi)range holds all of the right one; false for NULL."""

    template = "COALESCE(%(expressions)s, FALSE)"
    arg_joiner = " @> "
    output_field = BooleanField()


class CoversEach(Func):
    """Whether the left multirange holds all of each of the right spans, in their order.

    The right one is an array of spans as ``as_array`` writes it.
    """

    template = "ARRAY(SELECT %(expressions)s::tstzrange[]) AS each_span)"
    arg_joiner = " @> each_span FROM unnest("
    output_field = ArrayField(BooleanField())


class Span(Protocol):
    """A half-open span with both its ends, as every span stored here has."""

    @property
    def lower(self) -> datetime: ...

    @property
    def upper(self) -> datetime: ...


def span(start: datetime, end: datetime) -> Span:
    """The half-open span from ``start`` to ``end``."""
    return cast("Span", TimestamptzRange(start, end, "[)"))


def as_array(spans: Iterable[Span]) -> str:
    """``spans`` as PostgreSQL reads an array of them."""
    written = (
        f'"[{each.lower.isoformat()},{each.upper.isoformat()})"' for each in spans
    )
    return f"{{{','.join(written)}}}"


def span_field(
    start: str | Combinable, end: str | Combinable, *, null: bool = False
) -> GeneratedField:
    """A column holding the span from ``start`` to ``end``; NULL if they are reversed.

    PostgreSQL fills generated columns before it tests CHECK constraints, so reversed
    bounds must not raise, or the range error would hide the CHECK's own sentence. And
    ``WITHOUT OVERLAPS`` refuses an empty range, so nothing is NULL and not empty.
    """
    return GeneratedField(
        expression=NullIf(
            TsTzRange(start, Greatest(start, end)),
            Value("empty"),
            output_field=DateTimeRangeField(null=True),
        ),
        output_field=DateTimeRangeField(null=True),
        db_persist=True,
        null=null,
    )


def start_of(day: date) -> datetime:
    """The first instant of a practice-local day, which need not be midnight.

    In UTC: in a zone of their own, Python subtracts what two clocks show, and gives
    every day 24 hours.
    """
    midnight = datetime.combine(day, time.min, tzinfo=timezone.get_default_timezone())
    return midnight.astimezone(UTC)


def end_of(day: date) -> datetime:
    """The first instant after a practice-local day: good *through* ``day`` ends here."""
    return start_of(day + timedelta(days=1))


def local_day(instant: datetime) -> date:
    """The practice-local day on which ``instant`` falls."""
    return timezone.localdate(instant, timezone.get_default_timezone())


def last_day(end: datetime) -> date:
    """The last practice-local day of a span that ends before ``end``."""
    return local_day(end - timedelta(microseconds=1))


def clock_of(instant: datetime) -> time:
    """What the practice's clock shows at ``instant``."""
    return timezone.localtime(instant, timezone.get_default_timezone()).time()


def local_instant(day: date, clock: time, *, lenient: bool = False) -> datetime:
    """The UTC instant at which the practice's clock shows ``clock`` on ``day``.

    Raises ValidationError for a time that the clock skips or shows twice; or, where
    that is ``lenient``, takes the first instant that can be meant.
    """
    zone = timezone.get_default_timezone()
    first = datetime.combine(day, clock, tzinfo=zone)
    instant = first.astimezone(UTC)
    if lenient:
        return instant
    if instant.astimezone(zone).time() != clock:
        message = "The clocks go forward that day and skip this time. Choose another."
        raise ValidationError(message, code="skipped")
    if first.replace(fold=1).utcoffset() != first.utcoffset():
        message = (
            "The clocks go back that day and show this time twice. Choose another."
        )
        raise ValidationError(message, code="twice")
    return instant
