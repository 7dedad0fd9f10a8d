"""The strictest of the laws that apply."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from clients.law.profile import SignerRule, delivered
from clients.law.rules import Law, Rules, rules_for, states_of
from clients.law.states import US_STATES
from clients.models import Client

SIGNED = date(2027, 3, 10)
LEAP = date(2028, 2, 29)


def rules(*states: str) -> Rules:
    return Rules(tuple(Law(state, 1, delivered()[state]) for state in states))


@pytest.mark.parametrize(
    ("state", "signed", "last"),
    [
        ("CA", SIGNED, date(2028, 3, 10)),
        ("MD", SIGNED, date(2028, 3, 10)),
        ("CA", LEAP, date(2029, 2, 28)),
        ("MD", LEAP, date(2029, 2, 28)),
        # 366 days away is the same day a year on, over a 29 February.
        ("DC", SIGNED, date(2028, 3, 9)),
        ("DC", LEAP, date(2029, 2, 28)),
        ("NY", SIGNED, None),
    ],
)
def test_a_term_ends_with_the_year(state: str, signed: date, last: date | None) -> None:
    assert rules(state).last_day(signed) == last


def test_in_california_whoever_signs_may_ask_for_longer() -> None:
    california = rules("CA")
    assert california.longer_if_asked
    assert california.last_day(SIGNED, longer_asked=True) is None
    # Nobody may in Maryland, wherever else it is allowed.
    both = rules("CA", "MD")
    assert not both.longer_if_asked
    assert both.last_day(SIGNED, longer_asked=True) == date(2028, 3, 10)


def test_of_two_laws_the_strictest_counts() -> None:
    both = rules("DC", "CA")
    assert both.last_day(SIGNED) == SIGNED + timedelta(days=365)
    assert (both.max_days, both.max_months) == (365, 12)
    assert both.min_font_pt == 14
    assert both.separate_page
    assert not both.witness_sign
    three = rules("DC", "CA", "IL")
    assert three.witness_sign
    assert three.witness_revoke
    assert three.expiry_must_be_date
    assert three.signer_rule is SignerRule.BOTH
    assert three.signer_age == 12


def test_a_minor_consents_alone_where_every_law_lets_them() -> None:
    assert rules("WA").minor_age == 13
    assert rules("WA", "OR").minor_age == 14
    assert rules("WA", "AZ").minor_age == 18
    assert rules("NY").minor_limit.startswith("In programs licensed by OMH")


def test_of_age_is_as_where_the_client_lives() -> None:
    assert rules("AL", "WA").majority_age == 19
    assert rules("WA", "AL").majority_age == 18
    assert rules("NE").majority_age == rules("MS").majority_age == 18


def test_the_notice_about_hiv_goes_with_hiv_alone() -> None:
    york = rules("NY")
    assert york.redisclosure_notices(["sleep"]) == []
    (notice,) = york.redisclosure_notices(["sleep", "hiv"])
    assert "general authorization" in notice


@pytest.mark.parametrize("state", [state for state, _name in US_STATES])
def test_each_state_alone_asks_what_its_file_says(state: str) -> None:
    law, alone = delivered()[state], rules(state)
    assert alone.minor_age == law.minor_age.value
    assert alone.majority_age == law.of_age
    assert alone.witness_sign == bool(law.of("witness_sign"))
    assert alone.witness_revoke == bool(law.of("witness_revoke"))
    assert alone.min_font_pt == (law.of("min_font_pt") or 0)
    assert alone.extra_fields == frozenset(law.of("extra_fields") or ())
    assert alone.esign_allowed
    limited = bool(law.max_days or law.max_months)
    assert (alone.last_day(SIGNED) is not None) == limited
    last = alone.last_day(SIGNED)
    assert last is None or last <= date(2028, 3, 10)
    assert alone.signer_age <= 18


def test_the_law_of_wherever_the_client_is_applies(
    jordan: Client, settings: Any
) -> None:
    assert states_of(jordan, video=True) == ["NY"]
    jordan.video_state = "IL"
    assert states_of(jordan) == ["NY"]
    assert states_of(jordan, video=True) == ["NY", "IL"]
    settings.PRACTICE_STATE = "MD"
    assert states_of(jordan, video=True) == ["NY", "IL", "MD"]


def test_the_rules_are_read_in_one_query(
    jordan: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    jordan.video_state = "IL"
    with django_assert_num_queries(1):
        found = rules_for(jordan, timezone.localdate(), video=True)
    assert [(law.state, law.version) for law in found.laws] == [("NY", 1), ("IL", 1)]
    assert found.witness_sign
    assert not rules_for(jordan, timezone.localdate()).witness_sign
