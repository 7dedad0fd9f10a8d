"""What the papers beside a release say: in each language, and as a sixth grader reads."""

from __future__ import annotations

import pytest

from releases.printing.letters.words import words
from releases.terms.languages import ENGLISH, languages
from tests.releases.terms.test_wording import SIXTH_GRADE, grade

FILLED = {
    "phone": "555-0142",
    "name": "Willow Street",
    "address": "12 Willow Street",
    "day": "May 2",
    "days": "May 2",
    "at": "May 2",
    "time": "3 pm",
}


@pytest.mark.parametrize("paper", words(ENGLISH))
def test_a_sixth_grader_reads_each_paper(paper: str) -> None:
    said = [text.format(**FILLED) for text in words(ENGLISH)[paper].values()]
    sentences = [text for text in said if text.endswith(".")]
    too_hard = {text: grade(text) for text in sentences if grade(text) > SIXTH_GRADE}
    assert not too_hard
    assert grade(" ".join(sentences)) <= SIXTH_GRADE


@pytest.mark.parametrize("code", sorted(set(languages()) - {ENGLISH}))
def test_each_language_says_all_that_english_says(code: str) -> None:
    ours, theirs = words(ENGLISH), words(code)
    assert {name: set(said) for name, said in theirs.items()} == {
        name: set(said) for name, said in ours.items()
    }
    for name, said in ours.items():
        for key, text in said.items():
            assert text.count("{") == theirs[name][key].count("{")
            assert text != theirs[name][key]
