"""What is read of cover is what the database judges."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from clients.models import Contact
from practice.spans import Span, span
from releases.cover import Cover
from releases.models import Release
from releases.status import status_of_contact
from tests.clock import DAY, HOUR, TICK, local
from tests.instants import NOTHING, instants
from tests.signed import covered, sign

MARCH, JUNE, NINE = local("2026-03-01"), local("2026-06-01"), local("2026-09-01")

edges = st.lists(instants, min_size=2, max_size=6, unique=True).map(sorted)
around = st.sampled_from([NOTHING, NOTHING, TICK, -TICK, DAY])
with_a_database = settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@given(edges=edges, signed=st.lists(st.booleans(), min_size=5), data=st.data())
@with_a_database
def test_cover_is_what_the_database_says(
    ben: Contact, edges: list[datetime], signed: list[bool], data: st.DataObject
) -> None:
    at, end = (
        data.draw(st.sampled_from(edges)) + data.draw(around) for _ in ("at", "end")
    )
    with transaction.atomic():
        for starts, ends, is_signed in zip(edges, edges[1:], signed, strict=False):
            if is_signed:
                sign(ben, starts, ends)
        cover = Cover.by(Release.objects.all())
        assert cover.covers(span(at, max(at, end))) == is_covered(ben, at, max(at, end))
        gap = cover.first_gap(at)
        assert cover.until(at) == (gap if gap > at else None)
        assert gap == at or is_covered(ben, at, gap)
        assert not is_covered(ben, at, gap + TICK)
        event("covered" if gap > at else "not covered")
        transaction.set_rollback(True)


def is_covered(contact: Contact, at: datetime, end: datetime) -> bool:
    return contact.pk in covered(span(at, end))


spans = st.tuples(instants, instants).map(lambda ends: span(min(ends), max(ends)))


@given(spans=st.lists(spans | st.none(), max_size=6))
@with_a_database
def test_spans_that_touch_or_overlap_are_one_run_as_in_the_database(
    db: None, spans: list[Span | None]
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT range_agg(s) FROM unnest(%s::tstzrange[]) s", [spans])
        (united,) = cursor.fetchone()
    assert list(Cover.of(spans).runs) == list(united or [])


@pytest.mark.parametrize(
    ("at", "until", "next_starts"),
    [
        pytest.param(MARCH - TICK, None, MARCH, id="before it begins"),
        pytest.param(MARCH, JUNE, NINE, id="as it begins"),
        pytest.param(JUNE - TICK, JUNE, NINE, id="until it ends"),
        pytest.param(JUNE, None, NINE, id="as it ends"),
        pytest.param(NINE, NINE + DAY, None, id="as it begins anew"),
        pytest.param(NINE + DAY, None, None, id="after all"),
    ],
)
def test_cover_holds_its_start_and_not_its_end(
    at: datetime, until: datetime | None, next_starts: datetime | None
) -> None:
    cover = Cover.of([span(NINE, NINE + DAY), None, span(MARCH, JUNE)])
    assert cover.until(at) == until
    assert cover.first_gap(at) == until or at
    assert cover.starts_after(at) == next_starts


def test_nothing_covers_what_is_empty_and_no_release_covers_anything() -> None:
    assert not Cover.of([span(MARCH, JUNE)]).covers(span(MARCH, MARCH))
    assert Cover.of([]).until(MARCH) is None
    assert Cover.by([]).why(MARCH) is None


def test_the_release_that_ended_last_is_why_a_gap_is_there(ben: Contact) -> None:
    first = sign(ben, MARCH, JUNE)
    second = sign(ben, JUNE, NINE)
    cover = Cover.by([first, second])
    assert cover.why(JUNE - TICK) is None
    assert cover.why(JUNE) == first
    assert cover.why(NINE) == second


def test_of_two_that_ended_at_once_the_later_one_is_why(ben: Contact) -> None:
    first = sign(ben, MARCH, JUNE)
    unstarted = sign(ben, NINE, NINE + DAY, signed_at=MARCH, voided_at=JUNE)
    for releases in ([first, unstarted], [unstarted, first]):
        assert Cover.by(releases).why(JUNE + HOUR) == unstarted


def test_two_thousand_renewals_are_one_run() -> None:
    daily = [
        Release(
            signed_at=MARCH,
            effective_at=MARCH + n * DAY,
            expires_at=MARCH + (n + 1) * DAY,
            in_force=span(MARCH + n * DAY, MARCH + (n + 1) * DAY),
        )
        for n in range(2000)
    ]
    assert Cover.by(daily).until(MARCH) == MARCH + 2000 * DAY
    assert status_of_contact(daily, MARCH).label.startswith("Active to ")
