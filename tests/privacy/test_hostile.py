"""What someone might try who wants to see, or to do, what is not theirs."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from django.urls import reverse

from clients.models import Client, Contact
from collateral.models import Session
from releases.models import Release, ReleaseDraft
from tests.privacy.house import (
    ACTS,
    House,
    arguments,
    booking,
    browser_of,
    patterns,
    signature,
)
from tests.privacy.visits import everything

LONG = "9" * 5000


# Addresses


@pytest.mark.parametrize("who", ["ada", "nora"])
@pytest.mark.parametrize("odd", ["0", "-1", str(2**63), str(10**30), LONG, "٧", "7.0"])
def test_an_id_of_nothing_is_no_page(odd: str, who: str, house: House) -> None:
    browser = browser_of(getattr(house, who))
    for pattern in patterns():
        names = arguments(pattern.name)
        if not names or names == ["day"]:
            continue
        (name,) = names
        marked = reverse(pattern.name, kwargs={name: 777777})
        path = marked.replace("777777", odd)
        for response in (browser.get(path), browser.post(path, {})):
            assert response.status_code in {404, 405}, path


@pytest.mark.parametrize(
    "day",
    ["0000-01-01", "0001-01-01", "9999-12-31", "2027-02-29", "2027-1-1", "٢٠٢٧-٠١-٠١"],
)
def test_a_week_of_nothing_is_no_page(day: str, house: House) -> None:
    assert browser_of(house.ada).get(f"/week/{day}/").status_code == 404


JUNK = ["", "-1", "x", str(2**63), LONG, "%ff", "٧", "<b>", "0001-01-01", "9999-12-31"]


@pytest.mark.parametrize("junk", JUNK)
def test_a_query_that_makes_no_sense_is_passed_over(junk: str, house: House) -> None:
    browsers = {who: browser_of(getattr(house, who)) for who in ("ada", "finn", "nora")}
    asked = {
        "/clients/": ["after", "q"],
        "/releases/": ["drafts", "ending"],
        house.path("booking"): [
            "contacts",
            "date",
            "start",
            "length",
            "room",
            "topics",
        ],
        "/history/": ["client", "contact", "clinician", "kind", "from", "to", "after"],
        "/history/export.csv": ["client", "contact", "clinician", "kind", "from", "to"],
    }
    for path, names in asked.items():
        for name in names:
            who = "nora" if path.startswith("/history/") else "ada"
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


# Someone else's


def test_a_contact_of_another_client_cannot_join(house: House) -> None:
    browser, before = browser_of(house.ada), everything()
    lees = str(house.lee.pk)
    for route, sends in {
        "booking": {**booking(house.ben), "contacts": [str(house.ben.pk), lees]},
        "session_participants": {"contact": lees},
        "session_reopening": {"contacts": [lees]},
    }.items():
        response = browser.post(house.path(route), sends)
        assert response.status_code == 422, route
        assert "Lee" not in response.content.decode()
    assert everything() == before


def test_who_has_no_seat_cannot_be_ticked_into_a_held_session(house: House) -> None:
    before = everything()
    ticked = {"contacts": [str(house.ben.pk), str(house.sam.pk)]}
    response = browser_of(house.ada).post(house.path("session_reopening"), ticked)
    assert response.status_code == 422
    assert everything() == before


def test_another_clinicians_release_is_not_ones_to_end(house: House) -> None:
    before = everything()
    browser = browser_of(house.ada)
    for path in (
        f"/releases/{house.lees.pk}/revocation/",
        f"/releases/{house.lees.pk}/event/",
        f"/drafts/{house.kims.pk}/withdrawal/",
        f"/sessions/{house.kims_session.pk}/cancellation/",
    ):
        assert browser.post(path, {"reason": "Mine now."}).status_code == 404
    path = f"/drafts/{house.kims.pk}/signature/"
    assert browser.post(path, signature(house.kims)).status_code == 404
    assert everything() == before


# Fields that no form has


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize("route", ACTS)
def test_what_a_form_does_not_ask_is_not_taken(route: str, house: House) -> None:
    kim, cleo = str(house.kim.pk), str(house.cleo.pk)
    planted = {
        "id": "7",
        "pk": "7",
        "name": "Planted" if "contact" not in route else "Ola",
        "client": kim,
        "client_id": kim,
        "clinician": cleo,
        "clinician_id": cleo,
        "contact": str(house.lee.pk),
        "prepared_by": cleo,
        "actor": cleo,
        "status": "completed",
        "booked_at": "2001-01-01",
        "signed_at": "2001-01-01",
        "effective_at": "2001-01-01",
        "revoked_at": "2001-01-01",
        "superseded_at": "2001-01-01",
        "withdrawn_at": "2001-01-01",
        "during": "[2001-01-01,2001-01-02)",
        "content": "{}",
        "content_sha256": "0" * 64,
        "is_staff": "1",
        "role": "admin",
    }
    kims = snapshot(house.kim)
    browser = browser_of(house.ada)
    # Ada is not asked who treats her clients.
    sends = {k: v for k, v in house.sends(route).items() if k != "clinician"}
    response = browser.post(house.path(route), planted | sends)
    assert response.status_code == 302
    assert snapshot(house.kim) == kims
    assert not planted_in(house)


def snapshot(client: Client) -> list[Any]:
    """All that belongs to one client."""
    return [
        list(model.objects.filter(client=client).order_by("pk").values())
        for model in (Contact, ReleaseDraft, Release, Session)
    ]


def planted_in(house: House) -> list[Any]:
    """What holds something that was planted."""
    long_ago = "2001-01-01"
    return [
        *Client.objects.filter(clinician=house.cleo).exclude(pk=house.kim.pk),
        *Client.objects.filter(legal_name="Planted"),
        *ReleaseDraft.objects.exclude(client=house.kim).filter(prepared_by=house.cleo),
        *ReleaseDraft.objects.filter(withdrawn_at__isnull=False),
        *Release.objects.filter(signed_at__date=long_ago),
        *Release.objects.filter(effective_at__date=long_ago),
        *Release.objects.filter(revoked_at__date=long_ago),
        *Release.objects.filter(superseded_at__date=long_ago),
        *Session.objects.filter(status="completed"),
        *Session.objects.filter(booked_at__date=long_ago),
        *Session.objects.exclude(client=house.kim).filter(clinician=house.cleo),
    ]


# Asking in the wrong way


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "application/xml"])
def test_what_no_form_sends_is_an_empty_form(kind: str, house: House) -> None:
    browser, before = browser_of(house.ada), everything()
    for route in ACTS:
        body = json.dumps(house.sends(route))
        response = browser.post(house.path(route), body, content_type=kind)
        assert response.status_code == 422, route
    assert everything() == before


def test_a_file_is_no_answer(house: House) -> None:
    browser, before = browser_of(house.ada), everything()
    for route in ACTS:
        files = {name: io.BytesIO(b"Ada") for name in house.sends(route)}
        response = browser.post(house.path(route), files)
        assert response.status_code == 422, route
    assert everything() == before


def test_a_form_without_its_token_is_refused_by_every_act(house: House) -> None:
    browser, before = browser_of(house.ada, enforce_csrf_checks=True), everything()
    routes = [pattern.name for pattern in patterns()]
    for route in routes:
        response = browser.post(house.path(route), house.sends(route))
        assert response.status_code == 403, route
    assert everything() == before


@pytest.mark.usefixtures("undrawn")
def test_saying_that_htmx_asks_opens_no_door(house: House) -> None:
    htmx = {"HX-Request": "true", "HX-Boosted": "true", "HX-Current-URL": "//x"}
    for who in (house.cleo, house.nora):
        browser, plain = browser_of(who), browser_of(who)
        for pattern in patterns():
            path = house.path(pattern.name)
            status = browser.get(path, headers=htmx).status_code
            assert status == plain.get(path).status_code, path
