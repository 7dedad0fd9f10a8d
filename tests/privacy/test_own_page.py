"""A form is sent by who opened its page, or by nobody: and what was typed is not lost."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

import pytest
from django.test import Client as Browser

from practice.models import User
from practice.web.opened import NAME, mark_of
from practice.web.page import FORM
from tests.privacy.doors import ROOM, browser_of, patterns
from tests.privacy.pages import Page
from tests.privacy.rooms import House
from tests.privacy.visits import everything
from tests.privacy.walk import Walk
from tests.said import errors_in

pytestmark = [pytest.mark.usefixtures("undrawn"), pytest.mark.long]


def routes() -> list[str]:
    """Every route of a signed-in person that takes a POST."""
    return [
        pattern.name
        for pattern in patterns()
        if getattr(pattern.callback, "methods", ()) == FORM and pattern.name not in ROOM
    ]


def sent(house: House, route: str, opener: User) -> dict[str, Any]:
    """What the page of ``route`` sends that ``opener`` has opened and filled in."""
    return house.sends(route) | {NAME: mark_of(opener)}


def texts(sends: dict[str, Any]) -> Iterator[str]:
    """All that was filled in, value by value; a file is chosen anew, as browsers have it."""
    for value in sends.values():
        if not hasattr(value, "read"):
            yield from value if isinstance(value, list) else [value]


@pytest.mark.parametrize("who", ["cleo", "finn", "nora"])
def test_nobody_sends_a_page_that_another_has_opened(house: House, who: str) -> None:
    someone = getattr(house, who)
    browser, before = browser_of(someone), everything()
    assert len(routes()) > 15
    for route in routes():
        sends = sent(house, route, house.ada)
        response = browser.post(house.path(route), sends)
        assert response.status_code == 409, route
        html, said = response.content.decode(), errors_in(response).replace(" .", ".")
        opened = f"This page was opened by {house.ada.name}."
        assert f"{opened} You are signed in as {someone.name}." in said, route
        for text in texts(sends):
            assert f'value="{escape(str(text))}"' in html, route
        assert "/sessions/new/" not in browser.session.get("kept", {})
    assert everything() == before


def test_who_opened_a_page_sends_it(house: House) -> None:
    sends = sent(house, "contact_edit", house.ada)
    assert (
        browser_of(house.ada).post(house.path("contact_edit"), sends).status_code == 302
    )


def test_it_is_sent_from_the_answer_once_its_person_is_back(house: House) -> None:
    path, sends = house.path("contact_edit"), sent(house, "contact_edit", house.ada)
    browser = browser_of(house.finn)
    again = fields_of(browser.post(path, sends))
    browser.force_login(house.ada)
    assert browser.post(path, again).status_code == 302
    house.una.refresh_from_db()
    assert house.una.name == sends["name"]


def test_a_part_of_a_page_is_refused_without_a_page(house: House) -> None:
    for who, status in ((house.finn, 403), (None, 401)):
        response = browser_of(who).post(
            house.path("coverage"),
            sent(house, "coverage", house.ada),
            headers={"HX-Request": "true"},
        )
        assert (response.status_code, response.content) == (status, b"")


def test_a_part_of_a_page_with_an_old_token_is_no_page_either(house: House) -> None:
    for who in (house.ada, house.finn):
        response = browser_of(who, enforce_csrf_checks=True).post(
            house.path("coverage"),
            sent(house, "coverage", house.ada),
            headers={"HX-Request": "true"},
        )
        assert response.status_code == 403  # which htmx shows nothing of
        assert "Send it again" not in response.content.decode()


def test_every_form_of_every_page_says_who_opened_it(walk: Walk) -> None:
    # Whoever goes out, or is about to join as somebody else, is nobody's page.
    goes = {"sign_out", "join_door"}
    signed_in = [v for v in walk.visits if v.who != "nobody" and v.route not in goes]
    pages = [visit for visit in signed_in if visit.is_html]
    forms = 0
    for visit in pages:
        tokens = visit.text.count('name="csrfmiddlewaretoken"')
        assert visit.text.count(f'name="{NAME}"') == tokens, visit
        forms += tokens
    assert forms > 100


@pytest.mark.parametrize("mark", ["", "7", "7:forged", "nobody:at all"])
def test_a_mark_that_is_none_of_ours_says_nothing(house: House, mark: str) -> None:
    path, sends = house.path("contact_edit"), house.sends("contact_edit")
    assert browser_of(house.ada).post(path, sends | {NAME: mark}).status_code == 302


# Nobody is signed in


def test_what_is_sent_after_signing_out_is_kept_on_the_page(house: House) -> None:
    before = everything()
    for route in routes():
        sends = sent(house, route, house.ada)
        response = Browser().post(house.path(route), sends)
        assert response.status_code == 409, route
        assert "You have been signed out. Nothing was saved." in errors_in(response)
        for text in texts(sends):
            assert f'value="{escape(str(text))}"' in response.content.decode(), route
    assert everything() == before


def test_what_is_sent_after_twelve_hours_is_kept_on_the_page(house: House) -> None:
    browser = browser_of(house.ada)
    session = browser.session
    session["signed_in_at"] = 0
    session.save()
    sends = sent(house, "booking", house.ada)
    response = browser.post(house.path("booking"), sends)
    assert response.status_code == 409
    assert "signed in for 12 hours" in errors_in(response)
    assert sends["topics"] in response.content.decode()
    assert "_auth_user_id" not in browser.session


# An old token


def test_a_form_with_the_token_of_before_is_shown_again_with_the_new(
    house: House,
) -> None:
    browser = browser_of(house.ada, enforce_csrf_checks=True)
    path = house.path("contact_edit")
    opened = fields_of(browser.get(path)) | house.sends("contact_edit")
    browser.get("/sign-in/")
    browser.cookies["csrftoken"] = "n" * 32  # as signing in again sets it
    response = browser.post(path, opened)
    assert response.status_code == 403
    assert "You have signed in again" in errors_in(response)
    assert browser.post(path, fields_of(response)).status_code == 302
    house.una.refresh_from_db()
    assert house.una.name == opened["name"]


def test_another_site_gets_nothing_shown(house: House) -> None:
    browser = browser_of(house.ada, enforce_csrf_checks=True)
    response = browser.post(house.path("contact_edit"), house.sends("contact_edit"))
    assert response.status_code == 403
    assert house.sends("contact_edit")["name"] not in response.content.decode()


def fields_of(response: Any) -> dict[str, str]:
    """What the form on a page sends, all of it hidden or filled in."""
    return Page(response.content.decode().partition("<main")[2]).values
