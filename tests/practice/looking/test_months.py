"""Looks lie in a part for each month, and nothing of them changes or goes before its time."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from practice.database.comparison import weaknesses
from practice.looking.jobs import make_look_months
from practice.looking.models import Outcome
from practice.models import Look, User
from tests.asleep import keep_triggers_awake
from tests.refusals import refused_by, run

pytestmark = pytest.mark.django_db

INSERT = (
    "INSERT INTO looks (user_id, route, outcome, at) VALUES (%s, 'client', 'seen', %s)"
)
PARTS = """
    SELECT relname FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
    WHERE inhparent = 'looks'::regclass ORDER BY 1
"""


def rows_of(sql: str, *values: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [row[0] for row in cursor.fetchall()]


def test_this_month_and_three_more_have_a_part() -> None:
    make_look_months(0)
    now = timezone.now()
    months = [(now.year * 12 + now.month - 1 + n) for n in range(4)]
    named = {f"looks_{month // 12}_{month % 12 + 1:02}" for month in months}
    assert named | {"looks_default"} <= set(rows_of(PARTS))
    assert rows_of("SELECT make_look_months(3)") == [0]


def test_what_lay_in_the_default_part_moves_to_its_month(ada: User) -> None:
    """As where no worker ran for months: nothing was lost meanwhile."""
    long = rows_of("SELECT to_char(now() + interval '20 months', 'YYYY_MM')")[0]
    run("SET LOCAL third_chair.past = 'laid'")
    (then,) = rows_of("SELECT date_trunc('month', now() + interval '20 months', 'UTC')")
    run(INSERT, ada.pk, then)
    assert rows_of("SELECT tableoid::regclass::text FROM looks") == ["looks_default"]
    rows_of("SELECT make_look_months(20)")
    assert rows_of("SELECT tableoid::regclass::text FROM looks") == [f"looks_{long}"]
    assert "looks_default" in rows_of(PARTS)
    assert Look.objects.get().at == then
    with refused_by("look_is_final"):
        run("DELETE FROM looks")


def test_the_default_part_is_as_it_was_after_it_was_taken_off(ada: User) -> None:
    (then,) = rows_of("SELECT date_trunc('month', now() + interval '20 months', 'UTC')")
    run(INSERT, ada.pk, then)
    rows_of("SELECT make_look_months(20)")
    run(INSERT, ada.pk, timezone.now() + timedelta(days=5 * 366))
    for refused, sql in {
        "look_is_final": "DELETE FROM looks_default",
        "looks_are_kept": "TRUNCATE looks_default",
    }.items():
        with refused_by(refused):
            run(sql)


def test_a_look_is_only_ever_added(ada: User) -> None:
    run(INSERT, ada.pk, timezone.now())
    with refused_by("look_is_final"):
        run("UPDATE looks SET outcome = 'refused'")
    with refused_by("look_is_final"):
        run("DELETE FROM looks")
    with refused_by("looks_are_kept"):
        run("TRUNCATE looks")
    part = rows_of("SELECT tableoid::regclass::text FROM looks")[0]
    with refused_by("look_is_final"):
        run(f"DELETE FROM {part}")
    with refused_by("looks_are_kept"):
        run(f"TRUNCATE {part}")
    assert Look.objects.count() == 1


def test_a_part_that_lets_looks_change_is_noticed(ada: User) -> None:
    run(INSERT, ada.pk, timezone.now())
    part = rows_of("SELECT tableoid::regclass::text FROM looks")[0]
    keep_triggers_awake()
    rows_of("SELECT make_look_months(20)")
    assert weaknesses(connection) == []
    for trigger in ("look_is_final", "looks_are_kept"):
        run(f"ALTER TABLE {part} DISABLE TRIGGER {trigger}")
    assert weaknesses(connection) == [
        f"The trigger {trigger} of looks is not enabled ALWAYS in a part of it."
        for trigger in ("look_is_final", "looks_are_kept")
    ]


def test_a_look_is_not_dated_back(ada: User) -> None:
    run("SET LOCAL third_chair.past = ''")
    with refused_by("look_is_recorded_now"):
        run(INSERT, ada.pk, timezone.now() - timedelta(minutes=2))
    run(INSERT, ada.pk, timezone.now())


def test_a_look_has_an_outcome_that_there_is(ada: User) -> None:
    with refused_by("look_has_an_outcome"):
        run(INSERT.replace("seen", "dreamt"), ada.pk, timezone.now())
    run(INSERT.replace("seen", Outcome.REFUSED.value), ada.pk, timezone.now())


def test_somebody_looked_or_a_program() -> None:
    with refused_by("look_by_someone"):
        run("INSERT INTO looks (route, outcome) VALUES ('client', 'seen')")
    with refused_by("look_by_someone"):
        run(
            "INSERT INTO looks (user_id, system_id, route, outcome)"
            " VALUES (1, 1, 'api_gate', 'seen')"
        )
    run("INSERT INTO looks (system_id, route, outcome) VALUES (1, 'api_gate', 'seen')")


def test_something_was_looked_at(ada: User) -> None:
    with refused_by("look_at_something"):
        run("INSERT INTO looks (user_id, route, outcome) VALUES (1, ' ', 'seen')")


@pytest.fixture
def long_ago(ada: User) -> datetime:
    """A month that ended six years ago yesterday or before, with a look in it."""
    (month,) = rows_of(
        "SELECT date_trunc('month', now() - interval '74 months', 'UTC')"
    )
    run(
        f"CREATE TABLE looks_{month:%Y_%m} PARTITION OF looks"
        f" FOR VALUES FROM ('{month:%Y-%m-%d}Z')"
        f" TO ('{month + timedelta(days=27):%Y-%m-%d}Z')"
    )
    run(INSERT, ada.pk, month + timedelta(days=3))
    return month.astimezone(UTC)


def test_a_month_goes_as_a_whole_after_six_years(long_ago: datetime) -> None:
    said = io.StringIO()
    call_command("drop_old_looks", stdout=said)
    assert said.getvalue() == (
        f"May be dropped: {long_ago:%Y-%m}\nNothing was dropped. Add --yes to drop them.\n"
    )
    assert Look.objects.count() == 1
    call_command("drop_old_looks", "--yes", stdout=io.StringIO())
    assert Look.objects.count() == 0
    call_command("drop_old_looks", "--yes", stdout=said)
    assert "No month ended more than 6 years ago." in said.getvalue()


@pytest.mark.parametrize("months", [0, 71])
def test_no_month_goes_before_that(months: int) -> None:
    with refused_by("looks_kept_for_six_years"):
        run(f"SELECT drop_look_month((now() - interval '{months} months')::date)")
