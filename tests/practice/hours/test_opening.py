"""Whether a time is one at which a clinician works."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from practice.database.constraints import violated
from practice.hours.opening import departures, departures_of_each
from practice.models import Busy, BusyKind, ClosedDay, Repeats, User, WorkingHours
from practice.spans import span
from tests.clock import local
from tests.working import busy, works


def asked(who: User, starts: str, ends: str) -> list[str]:
    return departures(who.pk, span(local(starts), local(ends))).sentences


OUTSIDE = ["This is outside the clinician’s hours."]


@pytest.mark.parametrize(
    ("starts", "ends", "said"),
    [
        pytest.param("2027-01-12 09:00", "2027-01-12 17:00", [], id="all day"),
        pytest.param("2027-01-12 08:59", "2027-01-12 10:00", OUTSIDE, id="too early"),
        pytest.param("2027-01-12 16:30", "2027-01-12 17:01", OUTSIDE, id="too late"),
        pytest.param("2027-01-10 10:00", "2027-01-10 11:00", OUTSIDE, id="a Sunday"),
        pytest.param("2027-03-12 09:00", "2027-03-12 17:00", [], id="before summer"),
        pytest.param("2027-03-15 09:00", "2027-03-15 17:00", [], id="in summer"),
        pytest.param(
            "2027-03-15 08:30", "2027-03-15 09:30", OUTSIDE, id="early in summer"
        ),
        pytest.param("2027-11-08 09:00", "2027-11-08 17:00", [], id="after summer"),
        pytest.param("2028-02-29 09:00", "2028-02-29 17:00", [], id="a leap day"),
        pytest.param("2027-12-31 16:00", "2027-12-31 17:00", [], id="at year's end"),
        pytest.param(
            "2027-12-31 23:00", "2028-01-01 00:30", OUTSIDE, id="over the year's end"
        ),
    ],
)
def test_a_time_outside_hours_is_told(
    ada: User, starts: str, ends: str, said: list[str]
) -> None:
    works(ada)
    assert asked(ada, starts, ends) == said


@pytest.mark.parametrize("day", ["2027-03-14", "2027-11-07"])
def test_hours_keep_to_the_clock_on_the_day_that_it_changes(
    ada: User, day: str
) -> None:
    works(ada, range(6, 7))
    assert asked(ada, f"{day} 09:00", f"{day} 17:00") == []
    assert asked(ada, f"{day} 08:45", f"{day} 09:15") == OUTSIDE
    assert asked(ada, f"{day} 16:45", f"{day} 17:15") == OUTSIDE


def test_hours_over_a_break_are_outside(
    ada: User,
) -> None:
    works(ada, starts=9, ends=12)
    works(ada, starts=13, ends=17)
    assert asked(ada, "2027-01-12 11:00", "2027-01-12 12:00") == []
    assert asked(ada, "2027-01-12 11:30", "2027-01-12 13:30") == OUTSIDE


def test_the_practice_s_hours_are_those_of_whoever_has_none(
    ada: User,
    cleo: User,
) -> None:
    works(None)
    works(cleo, range(6), 12, 20)
    early = "2027-01-12 09:00", "2027-01-12 10:00"
    assert asked(ada, *early) == []
    assert asked(cleo, *early) == OUTSIDE


def test_without_any_hours_every_time_will_do(ada: User) -> None:
    assert asked(ada, "2027-01-10 03:10", "2027-01-10 04:00") == []


def test_it_is_said_why_the_practice_is_closed(
    ada: User,
) -> None:
    works(ada)
    christmas = date(2000, 12, 25)
    ClosedDay.objects.create(
        name="Christmas Day", first_on=christmas, repeats=Repeats.DATE, observed=True
    )
    closed = ["The practice is closed then: Christmas Day."]
    assert asked(ada, "2028-12-25 10:00", "2028-12-25 11:00") == closed
    assert asked(ada, "2027-12-24 10:00", "2027-12-24 11:00") == closed
    assert asked(ada, "2027-12-23 10:00", "2027-12-23 11:00") == []


def test_who_is_away_or_busy_is_told_until_the_last_instant(
    ada: User, cleo: User
) -> None:
    busy(ada, "2027-01-12 10:00", "2027-01-12 11:00")
    busy(ada, "2027-01-12 10:30", "2027-01-12 12:00")
    busy(ada, "2027-01-13 00:00", "2027-01-20 00:00", BusyKind.AWAY)
    told = ["The clinician is busy then."]
    assert asked(ada, "2027-01-12 10:30", "2027-01-12 11:30") == told
    assert asked(ada, "2027-01-12 12:00", "2027-01-12 13:00") == []
    assert asked(ada, "2027-01-12 23:30", "2027-01-13 00:30") == [
        "The clinician is away then."
    ]
    assert asked(cleo, "2027-01-12 10:30", "2027-01-12 11:30") == []


def test_many_are_each_told_by_themselves_in_the_one_query(ada: User) -> None:
    works(ada)
    busy(ada, "2027-01-12 10:00", "2027-01-12 11:00")
    busy(ada, "2027-01-14 00:00", "2027-01-15 00:00", BusyKind.AWAY)
    day = date(2027, 1, 14)
    ClosedDay.objects.create(name="Retreat", first_on=day, last_on=day)
    hours = [
        span(local(f"{day} {starts}"), local(f"{day} {ends}"))
        for day, starts, ends in [
            ("2027-01-14", "10:30", "11:30"),
            ("2027-01-13", "10:30", "11:30"),
            ("2027-01-12", "10:30", "11:30"),
            ("2028-12-03", "10:30", "11:30"),
            ("2027-01-12", "08:30", "10:30"),
        ]
    ]
    with CaptureQueriesContext(connection) as queries:
        told = departures_of_each(ada.pk, hours)
    assert len(queries) == 1
    assert [each.codes for each in told] == [
        ("closed", "away"),
        (),
        ("busy",),
        ("hours",),
        ("hours", "busy"),
    ]
    assert told[0].closed_for == ("Retreat",)
    assert departures_of_each(ada.pk, []) == []


@pytest.mark.parametrize(
    ("rule", "wrong"),
    [
        ("hours_of_a_weekday", {"weekday": 7}),
        ("hours_end_after_they_start", {"ends": "09:00"}),
        ("hours_start_once", {"weekday": 1}),
    ],
)
def test_hours_that_break_a_rule_are_refused(
    ada: User, rule: str, wrong: dict[str, object]
) -> None:
    works(ada, range(1, 2))
    right = {"clinician": ada, "weekday": 0, "starts": "09:00", "ends": "17:00"}
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        WorkingHours.objects.create(**{**right, **wrong})
    assert violated(refused.value) == rule
    WorkingHours.objects.create(**right)


@pytest.mark.django_db
def test_the_practice_s_own_hours_start_once_too() -> None:
    works(None)
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        works(None)
    assert violated(refused.value) == "hours_start_once"


@pytest.mark.parametrize(
    ("rule", "during"),
    [
        ("busy_from_when_until_when", "empty"),
        ("busy_from_when_until_when", "[2027-01-12 10:00Z,)"),
        ("busy_from_when_until_when", "(,2027-01-12 10:00Z)"),
        ("busy_from_when_until_when", "[2027-01-12 10:00Z,2027-01-12 11:00Z]"),
        ("busy_from_when_until_when", "[2027-01-12 10:00Z,infinity)"),
        ("busy_of_a_kind", "[2027-01-12 10:00Z,2027-01-12 11:00Z)"),
    ],
)
def test_a_busy_time_that_breaks_a_rule_is_refused(
    ada: User, rule: str, during: str
) -> None:
    kind = "asleep" if rule == "busy_of_a_kind" else "busy"
    insert = (
        "INSERT INTO practice_busy (clinician_id, during, kind) VALUES (%s, %s, %s)"
    )
    with (
        pytest.raises(IntegrityError) as refused,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(insert, [ada.pk, during, kind])
    assert violated(refused.value) == rule
    assert not Busy.objects.exists()
