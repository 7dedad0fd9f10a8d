"""What a part of a release is called, within a sentence, in each language."""

from __future__ import annotations

import pytest

from practice.formats import within_a_sentence
from releases.models import Format, Place
from releases.models.draft import EVERY_TOPIC
from releases.parts import called, say_parts
from releases.terms.languages import languages


@pytest.mark.parametrize(
    ("spoken", "said"),
    [
        (
            "en",
            "diagnosis; HIV, AIDS or sexually transmitted infection; joint sessions",
        ),
        (
            "es",
            "diagnóstico; VIH, sida o infección de transmisión sexual; sesiones conj",
        ),
    ],
)
def test_parts_are_said_in_the_order_of_the_form(spoken: str, said: str) -> None:
    assert say_parts(["joint", "hiv", "diagnosis"], spoken).startswith(said)


@pytest.mark.parametrize("spoken", languages())
def test_each_language_has_a_word_for_each_part(spoken: str) -> None:
    codes = [code for code, _ in EVERY_TOPIC] + [*Format.values, *Place.values]
    assert list(called(spoken)) == codes


def test_what_begins_a_label_stays_as_large_where_it_is_an_abbreviation() -> None:
    assert within_a_sentence("HIV") == "HIV"
    assert within_a_sentence("A parent") == "a parent"
