"""Every language says all that a release says; another one is a file."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from clients.law.signers import Capacity
from releases.models.draft import Purpose, SensitiveTopic, Topic
from releases.signing.form import SignatureForm
from releases.terms.languages import ENGLISH, language, languages, spoken_by
from releases.terms.wording import PLACE, Voice, shipped, words_for

OTHERS = sorted(set(languages()) - {ENGLISH})
# What each language may need of its own to speak of someone: “your”, or “of you”.
ITS_OWN = ("voices",)


def keys(words: Any, above: str = "") -> set[str]:
    """The path of each word of a language."""
    if not isinstance(words, dict):
        return {above}
    return {
        key for name, each in words.items() for key in keys(each, f"{above}.{name}")
    }


def test_there_is_spanish() -> None:
    assert "es" in OTHERS


@pytest.mark.parametrize("code", OTHERS)
def test_each_language_says_what_english_says(code: str) -> None:
    def own(path: str) -> bool:
        return path.split(".")[1] in ITS_OWN

    theirs, ours = keys(language(code).words), keys(language(ENGLISH).words)
    assert {key for key in theirs ^ ours if not own(key)} == set()


def test_english_says_what_the_staff_ticks() -> None:
    english = language(ENGLISH)
    assert english.table("topics") == dict(Topic.choices + SensitiveTopic.choices)
    assert english.table("purposes") == dict(Purpose.choices)
    assert english.table("capacities") == dict(Capacity.choices)


def test_english_asks_whoever_signs_what_the_page_asks() -> None:
    asked = language(ENGLISH).table("signing")
    for name, field in SignatureForm.base_fields.items():
        if name not in ("strokes", "read", "mark"):
            assert asked[name] == field.label
            assert asked.get(f"{name}_help", "") == field.help_text
    assert asked["mark_help"] == SignatureForm.base_fields["mark"].help_text
    assert asked["not_drawn"] == SignatureForm.not_drawn
    assert asked["too_small"] == SignatureForm.too_small


@pytest.mark.parametrize("voice", Voice)
@pytest.mark.parametrize("code", languages())
def test_each_wording_that_ships_leaves_no_place_unfilled(
    code: str, voice: Voice
) -> None:
    wording = shipped(code)
    statements = wording.statements(voice, part2=None)
    assert [each["code"] for each in statements] == [
        "revocation",
        "conditioning",
        "redisclosure",
        "part2",
        "copy",
        "role",
    ]
    said = [wording.lead(voice), wording.agreement(voice), *map(str, statements)]
    assert not PLACE.search(" ".join(said).replace("{'", ""))
    assert words_for(code, voice)["practice"] in said[2]


@pytest.mark.parametrize(
    ("called", "code"),
    [
        ("English", "en"),
        ("Spanish", "es"),
        ("español", "es"),
        ("ESPANOL", "es"),
        ("es", "es"),
        ("Vietnamese", "en"),
        ("", "en"),
    ],
)
def test_a_client_is_written_to_in_their_language_where_there_is_a_file(
    called: str, code: str
) -> None:
    assert spoken_by(called) == code


def test_days_are_written_in_the_language() -> None:
    day = date(2027, 3, 14)
    assert language("en").day(day) == "March 14, 2027"
    assert language("es").day(day) == "14 de marzo de 2027"
