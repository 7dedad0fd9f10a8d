"""Entering who may decide for a client, and verifying it."""

from __future__ import annotations

from typing import Any

from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import Authority, Client, ConsentEvent, Contact
from practice.models import User
from tests.cast import authority_of
from tests.privacy.doors import browser_of
from tests.said import errors_in


def filled(**said: Any) -> dict[str, Any]:
    today = timezone.localdate().isoformat()
    usual = {"kind": "parent", "acts": "either", "evidence": "birth certificate"}
    return {**usual, "seen_on": today, "starts_on": today, **said}


def test_it_says_who_saw_what_and_is_told(
    teo: Client, rosa: Contact, finn: User
) -> None:
    desk, path = browser_of(finn), reverse("authority_new", args=[teo.pk])
    assert desk.get(path).status_code == 200
    assert desk.post(path, filled(contact=rosa.pk)).status_code == 302
    found = Authority.objects.get()
    assert (found.name, found.seen_by, found.entered_by) == ("Rosa Vance", finn, finn)
    event = ConsentEvent.objects.get(kind="authority_added")
    assert (event.contact, event.name_of("signer")) == (rosa, "Rosa Vance")
    page = desk.get(reverse("client", args=[teo.pk])).content.decode()
    assert "Not verified by someone else yet." in page


def test_what_is_wrong_is_said_beside_its_field(adas: Browser, teo: Client) -> None:
    path = reverse("authority_new", args=[teo.pk])
    page = adas.post(path, filled(kind="letters", person_name="Luis Ortega"))
    assert page.status_code == 422
    assert "Letters name a last day. Enter it." in page.content.decode()
    page = adas.post(path, filled())
    assert "Choose a contact, or name someone else." in page.content.decode()
    page = adas.post(path, filled(person_name="Luis Ortega", seen_on="2099-01-01"))
    assert "What was seen was seen today or before." in page.content.decode()
    assert not Authority.objects.exists()


def test_another_person_verifies_it(
    adas: Browser, ada: User, finn: User, teo: Client, rosa: Contact
) -> None:
    papers = authority_of(teo, finn, rosa)
    path = reverse("authority_verification", args=[papers.pk])
    said = errors_in(adas.get(path))
    for fact in ("By what Parent", "birth certificate", "Entered by Finn Doyle"):
        assert fact in said
    page = browser_of(finn).post(path)
    assert "Someone else than who entered it verifies it." in page.content.decode()
    assert adas.post(path).status_code == 302
    papers.refresh_from_db()
    assert papers.verified_by == ada
    assert ConsentEvent.objects.filter(kind="authority_verified").exists()
    assert adas.get(path).status_code == 404


def test_nobody_enters_it_for_anothers_client(teo: Client, cleo: User) -> None:
    path = reverse("authority_new", args=[teo.pk])
    assert browser_of(cleo).get(path).status_code == 404
