"""Whatever is sent, each form says what is wrong beside the field, and loses nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from html import escape
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client as Browser

from tests.privacy.house import House, browser_of
from tests.privacy.pages import Page
from tests.privacy.visits import everything

PERSON = ["name", "relationship", "organisation", "phone", "email", "language"]
NAMES = ["legal_name", "chosen_name", "language"]
TERMS = ["details", "off_limits", "expires_event"]
# The fields that take words, by form.
WORDS = {
    "client_new": NAMES,
    "client_edit": NAMES,
    "contact_new": PERSON,
    "contact_edit": PERSON,
    "draft_new": TERMS,
    "draft_edit": TERMS,
    "draft_signature": ["signer", "authority", "typed_name", "initials_hiv", "witness"],
    "release_revocation": ["reason"],
    "release_event": ["reason"],
    "session_cancellation": ["reason"],
}
OPTIONAL = {*PERSON[2:5], *TERMS, "chosen_name", "witness"}


@contextmanager
def undone() -> Iterator[None]:
    """The house is as it was, afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@cache
def adas(house: House) -> Browser:
    """One browser for many tries at the same house."""
    return browser_of(house.ada)


def told(response: HttpResponse) -> str:
    return response.content.decode()


def leads_to(response: HttpResponse, field: str) -> bool:
    """Whether the summary above the form leads to a problem beside ``field``."""
    links = Page(told(response)).links
    return any(link in {f"#id_{field}", f"#id_{field}_0"} for link in links)


def complaints(
    house: House, route: str, field: str, value: Any, words: str
) -> Iterator[str]:
    """What is wrong with how a form answers one bad value."""
    browser, sends, before = adas(house), house.sends(route), everything()
    with undone():
        response = browser.post(house.path(route), {**sends, field: value})
        if everything() != before:
            yield f"{route} {field}: it was written"
    if response.status_code != 422:
        yield f"{route} {field}: {response.status_code}"
        return
    html = told(response)
    if words not in html:
        yield f"{route} {field}: does not say {words!r}"
    if not leads_to(response, field):
        yield f"{route} {field}: not beside the field"
    for name in WORDS[route]:
        kept = sends.get(name, "") if name != field else str(value)
        if escape(kept.strip()[:100]) not in html:
            yield f"{route} {field}: lost what was typed as {name}"


@pytest.mark.parametrize("route", WORDS)
@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("a" * 10_000, "at most", id="10,000 characters"),
        pytest.param("Ada\u202enebA", "turns text around", id="turned around"),
        pytest.param("Ada\u2066Ben", "turns text around", id="an isolate"),
        pytest.param("Ada\x07", "hidden control character", id="a bell"),
        pytest.param("Ada\x9b31m", "hidden control character", id="an escape"),
        pytest.param("\u200b\u200d", "can be seen", id="nothing to be seen"),
    ],
)
def test_words_that_cannot_be_kept_are_refused_where_they_were_typed(
    route: str, text: str, words: str, house: House
) -> None:
    found = [
        complaint
        for field in WORDS[route]
        if field != "email"
        for complaint in complaints(house, route, field, text, words)
    ]
    assert found == []


@pytest.mark.parametrize("route", WORDS)
@pytest.mark.parametrize("text", ["", "   \t\r\n "])
def test_what_is_needed_cannot_be_left_out(route: str, text: str, house: House) -> None:
    found: list[str] = []
    for field in WORDS[route]:
        if field in OPTIONAL:
            continue
        words = {
            "authority": "Describe the signer",
            "typed_name": "Type your name",
            "initials_hiv": "Initial this",
        }.get(field, "This field is required.")
        found += complaints(house, route, field, text, words)
    assert found == []


@pytest.mark.parametrize("route", WORDS)
def test_a_nul_is_refused_whole(route: str, house: House) -> None:
    before, browser = everything(), browser_of(house.ada)
    for field in WORDS[route]:
        sends = {**house.sends(route), field: "Ada\0"}
        assert browser.post(house.path(route), sends).status_code == 400
    assert everything() == before


@pytest.mark.parametrize("route", WORDS)
def test_bytes_that_are_no_text_harm_nobody(route: str, house: House) -> None:
    browser = browser_of(house.ada)
    form = "application/x-www-form-urlencoded"
    for field in WORDS[route]:
        raw = f"{field}=%ED%A0%80%FF%C0%80"
        with undone():
            response = browser.post(house.path(route), raw, content_type=form)
        # What is no text is shown as such; a form that wants no more may take it.
        assert response.status_code in {302, 422}


@pytest.mark.parametrize(
    ("route", "field"),
    [
        ("client_new", "date_of_birth"),
        ("contact_new", "date_of_birth"),
        ("draft_new", "effective_on"),
        ("draft_new", "expires_on"),
        ("draft_edit", "expires_on"),
    ],
)
def test_a_day_that_is_none_or_far_off_is_refused_where_it_was_typed(
    route: str, field: str, house: House
) -> None:
    no_day = "Enter a day as month/day/year, such as 12/17/2026."
    wrong = {
        "2027-02-29": no_day,
        "2027-13-01": no_day,
        "17/12/2027": no_day,
        "soon": no_day,
        "9" * 5000: no_day,
        "0001-01-01": "",
        "9999-12-31": "",
    }
    found = [
        complaint
        for day, words in wrong.items()
        for complaint in complaints(house, route, field, day, words)
    ]
    assert found == []


CHOICES = {
    "client_new": ["state", "modality"],
    "draft_new": ["topics", "sensitive_topics", "purpose", "discloser"],
    "draft_signature": ["capacity", "mark"],
}


@pytest.mark.parametrize("route", CHOICES)
@pytest.mark.parametrize("value", ["x", "-1", "9" * 5000, "client' OR 1=1", "<b>"])
def test_a_choice_that_was_not_offered_is_refused(
    route: str, value: str, house: House
) -> None:
    browser, before = browser_of(house.ada), everything()
    for field in CHOICES[route]:
        sends = {**house.sends(route), field: value}
        response = browser.post(house.path(route), sends)
        assert response.status_code == 422, field
        assert "is not one of the available choices" in told(response), field
    assert everything() == before


@pytest.mark.parametrize("value", ["0", "-1", "x", str(10**30), "9" * 5000, "finn"])
def test_a_client_is_given_to_clinicians_only(value: str, house: House) -> None:
    clinician = str(house.finn.pk) if value == "finn" else value
    sends = house.sends("client_new") | {"clinician": clinician}
    response = browser_of(house.finn).post("/clients/new/", sends)
    assert response.status_code == 422
    assert leads_to(response, "clinician")


# Drawings


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
    response = browser_of(house.ada).post(house.path("draft_signature"), sends)
    assert response.status_code == 422
    assert "Draw" in told(response)
    assert everything() == before


@pytest.mark.usefixtures("undrawn")
def test_a_drawing_stays_in_its_box(house: House) -> None:
    strokes = json.dumps([[[1, 2], [10**12, 10**12]]])
    drawn = {"mark": "drawn", "typed_name": "", "strokes": strokes}
    sends = house.sends("draft_signature") | drawn
    response = browser_of(house.ada).post(house.path("draft_signature"), sends)
    assert response.status_code == 302
    assert house.marias.release.document.signatures.get().strokes == [
        [[1, 2], [600, 160]]
    ]


def test_initials_have_room_for_initials(house: House) -> None:
    long = "A" * 11
    assert not list(
        complaints(house, "draft_signature", "initials_hiv", long, "at most 10")
    )
