"""Clients are found by part of a name, which no URL may hold and Back must not lose."""

from __future__ import annotations

import pytest
from django.test import Client as Browser

from clients.models import Client
from practice.models import User

HTMX = {"HX-Request": "true"}


def test_who_was_found_is_there_to_come_back_to(
    adas: Browser, jordan: Client, teo: Client
) -> None:
    response = adas.post("/clients/", {"q": " rey jor "})
    assert response.url == "/clients/found/"
    for _ in range(2):
        page = adas.get(response.url).content.decode()
        assert 'value="rey jor"' in page
        assert "Jordan Reyes" in page
        assert "Teo Vance" not in page
    assert "Teo Vance" in adas.get("/clients/").content.decode()


def test_while_it_is_typed_the_address_follows(adas: Browser, jordan: Client) -> None:
    found = adas.post("/clients/", {"q": "rey"}, headers=HTMX)
    assert found.headers["HX-Replace-Url"] == "/clients/found/"
    assert "Jordan Reyes" in found.content.decode()
    all_of_them = adas.post("/clients/", {"q": ""}, headers=HTMX)
    assert all_of_them.headers["HX-Replace-Url"] == "/clients/"


def test_below_the_header_the_address_stays(adas: Browser, jordan: Client) -> None:
    here = {**HTMX, "HX-Target": "at-hand"}
    adas.post("/clients/", {"q": "jor"})
    found = adas.post("/clients/", {"q": "rey"}, headers=here)
    assert "HX-Replace-Url" not in found.headers
    assert "Jordan Reyes" in found.content.decode()
    assert adas.post("/clients/", {"q": " "}, headers=here).content == b""
    assert 'value="jor"' in adas.get("/clients/found/").content.decode()


def test_nobody_was_looked_for_yet(adas: Browser) -> None:
    assert adas.get("/clients/found/").url == "/clients/"
    assert adas.post("/clients/", {"q": "  "}).url == "/clients/"


def test_what_was_looked_for_goes_with_its_session(
    adas: Browser, ada: User, jordan: Client
) -> None:
    adas.post("/clients/", {"q": "rey"})
    adas.post("/sign-out/")
    adas.force_login(ada)
    assert adas.get("/clients/found/").url == "/clients/"


@pytest.mark.parametrize(("clients", "more"), [(30, False), (31, True)])
def test_it_says_when_more_are_found_than_shown(
    adas: Browser, ada: User, clients: int, more: bool
) -> None:
    Client.objects.bulk_create(
        Client(
            legal_name=f"Rey {number}",
            clinician=ada,
            date_of_birth="1990-05-02",
            state="NY",
            modality="cbt",
        )
        for number in range(clients)
    )
    page = adas.post("/clients/", {"q": "rey"}, follow=True).content.decode()
    assert ("These are the first of many." in page) is more
