"""A release on paper, whatever was written into it."""

from __future__ import annotations

import copy
from bisect import bisect
from typing import Any

import pytest

from practice.paper.pdf import TooLong
from releases.printing import paper
from releases.printing.ended import Ended
from tests import forms
from tests.forms import SIGNED, TYPED, Content
from tests.releases.printing.papers import footer_of, opened, pieces, text_of

pytestmark = pytest.mark.long


@pytest.fixture
def signed() -> Content:
    return forms.signed()


PROSE = "What helps in the evenings, and which words to use when I go quiet. " * 20


@pytest.mark.parametrize(
    ("name", "details"),
    [
        pytest.param("Jordan Alex Reyes", PROSE, id="prose"),
        pytest.param("Maximiliana " * 17, PROSE, id="prose and names of 200 letters"),
        pytest.param(
            "张伟", "我希望我的伴侣知道在晚上什么能帮助我。" * 60, id="Chinese"
        ),
        pytest.param(
            "ليلى حداد", "أريد أن تعرف أمي ما يساعدني في المساء. " * 30, id="Arabic"
        ),
        pytest.param("Jordan Alex Reyes", "a\n" * 500, id="a letter a line"),
        pytest.param("Jordan Alex Reyes", "W" * 1000, id="one word"),
    ],
)
def test_whatever_is_written_fits_on_two_pages_and_nothing_is_cut(
    signed: Content, name: str, details: str
) -> None:
    name, details = name[:200].strip(), details[:1000].strip()
    words = {
        **signed,
        "client": {**signed["client"], "name": name},
        "contact": {**signed["contact"], "name": name},
        "signatures": [{**TYPED, "typed_name": name, "signer": name, "witness": name}],
        "details": details,
        "off_limits": details,
    }
    pdf = paper.render(words, status="Signed")
    assert len(opened(pdf).pages) == 2
    drawn = "".join(text_of(pdf).split())
    for letter in set(name + details) - set(" \n"):
        wanted = 5 * name.count(letter) + 2 * details.count(letter)
        assert drawn.count(letter) >= wanted, letter
    assert min(piece.points for piece in pieces(pdf) if piece.read) >= 12


def crowded(signed: Content, letters: int) -> Content:
    return {
        **signed,
        "client": {**signed["client"], "name": "张" * 60, "chosen_name": "伟" * 60},
        "signatures": [{**TYPED, "typed_name": "张" * 60, "witness": "伟" * 60}],
        "details": "我" * letters,
        "off_limits": "我" * letters,
    }


def test_more_than_two_pages_hold_is_refused(signed: Content) -> None:
    with pytest.raises(TooLong, match="more than two pages"):
        paper.render(crowded(signed, 1000), status="Signed")


def test_what_just_fits_still_fits_once_it_has_ended(signed: Content) -> None:
    def fits(letters: int) -> bool:
        try:
            paper.render(crowded(signed, letters), status="Signed")
        except TooLong:
            return False
        return True

    most = bisect(range(700, 1000), False, key=lambda letters: not fits(letters)) + 699
    assert fits(most)
    assert not fits(most + 1)
    label = "Revoked today at 3:04 pm by Dr. Ada Okafor"
    ended = Ended("revoked", label, meaning="Nothing more is shared. " * 40)
    pdf = paper.render(crowded(signed, most), status=ended.label, ended=ended)
    assert "Page 2 of 2" in footer_of(pdf, 2)
    assert "Revoked today" in footer_of(pdf, 1)


WRITTEN = {
    "client": ("name", "chosen_name"),
    "contact": ("name", "relationship", "organisation"),
}


def test_script_in_any_field_is_drawn_as_text(signed: Content) -> None:
    words = copy.deepcopy({**signed, "signatures": [TYPED]})
    scripts = [f"<script>{number}</script><img src=x>&lt;" for number in range(14)]
    left = iter(scripts)
    for part, fields in WRITTEN.items():
        words[part].update({field: next(left) for field in fields})
    words["disclosers"][0]["label"] = next(left)
    signature = ("signer", "authority", "typed_name", "witness")
    words["signatures"][0].update({field: next(left) for field in signature})
    for field in ("details", "off_limits", "expires_event"):
        words[field] = next(left)
    words["sensitive"][3]["initials"] = next(left)
    drawn = "".join(text_of(paper.render(words, status="Signed")).split())
    for script in scripts:
        assert "".join(script.split()) in drawn


@pytest.mark.parametrize("point", [["<script>", 1], [1, '"/><script>'], [None, 1], [1]])
def test_a_stroke_is_numbers_or_nothing(signed: Content, point: list[Any]) -> None:
    signature = {**SIGNED, "strokes": [[[1, 2], point]]}
    with pytest.raises((TypeError, ValueError)):
        paper.render({**signed, "signatures": [signature]}, status="Signed")
