from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from inspect import getsource
from typing import Any

import pytest
from django.conf import settings
from django.template import engines
from django.utils.formats import get_format
from django.utils.translation import override

from practice import formats as words
from practice import numbers
from practice.spans import span


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("starts", "ends", "said"),
    [
        pytest.param(
            "2027-01-12 20:00",
            "2027-01-12 20:50",
            "Tue, Jan 12, 2027, 3:00–3:50 pm",
            id="in the afternoon",
        ),
        pytest.param(
            "2027-01-12 16:30",
            "2027-01-12 17:20",
            "Tue, Jan 12, 2027, 11:30 am–12:20 pm",
            id="over noon",
        ),
        pytest.param(
            "2027-01-13 04:10",
            "2027-01-13 05:00",
            "Tue, Jan 12, 2027, 11:10 pm–midnight",
            id="until midnight",
        ),
        pytest.param(
            "2027-01-13 04:30",
            "2027-01-13 05:20",
            "Tue, Jan 12, 2027, 11:30 pm – Wed, Jan 13, 12:20 am",
            id="over midnight",
        ),
        pytest.param(
            "2027-01-01 04:30",
            "2027-01-01 05:20",
            "Thu, Dec 31, 2026, 11:30 pm – Fri, Jan 1, 2027, 12:20 am",
            id="over the end of the year",
        ),
        pytest.param(
            "2027-11-07 05:30",
            "2027-11-07 06:20",
            "Sun, Nov 7, 2027, 1:30 am EDT–1:20 am EST",
            id="as the clock goes back",
        ),
        pytest.param(
            "2027-03-14 06:30",
            "2027-03-14 07:20",
            "Sun, Mar 14, 2027, 1:30 am EST–3:20 am EDT",
            id="as the clock goes forward",
        ),
    ],
)
def test_a_span_is_told_by_the_practices_clock(
    starts: str, ends: str, said: str
) -> None:
    assert words.say_span(span(utc(starts), utc(ends))) == said


def test_a_span_without_an_end_has_no_words() -> None:
    with pytest.raises(ValueError, match="both its ends"):
        words.say_span(span(utc("2027-01-12 20:00"), None))  # type: ignore[arg-type]


def test_an_instant_late_in_the_evening_keeps_its_local_day() -> None:
    instant = utc("2027-01-13 04:30")
    assert words.say_day(instant) == "Tue, Jan 12, 2027"
    assert words.say_day_short(instant) == "Jan 12"
    assert words.say_weekday(instant) == "Tue, Jan 12"
    assert words.say_instant(instant) == "Tue, Jan 12, 2027, 11:30 pm EST"


def test_far_days_have_words_too() -> None:
    assert words.say_day(date(9999, 12, 31)) == "Fri, Dec 31, 9999"
    assert words.say_day(date(1, 1, 1)) == "Mon, Jan 1, 0001"


def test_a_month_is_named_by_its_local_day() -> None:
    assert words.say_month_short(utc("2027-02-01 04:30")) == "Jan"


@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES])
@pytest.mark.parametrize("name", re.findall(r"\w+_FORMAT\b", getsource(words)))
def test_each_language_has_every_format(language: str, name: str) -> None:
    with override(language):
        assert get_format(name) != name


def test_a_day_that_a_template_only_prints_is_in_order_too() -> None:
    says = engines["django"].from_string("{{ day }} {{ at }} {{ number }}")
    said = says.render({"day": date(2027, 1, 12), "at": time(15), "number": 12345})
    assert said == "Tue, Jan 12, 2027 3:00 PM 12345"


def test_hours_go_round_the_clock_face() -> None:
    said = [words.say_clock(time(hour)) for hour in (0, 1, 12, 13)]
    assert said == ["12:00 am", "1:00 am", "12:00 pm", "1:00 pm"]
    assert [words.say_hour(hour) for hour in (0, 9, 12, 24)] == [
        "12 am",
        "9 am",
        "12 pm",
        "12 am",
    ]


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([], ""),
        (["Maria Reyes"], "Maria Reyes"),
        (["Maria Reyes", "Sam Whitfield"], "Maria Reyes and Sam Whitfield"),
        (["Maria", "Sam", "Leo"], "Maria, Sam and Leo"),
    ],
)
def test_a_list_ends_with_and(names: list[str], said: str) -> None:
    assert words.say_list(names) == said


def test_numbers_are_words_up_to_twelve() -> None:
    assert numbers.say_days(1) == "one day"
    assert numbers.say_days(3) == "three days"
    assert numbers.say_days(12) == "twelve days"
    assert numbers.say_days(13) == "13 days"
    assert numbers.say_number(1200) == "1,200"


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2027, 1, 11), date(2027, 1, 15), "January 11–15, 2027"),
        (date(2027, 1, 28), date(2027, 2, 3), "January 28 – February 3, 2027"),
        (date(2026, 12, 28), date(2027, 1, 1), "December 28, 2026 – January 1, 2027"),
        (date(2027, 1, 11), date(2027, 1, 11), "January 11, 2027"),
    ],
)
def test_a_week_is_named_by_its_days(first: date, last: date, said: str) -> None:
    assert words.say_days_from(first, last) == said


def test_what_passed_is_told_by_the_calendar() -> None:
    now = utc("2027-01-12 20:00")
    assert words.say_ago(utc("2027-01-12 19:59:30"), now) == "just now"
    assert words.say_ago(utc("2027-01-12 19:59"), now) == "one minute ago"
    assert words.say_ago(utc("2027-01-12 18:00"), now) == "two hours ago"
    assert words.say_ago(utc("2027-01-12 04:00"), now) == "yesterday"
    assert words.say_ago(utc("2027-01-09 20:00"), now) == "three days ago"


def test_a_zone_has_its_everyday_name() -> None:
    assert words.say_zone() == "Eastern Time"
    assert words.say_zone_at(utc("2027-01-12 20:00")) == "EST"
    assert words.say_zone_at(utc("2027-07-12 20:00")) == "EDT"


def test_a_zone_without_one_is_named_by_its_place(settings: Any) -> None:
    settings.TIME_ZONE = "America/St_Johns"
    assert words.say_zone() == "St Johns time"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Jordan Reyes", "J.R."),
        ("Cher", "C."),
        ("Maria de la Cruz", "M.d."),
        ("عمر الفاروق", "ع.ا."),
        ("Mary-Ann (Mo) O’Neil", "M.O."),
        ("-", "-."),
        ("", ""),
    ],
)
def test_initials_are_of_two_names_at_most(name: str, told: str) -> None:
    assert words.say_initials(name) == told
