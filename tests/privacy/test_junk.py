"""Addresses, queries and words that make no sense get a page that does nothing."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.privacy.canary import booking
from tests.privacy.doors import arguments, browser_of, patterns
from tests.privacy.rooms import House

pytestmark = pytest.mark.long

LONG = "9" * 5000


@pytest.mark.parametrize("who", ["ada", "nora"])
@pytest.mark.parametrize("odd", ["0", "-1", str(2**63), str(10**30), LONG, "٧", "7.0"])
def test_an_id_of_nothing_is_no_page(odd: str, who: str, house: House) -> None:
    browser = browser_of(getattr(house, who))
    for pattern in patterns():
        names = arguments(pattern.name)
        if not names or names == ["day"]:
            continue
        for name in names:
            others = {each: house.ids(pattern.name)[each] for each in names}
            marked = reverse(pattern.name, kwargs={**others, name: 777777})
            path = marked.replace("777777", odd)
            for response in (browser.get(path), browser.post(path, {})):
                assert response.status_code in {404, 405}, path


@pytest.mark.parametrize(
    "day",
    ["0000-01-01", "0001-01-01", "9999-12-31", "2027-02-29", "2027-1-1", "٢٠٢٧-٠١-٠١"],
)
def test_a_week_of_nothing_is_no_page(day: str, house: House) -> None:
    assert browser_of(house.ada).get(f"/week/{day}/").status_code == 404
    assert browser_of(house.finn).get(f"/day/{day}/").status_code == 404


JUNK = ["", "-1", "x", str(2**63), LONG, "%ff", "٧", "<b>", "0001-01-01", "9999-12-31"]


@pytest.mark.parametrize("junk", JUNK)
def test_a_query_that_makes_no_sense_is_passed_over(junk: str, house: House) -> None:
    browsers = {who: browser_of(getattr(house, who)) for who in ("ada", "finn", "nora")}
    asked = {
        "/clients/": ["after", "q"],
        "/releases/": ["drafts", "ending"],
        "/papers/": ["after"],
        "/needs/": ["after"],
        "/week/": ["show", "on"],
        "/week/slot/": ["date", "start", "room"],
        "/day/": ["on"],
        house.path("booking"): [
            "contacts",
            "date",
            "start",
            "length",
            "room",
            "topics",
            "like",
        ],
        "/history/": ["client", "contact", "clinician", "kind", "from", "to", "after"],
        "/history/export.csv": ["client", "contact", "clinician", "kind", "from", "to"],
    }
    for path, names in asked.items():
        for name in names:
            who = "nora" if path.startswith(("/history/", "/day/")) else "ada"
            response = browsers[who].get(path, {name: junk})
            assert response.status_code in {200, 302, 422}, (path, name)
            response.getvalue()


@pytest.mark.parametrize(
    "junk", [*JUNK[:6], "2027-13-45T00:00", "2027-01-01T00:00", "0001-01-01T00:00Z"]
)
def test_a_button_that_nobody_drew_changes_nothing(junk: str, house: House) -> None:
    browser, page = browser_of(house.ada), house.path("coverage")
    for name in ("earlier", "without", "release", "contacts", "length", "room"):
        response = browser.post(page, {**booking(house.ben), name: junk})
        assert response.status_code == 200, name


@pytest.mark.parametrize(
    "words", ["%", "_", "\\", "'", "%%", "a%b", "x" * 10_000, "\u202e"]
)
def test_a_search_is_only_words(words: str, house: House) -> None:
    response = browser_of(house.ada).post("/clients/", {"q": words}, follow=True)
    assert response.status_code == 200
    assert "Jo Z" not in response.content.decode()
    response = browser_of(house.nora).post("/history/", {"name": words})
    assert response.status_code == 200


@pytest.mark.parametrize("charset", ["utf-16", "utf-7"])
def test_a_form_in_another_alphabet_gets_a_page(charset: str, house: House) -> None:
    browser = browser_of(house.ada)
    browser.cookies["csrftoken"] = "a" * 32
    form = f"application/x-www-form-urlencoded; charset={charset}"
    response = browser.post("/clients/", b"q=a", content_type=form)
    assert response.status_code == 400
    assert "This could not be read" in response.content.decode()


@pytest.mark.parametrize("junk", ["", LONG, "٧", "a" * 10_000, "\u202e", "<b>"])
def test_the_door_takes_anything_and_opens_for_nothing_of_it(
    junk: str, house: House
) -> None:
    browser = browser_of(None)
    for field in ("username", "next"):
        sends = {"username": "cleo", "password": "wrong", field: junk}
        assert browser.post("/sign-in/", sends).status_code == 200
        assert "_auth_user_id" not in browser.session


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize("route", ["plan_edit", "plan_approval", "booking"])
def test_a_number_that_no_column_holds_is_refused(route: str, house: House) -> None:
    browser, sends = browser_of(house.ada), house.sends(route)
    for name, value in sends.items():
        if str(value).isdecimal():
            response = browser.post(house.path(route), {**sends, name: str(2**63)})
            assert response.status_code in {302, 404, 422}, name
