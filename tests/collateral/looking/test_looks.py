"""Whoever looks is recorded: of whom, when, from where, and whether they were shown it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from unittest import mock

import pytest
from django.db import DatabaseError
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client, Contact
from collateral.looking.declared import (
    BY_QUERY,
    DOWNLOADED,
    OF_A_CLIENT,
    OF_MANY,
    PRINTED,
)
from collateral.looking.not_looks import NOT_LOOKS
from collateral.looking.whose import QUESTIONS
from practice.models import Look, User
from releases.models import ScannedPage
from tests.clock import afternoon
from tests.collateral.api.test_gate import GATE, asked
from tests.let_in import issued
from tests.on_paper import picture, printed, scanned
from tests.privacy.doors import arguments, browser_of, patterns
from tests.signed import draft_for

KNOWN = [OF_A_CLIENT, BY_QUERY, OF_MANY, NOT_LOOKS]


def the_look() -> Look:
    return Look.objects.get()


def what(look: Look) -> tuple[Any, ...]:
    return look.user_id, look.route, look.client_id, look.about, look.outcome


def test_a_look_at_a_client_says_who_at_whom_and_when(
    adas: Browser, ada: User, jordan: Client
) -> None:
    assert adas.get(f"/clients/{jordan.pk}/").status_code == 200
    look = the_look()
    assert what(look) == (ada.pk, "client", jordan.pk, jordan.pk, "seen")
    assert look.address == "127.0.0.1"
    assert timezone.now() - look.at < timedelta(minutes=5)


def test_of_whom_something_is_is_found_by_its_id(
    adas: Browser, ada: User, jordan: Client, ben: Contact
) -> None:
    adas.get(f"/contacts/{ben.pk}/edit/")
    assert what(the_look()) == (ada.pk, "contact_edit", jordan.pk, ben.pk, "seen")


def test_whoever_asks_for_anothers_client_is_recorded_too(
    adas: Browser, ada: User, kim: Client
) -> None:
    assert adas.get(f"/clients/{kim.pk}/").status_code == 404
    assert what(the_look()) == (ada.pk, "client", kim.pk, kim.pk, "refused")


@pytest.mark.parametrize("pk", [2**40, 10**30])
def test_whoever_asks_for_what_is_not_there_is_recorded_too(
    pk: int, adas: Browser, ada: User
) -> None:
    assert adas.get(f"/clients/{pk}/").status_code == 404
    look = the_look()
    assert what(look)[:3] == (ada.pk, "client", None)
    assert look.about == (pk if pk < 2**63 else None)


def test_a_page_that_is_there_for_others_is_refused(adas: Browser, ada: User) -> None:
    adas.get("/history/")
    assert what(the_look()) == (ada.pk, "history", None, None, "refused")


def test_nothing_is_kept_of_what_was_searched_for(
    adas: Browser, ada: User, jordan: Client
) -> None:
    adas.post("/clients/", {"q": "Jordan"}, headers={"HX-Request": "true"})
    assert what(the_look()) == (ada.pk, "clients", None, None, "seen")
    stored = [str(value) for value in Look.objects.values_list()[0]]
    assert not any("jordan" in value.lower() for value in stored)


def test_a_day_is_told_by_its_date(finn: User) -> None:
    browser_of(finn).get("/day/2027-01-12/")
    look = the_look()
    assert (look.user_id, look.route, look.day) == (
        finn.pk,
        "day_of",
        date(2027, 1, 12),
    )


def test_what_the_address_asks_for_after_its_question_mark(
    nora: User, jordan: Client
) -> None:
    browser_of(nora).get(f"/history/?client={jordan.pk}")
    assert what(the_look()) == (nora.pk, "history", jordan.pk, jordan.pk, "seen")


def test_what_leads_on_shows_nothing(adas: Browser) -> None:
    assert adas.get("/").status_code == 302
    assert not Look.objects.exists()


def test_an_act_is_no_look_but_a_form_that_comes_back_is(
    adas: Browser, jordan: Client
) -> None:
    path = f"/clients/{jordan.pk}/contacts/new/"
    adas.post(path, {"name": "", "relationship": "friend"})
    assert the_look().outcome == "seen"
    sent = {
        "name": "Ben Hart",
        "relationship": "partner",
        "preferred_language": "English",
    }
    if adas.post(path, sent).status_code == 302:
        assert Look.objects.count() == 1


def test_nobody_is_recorded_who_is_not_signed_in(
    client: Browser, jordan: Client
) -> None:
    client.get(f"/clients/{jordan.pk}/")
    client.get("/verify/")
    assert not Look.objects.exists()


def test_a_program_that_asks_is_recorded(
    client: Browser, nora: User, ben: Contact
) -> None:
    system, token = issued(nora)
    headers = {"Authorization": f"Bearer {token}"}
    client.get(GATE, asked(ben, afternoon(3)), headers=headers)
    look = the_look()
    assert (look.user_id, look.system_id) == (None, system.pk)
    assert (look.route, look.client_id) == ("api_gate", ben.client_id)


def test_a_scanned_page_is_of_whom_its_paper_is(
    adas: Browser, ada: User, jordan: Client, ben: Contact, kim: Client, lee: Contact
) -> None:
    """And several in one batch are of each of them."""
    page, _ = scanned(printed(draft_for(ben, ada), ada), ada)
    adas.get(f"/scans/pages/{page.pk}/picture/")
    look = the_look()
    assert (look.route, look.client_id, look.about) == (
        "scan_picture",
        jordan.pk,
        page.pk,
    )
    lees = printed(draft_for(lee, ada), ada)
    ScannedPage.objects.create(
        batch=page.batch, file=page.file, position=9, printout=lees, page=1, **picture()
    )
    adas.get(f"/scans/{page.batch_id}/")
    both = Look.objects.filter(route="scan_batch").values_list("client_id", flat=True)
    assert set(both) == {jordan.pk, kim.pk}


def test_where_it_came_from_behind_a_proxy(
    adas: Browser, jordan: Client, settings: Any
) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    adas.get(f"/clients/{jordan.pk}/", headers={"X-Forwarded-For": "1.2.3.4, 10.0.0.5"})
    assert the_look().address == "10.0.0.5"


def test_what_cannot_be_recorded_is_not_shown(ada: User, jordan: Client) -> None:
    browser = browser_of(ada, raise_request_exception=False)
    record = "collateral.looking.middleware.record"
    with mock.patch(record, side_effect=DatabaseError):
        response = browser.get(f"/clients/{jordan.pk}/")
    assert response.status_code >= 500
    assert "Jordan" not in response.content.decode()


# Every address


def test_every_address_says_what_it_shows_or_why_it_is_no_look() -> None:
    routes = {pattern.name for pattern in patterns()}
    declared = [route for those in KNOWN for route in those]
    assert sorted(declared) == sorted(set(declared)), "declared twice"
    assert routes == set(declared)


def test_whose_it_is_is_known_of_every_address_that_is_one_clients() -> None:
    unknown = {
        route
        for route in OF_A_CLIENT
        if route not in QUESTIONS and arguments(route)[0] not in QUESTIONS
    }
    assert not unknown
    assert not {
        (route, name)
        for route in (*OF_MANY, *NOT_LOOKS)
        for name in arguments(route)
        if name in QUESTIONS
    }


def test_every_other_declaration_is_of_a_look() -> None:
    looks = {**OF_A_CLIENT, **BY_QUERY, **OF_MANY}
    assert looks.keys() >= PRINTED | DOWNLOADED
