"""A calendar is one clinician's, each source once, and says how it stands with it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from practice.models import Busy, OtherCalendar, User
from practice.spans import span
from tests.clock import HOUR, afternoon
from tests.practice.calendars.conftest import kept
from tests.practice.calendars.elsewhere import HOST
from tests.refusals import refused_by

IN_A_WEEK = span(afternoon(7), afternoon(7) + HOUR)
AFTER = span(afternoon(7) + HOUR, afternoon(7) + 2 * HOUR)


def test_a_clinician_has_one_of_each_source(
    adas_calendar: OtherCalendar, ada: User, cleo: User
) -> None:
    kept(ada, f"https://{HOST}/", "outlook")
    kept(cleo, f"https://{HOST}/")
    with refused_by("calendar_of_a_source_once"):
        kept(ada, f"https://{HOST}/")


def test_a_source_is_one_that_is_offered(ada: User) -> None:
    with refused_by("calendar_of_a_kind"):
        kept(ada, f"https://{HOST}/", "mothers")


def test_a_calendar_has_its_number_once(
    adas_calendar: OtherCalendar, cleo: User
) -> None:
    """What its busy times lean on is unique by itself, as a key has to be."""
    again = kept(cleo, f"https://{HOST}/")
    with refused_by("calendar_of_one_clinician", "practice_othercalendar_pkey"):
        OtherCalendar.objects.filter(pk=again.pk).update(
            id=adas_calendar.pk, clinician=adas_calendar.clinician, source="ehr"
        )


@pytest.mark.parametrize("problem", ["weather", "NO CALENDAR"])
def test_a_problem_is_one_that_has_words(
    adas_calendar: OtherCalendar, problem: str
) -> None:
    row = OtherCalendar.objects.filter(pk=adas_calendar.pk)
    with refused_by("calendar_has_a_known_problem"):
        row.update(problem=problem, tried_at=timezone.now())
    row.update(problem="no calendar", tried_at=timezone.now())


@pytest.mark.parametrize(
    ("tried", "read", "problem", "stands"),
    [
        (None, None, "", True),
        (0, 0, "", True),
        (0, None, "slow", True),
        (0, -15, "slow", True),
        (0, None, "", False),
        (None, 0, "", False),
        (0, -15, "", False),
        (0, 15, "slow", False),
        (None, None, "slow", False),
        (None, -15, "slow", False),
    ],
)
def test_what_was_read_was_tried_or_says_why_not(
    adas_calendar: OtherCalendar,
    tried: int | None,
    read: int | None,
    problem: str,
    stands: bool,
) -> None:
    now = timezone.now()
    tried_at, read_at = (
        None if minutes is None else now + timedelta(minutes=minutes)
        for minutes in (tried, read)
    )
    row = OtherCalendar.objects.filter(pk=adas_calendar.pk)
    told = {"tried_at": tried_at, "read_at": read_at, "problem": problem}
    if stands:
        row.update(**told)
        return
    with refused_by("calendar_read_when_tried"):
        row.update(**told)


def test_a_calendar_says_each_time_once(adas_calendar: OtherCalendar) -> None:
    told = {"clinician": adas_calendar.clinician, "calendar": adas_calendar}
    Busy.objects.create(during=IN_A_WEEK, **told)
    Busy.objects.create(during=AFTER, **told)
    Busy.objects.create(during=IN_A_WEEK, clinician=adas_calendar.clinician)
    Busy.objects.create(during=IN_A_WEEK, clinician=adas_calendar.clinician)
    with refused_by("busy_once_in_a_calendar"):
        Busy.objects.create(during=IN_A_WEEK, **told)


def test_nobody_is_busy_by_another_clinicians_calendar(
    adas_calendar: OtherCalendar, cleo: User
) -> None:
    with refused_by("busy_as_their_calendar_says"):
        Busy.objects.create(during=AFTER, clinician=cleo, calendar=adas_calendar)
