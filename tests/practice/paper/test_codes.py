"""The code on a printed page, written and read."""

from __future__ import annotations

import io

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from practice.paper import codes
from practice.paper.codes import LETTERS, Code, code_for, read

VERSION = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

numbers = st.integers(0, codes.NUMBERS - 1)
versions = st.text("0123456789abcdef", min_size=64, max_size=64)
pages = st.integers(1, codes.MOST_PAGES)
made = st.builds(code_for, numbers, versions, pages)


@given(numbers, versions, pages)
def test_what_is_read_is_what_was_written(number: int, version: str, page: int) -> None:
    code = code_for(number, version, page)
    assert read(str(code)) == read(code.plain) == code
    assert (code.number, code.page) == (number, page)
    assert code.is_of(version)


@given(made, st.sampled_from([str.lower, lambda text: text.replace("-", " ")]))
def test_it_is_read_as_people_type_it(code: Code, typed: object) -> None:
    assert read(typed(str(code))) == code  # type: ignore[operator]


@pytest.mark.parametrize(("typed", "meant"), ["O0", "I1", "L1", "o0", "l1"])
def test_a_letter_that_looks_like_a_figure_is_that_figure(
    typed: str, meant: str
) -> None:
    text = next(
        str(code)
        for code in (code_for(number, VERSION, 1) for number in range(10_000))
        if meant in str(code)
    )
    assert read(text.replace(meant, typed)) == read(text)


@given(made, st.data())
def test_one_letter_misread_or_two_make_no_code(
    code: Code, data: st.DataObject
) -> None:
    wrong = list(code.plain)
    places = st.integers(0, codes.LENGTH - 1)
    for place in data.draw(st.sets(places, min_size=1, max_size=2)):
        others = [letter for letter in LETTERS if letter != wrong[place]]
        wrong[place] = data.draw(st.sampled_from(others))
    assert read("".join(wrong)) is None


@given(made, st.integers(0, codes.LENGTH - 2))
def test_two_letters_swapped_make_no_code(code: Code, place: int) -> None:
    text = code.plain
    swapped = text[:place] + text[place + 1] + text[place] + text[place + 2 :]
    assert swapped == text or read(swapped) is None


@given(st.text())
def test_whatever_else_is_read_is_no_code(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    ("number", "page"), [(-1, 1), (codes.NUMBERS, 1), (1, 0), (1, codes.MOST_PAGES + 1)]
)
def test_nothing_is_written_that_a_code_has_no_room_for(number: int, page: int) -> None:
    with pytest.raises(ValueError, match="more than a code holds"):
        code_for(number, VERSION, page)


def test_the_mark_is_of_one_version() -> None:
    assert not code_for(7, VERSION, 1).is_of("0" * 64)


def test_numbers_are_not_to_be_guessed() -> None:
    drawn = {codes.new_number() for _ in range(1000)}
    assert len(drawn) == 1000
    assert max(drawn) - min(drawn) > codes.NUMBERS // 2


def test_a_camera_reads_it() -> None:
    code = code_for(123_456_789, VERSION, 2)
    segno = pytest.importorskip("segno")
    drawn = io.BytesIO()
    segno.make(code.plain, error="q", micro=False).save(drawn, kind="png", scale=4)
    [found] = zxingcpp.read_barcodes(Image.open(drawn))
    assert read(found.text) == code
    assert codes.qr(str(code)).startswith(b"<svg")
