"""What the database holds of series and dates left out, whoever writes them."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from clients.models import Client, Contact
from collateral.models import LeftOutDate, SessionSeries, WhyLeftOut
from practice.models import User
from practice.spans import span
from tests.booked import book
from tests.clock import FIFTY, afternoon
from tests.privacy.repeated import WEEK, Repeated, repeated
from tests.refusals import refusal_of
from tests.signed import sign

pytestmark = pytest.mark.django_db


@pytest.fixture
def theirs(jordan: Client, ada: User) -> Repeated:
    return repeated(jordan, ada, "Roe")


def date_of(series: SessionSeries, days: int, **columns: Any) -> LeftOutDate:
    start = afternoon(days)
    return LeftOutDate(
        **{
            "series": series,
            "during": span(start, start + FIFTY),
            "why": WhyLeftOut.TAKEN,
            "left_out_at": timezone.now(),
            **columns,
        }
    )


def test_a_session_repeats_with_its_own_client_alone(
    theirs: Repeated, lee: Contact
) -> None:
    sign(lee)
    start = afternoon(20)
    others = refusal_of(lambda: book(lee.client, [lee], start, series=theirs.series))
    assert others == "session_series_of_client"
    book(lee.client, [lee], start)


def test_a_series_repeats_as_the_list_has_it(theirs: Repeated) -> None:
    series = SessionSeries.objects.filter(pk=theirs.series.pk)
    assert refusal_of(lambda: series.update(every="hour")) == "series_repeats_until"
    assert series.update(every="month") == 1


def test_a_date_is_left_out_once(theirs: Repeated) -> None:
    series = theirs.series
    again = date_of(series, 0, during=theirs.waiting.during)
    assert refusal_of(again.save) == "left_out_once"
    date_of(series, 40).save()


def test_a_date_says_why_it_was_left_out(theirs: Repeated) -> None:
    unsaid = date_of(theirs.series, 40, why="because")
    assert refusal_of(unsaid.save) == "left_out_says_why"


def test_a_date_is_booked_or_let_go_and_not_both(theirs: Repeated, ada: User) -> None:
    both = date_of(
        theirs.series,
        40,
        session=theirs.first,
        let_go_at=timezone.now(),
        let_go_by=ada,
    )
    assert refusal_of(both.save) == "left_out_is_booked_or_let_go"
    nobody = date_of(theirs.series, 40, let_go_at=timezone.now())
    assert refusal_of(nobody.save) == "left_out_is_booked_or_let_go"
    date_of(theirs.series, 40, session=theirs.first).save()


def test_a_date_becomes_a_session_of_its_series(
    theirs: Repeated, jordan: Client, ben: Contact
) -> None:
    sign(ben)
    other = book(jordan, [ben], afternoon(50))
    date = date_of(theirs.series, 41, session=other)
    assert refusal_of(date.save) == "left_out_became_one_of_the_series"


def test_what_has_passed_does_not_wait(theirs: Repeated) -> None:
    passed = theirs.waiting.during
    earlier = span(passed.lower - 9 * WEEK, passed.upper - 9 * WEEK)
    date_of(theirs.series, 0, during=earlier).save()
    assert list(theirs.series.left_out.waiting()) == [theirs.waiting]


@pytest.mark.parametrize("name", ["series_of_client", "session_of_series"])
def test_what_other_rows_lean_on_is_there_once(name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indisunique FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid"
            " WHERE relname = %s",
            [name],
        )
        assert cursor.fetchone() == (True,)
