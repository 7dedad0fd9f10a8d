"""Every state's law as delivered: whole, typed, and as the page of facts has it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from clients.law import profile
from clients.law.profile import Confidence, Delivered, Seen, delivered
from clients.law.states import US_STATES, comes_of_age_on, majority_age
from practice.typed_toml import TomlError, read

STATES = [state for state, _name in US_STATES]

# From which age a minor may consent alone, and how sure that is. 18: no statute; 0: any.
MINOR_AGES = [
    "AL16H",
    "AK18M",
    "AZ18M",
    "AR18L",
    "CA12H",
    "CO12H",
    "CT0H",
    "DE18L",
    "DC0M",
    "FL13H",
    "GA18M",
    "HI14H",
    "ID18H",
    "IL12H",
    "IN18M",
    "IA18M",
    "KS18L",
    "KY16H",
    "LA18L",
    "ME0M",
    "MD12H",
    "MA18M",
    "MI14H",
    "MN16M",
    "MS18L",
    "MO18M",
    "MT16M",
    "NE18M",
    "NV18L",
    "NH18L",
    "NJ16H",
    "NM14H",
    "NY0M",
    "NC0M",
    "ND18M",
    "OH14M",
    "OK18L",
    "OR14H",
    "PA14H",
    "RI18L",
    "SC16M",
    "SD18L",
    "TN16H",
    "TX18H",
    "UT18M",
    "VT0H",
    "VA0H",
    "WA13H",
    "WV18L",
    "WI18H",
    "WY18M",
]

# What a state asks of a release beyond HIPAA: key and value.
ASKS = [
    ("CA", "max_months", 12),
    ("CA", "longer_if_asked", True),
    ("CA", "min_font_pt", 14),
    ("CA", "separate_page", True),
    ("CA", "distinct_signature", True),
    ("IL", "expiry_must_be_date", True),
    ("IL", "witness_sign", True),
    ("IL", "witness_revoke", True),
    ("DC", "max_days", 365),
    ("PA", "witness_sign", True),
    ("MD", "max_months", 12),
    ("WA", "extra_fields", ("affiliation",)),
    ("WI", "signer_age", 14),
    ("WI", "signer_rule", "both"),
    ("CA", "signer_rule", "minor"),
    ("NM", "signer_rule", "minor"),
    ("TN", "signer_rule", "minor"),
    ("DC", "signer_rule", "both"),
]


def test_there_is_one_file_for_each_state() -> None:
    assert sorted(delivered()) == sorted(STATES)
    assert {path.stem for path in profile.FOLDER.glob("*.toml")} == set(STATES)
    assert len(STATES) == 51


@pytest.mark.parametrize("row", MINOR_AGES)
def test_a_minor_may_consent_alone_from_the_age_in_the_table(row: str) -> None:
    state, age, sure = row[:2], int(row[2:-1]), row[-1]
    said = delivered()[state].minor_age
    assert (said.value, said.confidence[0].upper()) == (age, sure)
    assert said.source


def test_the_table_names_every_state() -> None:
    assert [row[:2] for row in MINOR_AGES] == STATES


@pytest.mark.parametrize("state", STATES)
def test_each_state_comes_of_age_as_the_database_reckons_it(state: str) -> None:
    law = delivered()[state]
    assert law.of_age == majority_age(state)
    assert comes_of_age_on(date(2008, 5, 2), state) == date(2008 + law.of_age, 5, 2)


def test_majority_is_later_than_care_in_nebraska_and_mississippi() -> None:
    law = delivered()
    found = {s: (law[s].majority_age.value, law[s].of_age) for s in ("AL", "NE", "MS")}
    assert found == {"AL": (19, 19), "NE": (19, 18), "MS": (21, 18)}


@pytest.mark.parametrize(("state", "key", "value"), ASKS)
def test_each_exact_rule_is_in_its_file(state: str, key: str, value: object) -> None:
    assert delivered()[state].of(key) == value


@pytest.mark.parametrize(
    "key", ["max_days", "max_months", "witness_sign", "min_font_pt"]
)
def test_nobody_else_has_a_rule_that_refuses(key: str) -> None:
    theirs = {state for state, asked, _value in ASKS if asked == key}
    assert {s for s, law in delivered().items() if law.of(key)} == theirs


def test_what_was_not_read_in_the_law_is_marked() -> None:
    assert not delivered()["AZ"].minor_age.verified
    assert not delivered()["DE"].minor_age.verified
    assert not delivered()["PA"].witness_sign.verified  # type: ignore[union-attr]
    assert delivered()["WA"].minor_age.verified
    known = delivered()["AZ"].minor_age
    assert (known.seen, known.confidence) == (Seen.MEMORY, Confidence.MEDIUM)


GOOD = """
state = "WA"
version = 1
[minor_age]
value = 13
source = "RCW 71.34.530"
seen = "statute"
confidence = "high"
[majority_age]
value = 18
source = "RCW"
seen = "memory"
confidence = "medium"
"""


@pytest.mark.parametrize(
    ("was", "is_", "said"),
    [
        (
            "value = 13",
            'value = "13"',
            "WA.toml, minor_age, value: “13” is not a whole",
        ),
        ('seen = "statute"', 'seen = "web"', "WA.toml, minor_age, seen: “web” is none"),
        ("[minor_age]", "[minor_ages]", "WA.toml: unknown key “minor_ages”"),
        ('source = "RCW 71.34.530"\n', "", "WA.toml, minor_age: “source” is missing."),
        ('"WA"', '"XX"', "WA.toml: “XX” is no state."),
        ("value = 18", "value = 21", "WA.toml: of age at 21, but"),
        ("value = 13", "value = -1", "WA.toml, minor_age: below zero."),
    ],
)
def test_a_mistake_names_its_file_and_key(
    tmp_path: Path, was: str, is_: str, said: str
) -> None:
    path = tmp_path / "WA.toml"
    path.write_text(GOOD)
    assert read(path, Delivered).minor_age.value == 13
    path.write_text(GOOD.replace(was, is_))
    with pytest.raises(TomlError) as error:
        read(path, Delivered)
    assert str(error.value).startswith(said)
