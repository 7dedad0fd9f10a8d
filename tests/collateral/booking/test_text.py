"""Script is text, and names are of any length and alphabet."""

from __future__ import annotations

import html

import pytest
from django.test import Client as Browser
from django.urls import reverse

from clients.models import Client, Contact
from collateral.models import Session
from tests.booked import typed
from tests.clock import afternoon
from tests.collateral.rule.scheduling import HTMX, JSON
from tests.signed import sign

SCRIPT = '<script>alert("x")</script>'


@pytest.mark.parametrize("field", ["topics", "boundaries"])
def test_script_is_kept_as_text_and_never_run(
    adas: Browser, url: str, ben: Contact, maria: Contact, field: str
) -> None:
    sent = typed([ben, maria], afternoon(), **{field: SCRIPT})
    sign(ben)
    pages = [adas.post(url, sent), adas.post(url, sent, **HTMX), adas.get(url)]
    sign(maria)
    assert adas.post(url, sent).status_code == 302
    session = Session.objects.get()
    pages.append(adas.get(reverse("session", args=[session.pk])))
    pages.append(adas.get(reverse("session_plan", args=[session.pk])))
    for page in pages:
        assert SCRIPT not in page.content.decode()
    assert html.escape(SCRIPT) in pages[-1].content.decode()
    assert getattr(session.plan, field) == SCRIPT


def test_script_in_names_is_text(adas: Browser, url: str, ben: Contact) -> None:
    Contact.objects.filter(pk=ben.pk).update(name=SCRIPT)
    Client.objects.update(legal_name=SCRIPT)
    sent = typed([ben], afternoon())
    for page in (adas.post(url, sent), adas.post(url, sent, **HTMX), adas.get(url)):
        assert SCRIPT not in page.content.decode()
    problem = adas.post(url, sent, **JSON)
    assert problem["Content-Type"] == "application/problem+json"
    assert problem["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "name", ["x" * 200, "محمد بن عبد الله", "李小龍", "Ñandú O’Brien"]
)
def test_names_of_any_length_and_script_are_refused_and_booked_alike(
    adas: Browser, url: str, ben: Contact, name: str
) -> None:
    Contact.objects.filter(pk=ben.pk).update(name=name)
    response = adas.post(url, typed([ben], afternoon()))
    assert response.status_code == 409
    assert name in html.unescape(response.content.decode())
    sign(ben)
    assert adas.post(url, typed([ben], afternoon())).status_code == 302


@pytest.mark.parametrize(
    "field", ["topics", "date", "contacts", "form_key", "surprise"]
)
@pytest.mark.parametrize("headers", [{}, HTMX, JSON], ids=["plain", "htmx", "json"])
def test_a_nul_byte_is_a_bad_request(
    adas: Browser, url: str, ben: Contact, field: str, headers: dict[str, str]
) -> None:
    sign(ben)
    sent = typed([ben], afternoon(), **{field: "a\0b"})
    assert adas.post(url, sent, **headers).status_code == 400
    assert not Session.objects.exists()
