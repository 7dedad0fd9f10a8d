"""Who cannot write makes a mark that two see; who interprets is somebody else."""

from __future__ import annotations

import pytest

from clients.models import Contact
from releases.models import Mark
from tests.refusals import refused_by, words_of
from tests.releases.signing.test_constraints import born_with, signature_of, unsigned

CROSS = {"mark": Mark.CROSS, "witness": "Finn Doyle", "witness_2": "Cleo Marsh"}
TYPED = {"mark": Mark.TYPED, "typed_name": "Jordan Reyes"}
INES = {
    "interpreter": "Ines Vega",
    "interpreter_language": "Spanish",
    "interpreter_qualification": "certified",
}


def test_a_mark_that_two_see_is_a_signature(ben: Contact) -> None:
    born_with(signature_of(unsigned(ben), **CROSS))


@pytest.mark.parametrize("missing", ["witness", "witness_2"])
def test_a_mark_that_one_sees_is_none(ben: Contact, missing: str) -> None:
    made = signature_of(unsigned(ben), **{**CROSS, missing: " "})
    said = words_of("signature_cross_has_two_witnesses", made)
    assert said.startswith("Two people witness a mark")
    with refused_by("signature_cross_has_two_witnesses"):
        born_with(made)


@pytest.mark.parametrize("second", ["finn  DOYLE", "Jordan Reyes", "Ben Hart"])
def test_the_second_is_neither_the_first_nor_the_signer_nor_whoever_is_told(
    ben: Contact, second: str
) -> None:
    with refused_by("signature_seen_by_two"):
        born_with(signature_of(unsigned(ben), **{**CROSS, "witness_2": second}))


def test_nothing_else_is_drawn_or_typed_with_a_mark(ben: Contact) -> None:
    for more in ({"typed_name": "J"}, {"strokes": [[[1, 1]]]}):
        with refused_by("signature_has_a_mark"):
            born_with(signature_of(unsigned(ben), **CROSS, **more))


@pytest.mark.parametrize("missing", INES)
def test_an_interpreter_says_what_and_by_what(ben: Contact, missing: str) -> None:
    made = signature_of(unsigned(ben), **TYPED, **{**INES, missing: ""})
    said = words_of("signature_interpreted_whole", made)
    assert said.startswith("Say who interprets")
    with refused_by("signature_interpreted_whole"):
        born_with(made)


def test_an_interpreter_is_kept(ben: Contact) -> None:
    born_with(signature_of(unsigned(ben), **TYPED, **INES))


@pytest.mark.parametrize("name", ["Jordan  reyes", "Ben Hart"])
def test_neither_the_signer_nor_whoever_is_told_interprets(
    ben: Contact, name: str
) -> None:
    with refused_by("signature_interpreted_by_another"):
        born_with(signature_of(unsigned(ben), **TYPED, **{**INES, "interpreter": name}))
