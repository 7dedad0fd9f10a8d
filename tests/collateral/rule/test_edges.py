"""The rule on the days and at the instants where it turns."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from clients.models import Client, Contact
from practice.spans import end_of, start_of
from releases.models import Release
from tests.cast import contact_of
from tests.clock import DAY, FIFTY, HOUR, MINUTE, TICK, local
from tests.collateral.gate.asking import BOOKED, codes
from tests.signed import draft_for, sign

COVERED: dict[str, str] = {}
NEW_YEAR = local("2026-01-01")


def through(contact: Contact, day: str, starts: datetime = NEW_YEAR) -> Release:
    """A release for ``contact`` that is good through ``day``."""
    return sign(contact, starts, end_of(date.fromisoformat(day)))


def test_nobody_joins_without_a_release(jordan: Client, ben: Contact) -> None:
    assert codes(jordan, [ben], local("2026-02-03 15:00")) == {"Ben Hart": "NO_ROI"}


def test_a_release_is_good_through_its_last_day(jordan: Client, ben: Contact) -> None:
    through(ben, "2026-02-03")
    assert codes(jordan, [ben], local("2026-02-03 16:00")) == COVERED


def test_a_release_active_today_may_end_before_the_session(
    jordan: Client, ben: Contact
) -> None:
    through(ben, "2026-02-03")
    the_day_after = local("2026-02-04 09:00")
    assert codes(jordan, [ben], the_day_after) == {"Ben Hart": "EXPIRES_BEFORE_SESSION"}
    assert codes(jordan, [ben], the_day_after, booked_at=local("2026-02-04")) == {
        "Ben Hart": "EXPIRED"
    }


def test_a_release_that_starts_next_week_does_not_cover_a_booking_today(
    jordan: Client, ben: Contact
) -> None:
    sign(ben, local("2026-01-12"), local("2026-07-01"), signed_at=BOOKED)
    tuesday = local("2026-01-13 15:00")
    assert codes(jordan, [ben], tuesday) == {"Ben Hart": "NOT_YET_EFFECTIVE"}
    assert codes(jordan, [ben], tuesday, booked_at=local("2026-01-12")) == COVERED


LAST_DAYS = [
    pytest.param("2026-03-08", id="the clocks go forward"),
    pytest.param("2026-11-01", id="the clocks go back"),
    pytest.param("2028-02-29", id="29 February"),
    pytest.param("2026-12-31", id="year's end"),
]


@pytest.mark.parametrize("day", LAST_DAYS)
def test_eleven_at_night_on_the_last_day_is_covered_and_past_midnight_is_not(
    jordan: Client, ben: Contact, day: str
) -> None:
    through(ben, day)
    eleven, midnight = local(f"{day} 23:00"), end_of(date.fromisoformat(day))
    assert midnight - eleven == HOUR
    assert codes(jordan, [ben], eleven) == COVERED
    assert codes(jordan, [ben], eleven, ends=midnight) == COVERED
    assert codes(jordan, [ben], eleven, ends=midnight + TICK) == {
        "Ben Hart": "EXPIRES_BEFORE_SESSION"
    }
    assert codes(jordan, [ben], midnight) == {"Ben Hart": "EXPIRES_BEFORE_SESSION"}


@pytest.mark.parametrize("day", ["2026-03-08", "2026-11-01", "2024-02-29"])
def test_a_release_starts_with_its_first_day(
    jordan: Client, ben: Contact, day: str
) -> None:
    first = start_of(date.fromisoformat(day))
    sign(ben, first, first + 90 * DAY, signed_at=first - DAY)
    when = {"starts": first + DAY, "booked_at": first}
    assert codes(jordan, [ben], **when) == COVERED
    assert codes(jordan, [ben], **{**when, "booked_at": first - TICK}) == {
        "Ben Hart": "NOT_YET_EFFECTIVE"
    }


def test_a_session_runs_through_the_hour_that_comes_twice(
    jordan: Client, ben: Contact
) -> None:
    sign(ben, NEW_YEAR, local("2026-11-01 01:30") + HOUR)
    twice = local("2026-11-01 01:30")
    assert codes(jordan, [ben], twice, ends=twice + HOUR) == COVERED
    assert codes(jordan, [ben], twice, ends=twice + HOUR + TICK) != COVERED


@pytest.mark.parametrize("day", LAST_DAYS)
def test_a_renewal_that_starts_where_the_last_ends_carries_a_session_across(
    jordan: Client, ben: Contact, day: str
) -> None:
    midnight = end_of(date.fromisoformat(day))
    through(ben, day)
    sign(ben, midnight, midnight + 90 * DAY, signed_at=NEW_YEAR)
    assert codes(jordan, [ben], midnight - MINUTE) == COVERED
    assert codes(jordan, [ben], midnight + 80 * DAY) == COVERED


def test_a_gap_of_one_microsecond_is_a_gap(jordan: Client, ben: Contact) -> None:
    midnight = end_of(date(2026, 2, 3))
    through(ben, "2026-02-03")
    sign(ben, midnight + TICK, midnight + 90 * DAY, signed_at=NEW_YEAR)
    for starts in (midnight - MINUTE, midnight, midnight + 80 * DAY):
        assert codes(jordan, [ben], starts) == {"Ben Hart": "EXPIRES_BEFORE_SESSION"}
    assert codes(jordan, [ben], midnight - FIFTY) == COVERED
    assert codes(jordan, [ben], midnight + DAY, booked_at=midnight + TICK) == COVERED


def test_an_unbroken_run_of_ten_renewals_covers(jordan: Client, ben: Contact) -> None:
    for month in range(1, 11):
        sign(
            ben,
            local(f"2026-{month:02}-01"),
            local(f"2026-{month + 1:02}-01"),
            signed_at=NEW_YEAR,
        )
    assert codes(jordan, [ben], local("2026-10-31 23:00")) == COVERED
    assert codes(jordan, [ben], local("2026-11-01 00:00")) != COVERED


def test_another_person_of_the_same_name_is_another_person(jordan: Client) -> None:
    first, second = (contact_of(jordan, "Maria Lopez") for _ in range(2))
    through(first, "2026-12-31")
    assert codes(jordan, [first], local("2026-02-03 15:00")) == COVERED
    assert codes(jordan, [second], local("2026-02-03 15:00")) == {
        "Maria Lopez": "NO_ROI"
    }


def test_the_same_mother_is_another_contact_for_another_client(
    jordan: Client, maria: Contact, kim: Client
) -> None:
    through(maria, "2026-12-31")
    hers = contact_of(kim, "Maria Reyes")
    assert codes(kim, [hers], local("2026-02-03 15:00")) == {"Maria Reyes": "NO_ROI"}


def test_of_three_the_one_who_is_not_covered_is_named_first(
    jordan: Client, ben: Contact, maria: Contact
) -> None:
    sam = contact_of(jordan, "Sam Ortiz")
    through(ben, "2026-12-31")
    through(sam, "2026-12-31")
    asked = codes(jordan, [ben, maria, sam], local("2026-02-03 15:00"))
    assert asked == {"Maria Reyes": "NO_ROI"}


def test_a_draft_permits_nothing_until_it_is_signed(
    jordan: Client, ben: Contact
) -> None:
    draft = draft_for(ben, jordan.clinician)
    starts = local("2026-02-03 15:00")
    assert codes(jordan, [ben], starts) == {"Ben Hart": "AWAITING_SIGNATURE"}
    draft.withdrawn_at = BOOKED
    draft.save()
    assert codes(jordan, [ben], starts) == {"Ben Hart": "NO_ROI"}


@pytest.mark.parametrize(
    ("fact", "code"),
    [
        ("event_occurred_at", "EVENT_OCCURRED"),
        ("revoked_at", "REVOKED"),
        ("voided_at", "VOIDED"),
        ("superseded_at", "SUPERSEDED"),
        ("authority_ends_at", "SIGNER_LAPSED"),
        ("authority_ended_at", "SIGNER_LAPSED"),
        ("law_ended_at", "STATE_RULE"),
    ],
)
def test_whatever_ends_a_release_ends_its_cover_at_that_instant(
    jordan: Client, ben: Contact, fact: str, code: str
) -> None:
    ended = local("2026-02-03 15:50")
    by = {"revoked_by": jordan.clinician} if fact == "revoked_at" else {}
    sign(ben, NEW_YEAR, local("2026-12-31"), **{fact: ended}, **by)
    assert codes(jordan, [ben], ended - FIFTY) == COVERED
    assert codes(jordan, [ben], ended - FIFTY + TICK) == {"Ben Hart": code}
    assert codes(jordan, [ben], ended, booked_at=ended) == {"Ben Hart": code}


def test_the_first_of_several_ends_counts(jordan: Client, ben: Contact) -> None:
    sign(
        ben,
        NEW_YEAR,
        local("2026-06-01"),
        authority_ends_at=local("2026-04-01"),
        event_occurred_at=local("2026-03-01"),
        revoked_at=local("2026-02-01"),
        revoked_by=jordan.clinician,
    )
    assert codes(jordan, [ben], local("2026-05-05")) == {"Ben Hart": "REVOKED"}
    assert codes(jordan, [ben], local("2026-01-31 23:10")) == COVERED


def test_a_release_revoked_before_it_started_covers_nothing(
    jordan: Client, ben: Contact
) -> None:
    sign(
        ben,
        local("2026-02-01"),
        local("2026-06-01"),
        signed_at=NEW_YEAR,
        revoked_at=BOOKED,
        revoked_by=jordan.clinician,
    )
    assert codes(jordan, [ben], local("2026-03-01")) == {"Ben Hart": "REVOKED"}
