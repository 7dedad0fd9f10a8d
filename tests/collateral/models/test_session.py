"""What a session is: when, of which status, and one row."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.utils import timezone
from psycopg.types.range import TimestamptzRange

from clients.models import Client
from collateral.models import Session, Status
from practice.spans import span
from releases.models.ends import NEVER
from tests.booked import book
from tests.clock import HOUR, TICK
from tests.collateral.models.unsaved import NEXT, THREE, session
from tests.refusals import refused_by, run, settle, words_of

EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)


def test_a_session_is_booked_before_it_ends(jordan: Client) -> None:
    now = timezone.now()
    over = session(jordan, span(now - HOUR, now), booked_at=now)
    assert words_of("session_booked_before_it_ends", over) == (
        "A session must be booked before it ends."
    )
    with refused_by("session_booked_before_it_ends"):
        over.save()
    over.booked_at = now - TICK
    over.status = Status.HELD
    assert words_of("session_booked_before_it_ends", over) == ""
    over.save()


@pytest.mark.parametrize(
    "during",
    [
        pytest.param(TimestamptzRange(empty=True), id="empty"),
        pytest.param(TimestamptzRange(THREE, THREE), id="no time at all"),
        pytest.param(TimestamptzRange(None, THREE), id="from for ever"),
        pytest.param(TimestamptzRange(THREE, None), id="for ever"),
    ],
)
def test_a_session_has_a_start_and_an_end(
    jordan: Client, during: TimestamptzRange
) -> None:
    endless = session(jordan, during, status=Status.HELD)
    assert words_of("session_booked_before_it_ends", endless) == (
        "A session must be booked before it ends."
    )
    with refused_by("session_booked_before_it_ends"):
        endless.save()


@pytest.mark.parametrize(
    ("starts", "ends"),
    [
        pytest.param(EARLIEST - TICK, NEXT, id="from 1899"),
        pytest.param(THREE, NEVER, id="until 9999"),
        pytest.param(THREE, NEVER + TICK, id="into 9999"),
    ],
)
def test_a_session_is_of_our_time(
    jordan: Client, starts: datetime, ends: datetime
) -> None:
    odd = session(jordan, span(starts, ends), status=Status.HELD)
    assert words_of("session_is_of_our_time", odd) == (
        "A session must be in the years 1900 to 9998."
    )
    with refused_by("session_is_of_our_time"):
        odd.save()


def test_a_session_may_be_the_first_or_the_last_of_our_time(jordan: Client) -> None:
    ever = session(jordan, span(EARLIEST, NEVER - TICK), status=Status.HELD)
    assert words_of("session_is_of_our_time", ever) == ""
    ever.save()
    assert Session.objects.get().during == ever.during


@pytest.mark.parametrize(
    "change",
    [
        "during = tstzrange(lower(during), 'infinity')",
        "during = tstzrange('-infinity', upper(during))",
        "during = tstzrange(lower(during), '10000-01-01')",
        "during = tstzrange('0044-03-15 BC', upper(during))",
        "booked_at = '-infinity'",
    ],
)
def test_a_session_is_never_one_that_cannot_be_read(
    jordan: Client, change: str
) -> None:
    held = book(jordan, [], THREE, status=Status.HELD)
    with refused_by("session_is_of_our_time"):
        run(f"UPDATE collateral_session SET {change}")
    assert Session.objects.get() == held


@pytest.mark.parametrize("bounds", ["[]", "(]", "()"])
def test_a_session_holds_its_start_and_not_its_end(jordan: Client, bounds: str) -> None:
    """An end that it held would be an instant for which no release need be in force."""
    during = TimestamptzRange(THREE, NEXT, bounds)
    closed = session(jordan, during, status=Status.HELD)
    assert words_of("session_holds_its_start_not_its_end", closed) == (
        "A session must end after it starts."
    )
    with refused_by("session_holds_its_start_not_its_end"):
        closed.save()
    half_open = session(jordan, TimestamptzRange(THREE, NEXT), status=Status.HELD)
    assert words_of("session_holds_its_start_not_its_end", half_open) == ""
    half_open.save()


@pytest.mark.parametrize("status", ["", "Scheduled", "no_show"])
def test_a_session_has_one_of_the_statuses(jordan: Client, status: str) -> None:
    """Any other would be a way to stand and to lean on nothing."""
    odd = session(jordan, span(THREE, NEXT), status=status)
    assert words_of("session_has_a_status", odd) == (
        "Choose what has been done about the session."
    )
    with refused_by("session_has_a_status"):
        odd.save()
    odd.status = Status.CANCELLED
    assert words_of("session_has_a_status", odd) == ""
    odd.save()


def test_a_session_is_one_row(booked: Session) -> None:
    assert words_of("session_mirrored", booked) == ""
    settle()
    run(
        "ALTER TABLE collateral_session DROP CONSTRAINT collateral_session_pkey CASCADE"
    )
    run("ALTER TABLE collateral_session DROP CONSTRAINT session_clinician_free")
    run("ALTER TABLE collateral_session DROP CONSTRAINT session_room_free")
    run("ALTER TABLE collateral_session DROP CONSTRAINT session_client_free")
    with refused_by("session_mirrored"):
        run("INSERT INTO collateral_session SELECT * FROM collateral_session")
