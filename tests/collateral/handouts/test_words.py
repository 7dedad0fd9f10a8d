"""What handouts say: the same in each language, and as a sixth grader reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from textstat.textstat import textstatistics

from collateral.handouts.sheet import words
from releases.terms.languages import ENGLISH, languages
from tests.releases.terms.test_wording import SIXTH_GRADE, grade

OTHERS = sorted(set(languages()) - {ENGLISH})
FILLED = {
    "client": "Jordan",
    "contact": "Ben",
    "phone": "555-0142",
    "at": "May 2",
    "minutes": 50,
    "day": "May 2",
    "known": "Three calls.",
    "before": 10,
    "after": 10,
    "apart": "It is not couples or family therapy. ",
}
# By Fernández Huerta's scale, 70 and more is read in sixth grade.
EASY_ENOUGH = 70


def texts(said: Mapping[str, Any]) -> Iterator[str]:
    for each in said.values():
        match each:
            case str():
                yield each
            case list():
                yield from each
            case dict():
                yield from texts(each)


def sentences(handout: str, code: str) -> list[str]:
    filled = (text.format(**FILLED) for text in texts(words(code)[handout]))
    return [text for text in filled if text.endswith((".", "?", "”"))]


@pytest.mark.parametrize("handout", words(ENGLISH))
def test_a_sixth_grader_reads_each_handout(handout: str) -> None:
    said = sentences(handout, ENGLISH)
    assert {text: grade(text) for text in said if grade(text) > SIXTH_GRADE} == {}
    assert grade(" ".join(said)) <= SIXTH_GRADE


@pytest.mark.parametrize("handout", words(ENGLISH))
def test_a_sixth_grader_reads_each_in_spanish(handout: str) -> None:
    spanish = textstatistics()
    spanish.set_lang("es")
    assert spanish.fernandez_huerta(" ".join(sentences(handout, "es"))) >= EASY_ENOUGH


@pytest.mark.parametrize("code", OTHERS)
def test_each_language_says_all_that_english_says(code: str) -> None:
    ours, theirs = words(ENGLISH), words(code)
    assert shape(ours) == shape(theirs)
    assert ours.keys() == theirs.keys()
    for handout in ours:
        pairs = zip(texts(ours[handout]), texts(theirs[handout]), strict=True)
        for text, other in pairs:
            assert named(text) == named(other)
            assert text != other


def shape(said: Any) -> Any:
    """Its keys and how many texts stand below each."""
    if isinstance(said, Mapping):
        return {key: shape(each) for key, each in said.items()}
    return len(said) if isinstance(said, list) else type(said)


def named(text: str) -> set[str]:
    return {name for name in FILLED if f"{{{name}}}" in text}
