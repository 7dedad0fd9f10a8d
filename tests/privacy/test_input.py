"""Whatever is sent, each form says what is wrong beside the field, and loses nothing."""

from __future__ import annotations

import pytest

from tests.privacy.doors import browser_of
from tests.privacy.inputs import WORDS, complaints, is_needed, leads_to, told, undone
from tests.privacy.rooms import House
from tests.privacy.visits import everything

pytestmark = pytest.mark.long


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
        if not is_needed(route, field):
            continue
        words = {
            "authority": "Describe the signer",
            "initials_hiv": "Initial this",
            "witness": "Enter who witnessed it",
            "recipient": "Say who was told.",
            "caller": "Choose who called, or write who they said they are.",
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
        ("contact_correction", "date_of_birth"),
        ("draft_new", "effective_on"),
        ("draft_new", "expires_on"),
        ("draft_notes", "expires_on"),
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
    "draft_new": [
        "topics",
        "sensitive_topics",
        "off_limit_topics",
        "purposes",
        "direction",
        "formats",
        "places",
        "disclosers",
    ],
    "draft_notes": ["purposes", "disclosers"],
    "draft_by_hand": ["capacity"],
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
