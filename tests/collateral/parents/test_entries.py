"""What parents say and are told is written down in their words, by clinicians alone."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import Client, ConsentEvent, Contact
from collateral.models import CheckIn, Expectation, Inquiry, Intake
from collateral.models.intake import ASKED
from practice.models import User
from releases.models import Format, FormKind, SignedForm
from tests.booked import book
from tests.clock import DAY, afternoon
from tests.family import asked, checked_in, intake_with, told_to_expect
from tests.privacy.doors import browser_of
from tests.signed import sign

SAID = "She sleeps through now."
ROUTES = {
    "intake_new": ("said_on", Intake, "intake_taken"),
    "check_in_new": ("said_on", CheckIn, "check_in_noted"),
    "expectation_new": ("told_on", Expectation, "expectation_told"),
    "inquiry_new": ("asked_on", Inquiry, "inquiry_received"),
}


def filled(route: str, contact: Contact, **changed: Any) -> dict[str, Any]:
    """What a browser sends to write it down."""
    day = ROUTES[route][0]
    words = {"home": SAID} if route == "intake_new" else {"words": SAID}
    return {
        "contact": str(contact.pk),
        day: timezone.localdate().isoformat(),
        "occasion": "after",
        "channel": "letter",
        **words,
        **changed,
    }


def shown(browser: Browser, client: Client) -> str:
    path = reverse("client_parents", args=[client.pk])
    return " ".join(browser.get(path).content.decode().split())


@pytest.mark.parametrize("route", ROUTES)
def test_it_is_written_down_and_shown(
    adas: Browser, teo: Client, rosa: Contact, route: str
) -> None:
    path = reverse(route, args=[teo.pk])
    assert adas.get(path).status_code == 200
    assert adas.post(path, filled(route, rosa)).status_code == 302
    _, model, kind = ROUTES[route]
    entry = model.objects.get()
    assert (entry.contact, entry.recorded_by) == (rosa, teo.clinician)
    assert SAID in shown(adas, teo)
    event = ConsentEvent.objects.get(kind=kind)
    assert event.contact == rosa
    assert SAID not in event.body


@pytest.mark.parametrize("route", ROUTES)
def test_nothing_is_written_down_ahead(
    adas: Browser, teo: Client, rosa: Contact, route: str
) -> None:
    day, model, _ = ROUTES[route]
    ahead = {day: (timezone.localdate() + DAY).isoformat()}
    answer = adas.post(reverse(route, args=[teo.pk]), filled(route, rosa, **ahead))
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "This is still ahead" in html
    assert SAID in html
    assert not model.objects.exists()


@pytest.mark.parametrize("route", ROUTES)
def test_it_is_with_the_clients_own_contact(
    adas: Browser, teo: Client, lee: Contact, route: str
) -> None:
    answer = adas.post(reverse(route, args=[teo.pk]), filled(route, lee))
    assert answer.status_code == 422


def test_an_intake_needs_an_answer_and_one_is_enough(
    adas: Browser, teo: Client, rosa: Contact
) -> None:
    path = reverse("intake_new", args=[teo.pk])
    answer = adas.post(path, filled("intake_new", rosa, home=" "))
    assert answer.status_code == 422
    assert "Write down at least one answer." in answer.content.decode()
    assert adas.post(path, filled("intake_new", rosa)).status_code == 302


def test_an_intake_asks_everything_and_shows_what_was_answered(
    adas: Browser, teo: Client, rosa: Contact
) -> None:
    page = adas.get(reverse("intake_new", args=[teo.pk])).content.decode()
    assert all(f'name="{field}"' in page for field in ASKED)
    intake_with(rosa, no_longer="When he laughs again.")
    html = shown(adas, teo)
    assert "When is this no longer a problem?" in html
    assert "When he laughs again." in html
    assert "How it is at school" not in html


def test_a_second_intake_is_added_and_the_first_stays(
    adas: Browser, teo: Client, rosa: Contact
) -> None:
    intake_with(rosa, concerns="The nights.")
    path = reverse("intake_new", args=[teo.pk])
    adas.post(path, filled("intake_new", rosa))
    assert Intake.objects.count() == 2
    assert "The nights." in shown(adas, teo)


@pytest.mark.parametrize("route", ["client_parents", *ROUTES])
def test_only_the_clients_clinician_reads_it(
    adas: Browser, cleo: User, finn: User, nora: User, rosa: Contact, route: str
) -> None:
    path = reverse(route, args=[rosa.client_id])
    assert adas.get(path).status_code == 200
    for who in (cleo, finn, nora):
        assert browser_of(who).get(path).status_code == 404


@pytest.mark.parametrize("model", [Intake, CheckIn, Expectation, Inquiry])
def test_rows_are_the_clinicians_own(
    ada: User, cleo: User, finn: User, rosa: Contact, model: Any
) -> None:
    for make in (intake_with, checked_in, told_to_expect, asked):
        make(rosa)
    found = [model.objects.visible_to(who).count() for who in (ada, cleo, finn)]
    assert found == [1, 0, 0]


def test_an_empty_page_says_what_will_be_there(adas: Browser, jordan: Client) -> None:
    html = shown(adas, jordan)
    for words in ("No intake is written down yet", "Nothing yet.", "Nobody was told"):
        assert words in html


# On one line


def test_touchpoints_stand_in_order_on_one_line(
    adas: Browser, teo: Client, rosa: Contact, unprinted: None
) -> None:
    release = sign(rosa, starts=timezone.now() - 30 * DAY)
    today = timezone.localdate()
    intake_with(rosa, said_on=today - 20 * DAY)
    checked_in(rosa, occasion="before", said_on=today - 10 * DAY)
    session = book(teo, [rosa], afternoon(3), format=Format.COLLATERAL)
    line = shown(adas, teo).split('<ol class="touchpoints">')[1].split("</ol>")[0]
    told = [
        "Release signed",
        "Intake",
        "Check-in before a session",
        "Session without the client",
    ]
    places = [line.index(f">{words}</a>") for words in told]
    assert places == sorted(places)
    assert reverse("session", args=[session.pk]) in line
    assert reverse("release", args=[release.pk]) in line
    assert line.count("<bdi>Rosa Vance</bdi>") == len(told)


def test_consent_to_treat_stands_there_too(adas: Browser, teo: Client) -> None:
    assert SignedForm.objects.get(client=teo).kind == FormKind.CONSENT
    line = shown(adas, teo).split('<ol class="touchpoints">')[1].split("</ol>")[0]
    assert f'{reverse("client_forms", args=[teo.pk])}">Consent to treat</a>' in line


def test_a_session_with_the_client_is_no_parent_session(
    adas: Browser, teo: Client, rosa: Contact, unprinted: None
) -> None:
    sign(rosa)
    book(teo, [rosa], afternoon(3))
    assert "Session without the client" not in shown(adas, teo)
