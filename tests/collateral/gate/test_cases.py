"""Cases by their number, of when a release is in force and for whom."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import Client, Contact
from practice.models import User
from practice.spans import end_of
from tests.booked import typed
from tests.cast import contact_of
from tests.clock import DAY, HOUR, MINUTE, TICK, afternoon, local
from tests.collateral.gate.asking import BOOKED, codes
from tests.collateral.rule.scheduling import all_rows
from tests.said import errors_in
from tests.signed import draft_for, sign

LAST = date(2026, 1, 30)


def test_case_1_nothing_signed_lets_nobody_join(jordan: Client, ben: Contact) -> None:
    assert codes(jordan, [ben], local("2026-01-20 15:00")) == {"Ben Hart": "NO_ROI"}


@pytest.mark.parametrize(
    ("starts", "found"),
    [
        pytest.param("2026-01-30 16:00", {}, id="case 2: on its last day"),
        pytest.param("2026-01-30 23:10", {}, id="until it ends"),
        pytest.param(
            "2026-01-31 16:00",
            {"Ben Hart": "EXPIRES_BEFORE_SESSION"},
            id="case 3: the day after",
        ),
    ],
)
def test_cases_2_and_3_a_release_is_good_through_its_last_day(
    jordan: Client, ben: Contact, starts: str, found: dict[str, str]
) -> None:
    sign(ben, BOOKED - DAY, end_of(LAST))
    assert codes(jordan, [ben], local(starts)) == found


def test_case_5_what_starts_next_monday_lets_nobody_book_today_for_tuesday(
    jordan: Client, ben: Contact
) -> None:
    monday, tuesday = local("2026-01-12"), local("2026-01-13 15:00")
    sign(ben, monday, end_of(LAST), signed_at=BOOKED - DAY)
    assert codes(jordan, [ben], tuesday) == {"Ben Hart": "NOT_YET_EFFECTIVE"}
    assert codes(jordan, [ben], tuesday, booked_at=monday) == {}
    early = codes(jordan, [ben], tuesday, booked_at=monday - TICK)
    assert early == {"Ben Hart": "NOT_YET_EFFECTIVE"}


@pytest.mark.parametrize("day", ["2026-03-08", "2026-11-01"])
def test_case_7_the_day_on_which_the_clocks_turn_counts_to_its_end(
    jordan: Client, ben: Contact, day: str
) -> None:
    sign(ben, BOOKED - DAY, end_of(date.fromisoformat(day)))
    late = local(f"{day} 23:00")
    assert codes(jordan, [ben], late, ends=late + HOUR) == {}
    over = codes(jordan, [ben], late, ends=late + HOUR + MINUTE)
    assert over == {"Ben Hart": "EXPIRES_BEFORE_SESSION"}


def test_case_9_another_of_the_same_name_is_another_person(jordan: Client) -> None:
    mother, aunt = (
        contact_of(jordan, "Maria Lopez", who) for who in ("mother", "aunt")
    )
    sign(mother, BOOKED - DAY, end_of(LAST))
    starts = local("2026-01-20 15:00")
    assert codes(jordan, [mother], starts) == {}
    assert codes(jordan, [aunt], starts) == {"Maria Lopez": "NO_ROI"}


def test_case_11_of_three_the_one_not_covered_is_named_and_nothing_is_saved(
    adas: Browser, jordan: Client, ben: Contact, maria: Contact
) -> None:
    leo = contact_of(jordan, "Leo Reyes", "brother")
    for contact in (ben, maria):
        sign(contact)
    before = all_rows()
    path = reverse("booking", args=[jordan.pk])
    page = adas.post(path, typed([ben, maria, leo], afternoon()))
    assert page.status_code == 409
    said = errors_in(page)
    assert "One is missing: Leo Reyes brother No release has been signed." in said
    assert said.count("Covered: active to") == 2
    assert all_rows() == before


def test_case_21_a_release_printed_and_not_signed_lets_nobody_join(
    adas: Browser, ada: User, jordan: Client, ben: Contact
) -> None:
    draft = draft_for(ben, ada)
    paper = adas.get(reverse("draft_paper", args=[draft.pk]))
    assert paper["Content-Type"] == "application/pdf"
    now = timezone.now()
    found = codes(jordan, [ben], now + 7 * DAY, booked_at=now)
    assert found == {"Ben Hart": "AWAITING_SIGNATURE"}
