"""A mark in place of a signature is a drawing in its box, or initials."""

from __future__ import annotations

import json

import pytest

from tests.privacy.doors import browser_of
from tests.privacy.inputs import leads_to, told
from tests.privacy.rooms import House
from tests.privacy.visits import everything
from tests.room import hand_over, sign_in_room, step_by_step

pytestmark = pytest.mark.long


@pytest.mark.parametrize(
    "strokes",
    [
        "nonsense",
        "null",
        "true",
        "7",
        "{}",
        "[7]",
        "[[7]]",
        "[[[1]]]",
        "[[[1,2,3]]]",
        "[[[1,2],[3]]]",
        "[[[[1],2]]]",
        "[[[NaN,1],[1,2]]]",
        "[[[Infinity,1]]]",
        "[[[1.5,2.5]]]",
        '[[["1","2"]]]',
        "[[[-1,2]]]",
        "[[[١,٢],[٣,٤]]]",
        pytest.param("[" * 50_000, id="deep"),
        pytest.param("[" * 30_000 + "]" * 30_000, id="deep and closed"),
        pytest.param("[[[1,2]" + " " * 100_000 + "]]", id="long"),
        pytest.param(f"[[[{'9' * 5000},1]]]", id="thousands of digits"),
        "[]",
        "[[]]",
        "",
    ],
)
def test_a_drawing_that_is_none_is_not_a_signature(strokes: str, house: House) -> None:
    drawn = {"mark": "drawn", "typed_name": "", "strokes": strokes}
    before = everything()
    sends = house.sends("draft_signature") | drawn
    response = sign_in_room(browser_of(house.ada), house.path("draft_signature"), sends)
    assert response.status_code == 422
    assert "Draw" in told(response)
    assert everything() == before


@pytest.mark.usefixtures("undrawn")
def test_a_drawing_stays_in_its_box(house: House) -> None:
    strokes = json.dumps([[[1, 2], [10**12, 10**12]]])
    drawn = {"mark": "drawn", "typed_name": "", "strokes": strokes}
    sends = house.sends("draft_signature") | drawn
    browser = browser_of(house.ada)
    hand_over(browser, house.path("draft_signature"), sends)
    assert step_by_step(browser, sends) is None
    assert house.marias.release.document.signatures.get().strokes == [
        [[1, 2], [600, 240]]
    ]


def test_initials_have_room_for_initials(house: House) -> None:
    long = "A" * 11
    sends = house.sends("draft_signature") | {"initials_hiv": long}
    response = sign_in_room(browser_of(house.ada), house.path("draft_signature"), sends)
    assert response.status_code == 422
    assert "at most 10" in told(response)
    assert leads_to(response, "initials_hiv")
