"""What the gate says, to whom, and when it keeps silent."""

from __future__ import annotations

import re

import pytest
from django.test import Client as Browser
from django.urls import reverse

from clients.models import Client, ConsentEvent, Contact
from collateral.models import Session
from practice.models import User
from tests.booked import book, typed
from tests.clock import afternoon
from tests.collateral.rule.scheduling import (
    HTMX,
    JSON,
    WAYS,
    all_rows,
    cover,
    reopening,
)
from tests.signed import draft_for, sign


@pytest.fixture
def url(jordan: Client) -> str:
    return reverse("booking", args=[jordan.pk])


def test_a_plain_request_gets_a_page(
    adas: Browser, url: str, ben: Contact, maria: Contact
) -> None:
    sign(ben)
    response = adas.post(url, typed([ben, maria], afternoon(), topics="sleep & calm"))
    page = response.content.decode()
    assert response.status_code == 409
    assert page.startswith("<!doctype html>")
    assert "This session was not booked" in page
    assert "Maria Reyes" in page
    assert "No release has been signed." in page
    assert page.index("Maria Reyes</bdi></b>") < page.index("Ben Hart</bdi></b>")
    assert "sleep &amp; calm" in page


def test_a_session_without_the_client_needs_a_release_too(
    adas: Browser, url: str, ben: Contact
) -> None:
    asked = typed([ben], afternoon(), format="collateral")
    assert adas.post(url, asked).status_code == 409
    sign(ben)
    assert adas.post(url, asked).status_code == 302
    assert Session.objects.get().format == "collateral"


def test_an_htmx_request_gets_the_fragment(
    adas: Browser, url: str, ben: Contact
) -> None:
    response = adas.post(url, typed([ben], afternoon()), **HTMX)
    fragment = response.content.decode()
    assert response.status_code == 409
    assert "<html" not in fragment
    assert "This session was not booked" in fragment


def test_a_json_request_gets_problem_details_with_codes_and_remedies(
    adas: Browser, url: str, jordan: Client, ben: Contact, maria: Contact
) -> None:
    sign(ben)
    draft = draft_for(maria, jordan.clinician)
    sent = typed([ben, maria], afternoon())
    response = adas.post(url, sent, **JSON)
    assert response.status_code == 409
    assert response["Content-Type"] == "application/problem+json"
    problem = response.json()
    assert (problem["status"], problem["title"]) == (409, "This session was not booked")
    (gap,) = problem["gaps"]
    assert (gap["contact"], gap["code"]) == (maria.pk, "AWAITING_SIGNATURE")
    signature, without = gap["remedies"]
    assert signature["url"] == reverse("draft_signature", args=[draft.pk])
    assert signature["method"] == "GET"
    assert (without["method"], without["url"]) == ("POST", url)
    again: dict[str, list[str]] = {}
    for name, value in without["fields"]:
        again.setdefault(name, []).append(value)
    assert again["contacts"] == [str(ben.pk)]
    assert adas.post(url, again, **JSON).status_code == 302
    assert Session.objects.get().participants.get().contact == ben


@pytest.mark.parametrize("accept", ["application/problem+json", "application/json"])
def test_either_kind_of_json_is_understood(
    adas: Browser, url: str, ben: Contact, accept: str
) -> None:
    response = adas.post(url, typed([ben], afternoon()), HTTP_ACCEPT=accept)
    assert response["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("accept", ["text/html", "*/*", "text/html, application/json"])
def test_whoever_takes_html_gets_the_page(
    adas: Browser, url: str, ben: Contact, accept: str
) -> None:
    response = adas.post(url, typed([ben], afternoon()), HTTP_ACCEPT=accept)
    assert response["Content-Type"].startswith("text/html")
    assert response.status_code == 409


def test_the_earlier_time_that_is_offered_can_be_booked(
    adas: Browser, url: str, ben: Contact
) -> None:
    sign(ben, ends=afternoon(20))
    problem = adas.post(url, typed([ben], afternoon(30)), **JSON).json()
    (gap,) = problem["gaps"]
    assert gap["code"] == "EXPIRES_BEFORE_SESSION"
    (earlier,) = [r for r in gap["remedies"] if r["label"].startswith("Move to")]
    response = adas.post(url, dict(earlier["fields"]), **JSON)
    assert response.status_code == 302
    session = Session.objects.get()
    assert afternoon(0) < session.during.lower < afternoon(20)


def test_what_was_typed_is_there_again(
    adas: Browser, url: str, ben: Contact, maria: Contact
) -> None:
    words = {"topics": "sleep, and what helps", "boundaries": "not the hospital"}
    adas.post(url, typed([ben, maria], afternoon(9), length="75", **words))
    page = adas.get(url).content.decode()
    for text in (*words.values(), f"{afternoon(9):%Y-%m-%d}"):
        assert text in page
    ticked = re.findall(r'<input[^>]*name="contacts"[^>]*checked[^>]*>', page)
    assert len(ticked) == 2
    assert re.search(r'<option value="75" selected', page)


def test_what_was_typed_is_forgotten_once_it_is_booked(
    adas: Browser, url: str, ben: Contact
) -> None:
    sent = typed([ben], afternoon(9), topics="sleep, and what helps")
    adas.post(url, sent)
    sign(ben)
    assert adas.post(url, sent).status_code == 302
    assert "sleep, and what helps" not in adas.get(url).content.decode()


def test_each_gap_is_in_the_history_and_nothing_else_is_written(
    adas: Browser, url: str, ada: User, ben: Contact, maria: Contact
) -> None:
    before = all_rows()
    adas.post(url, typed([ben, maria], afternoon(), topics="clinical words"))
    refusals = ConsentEvent.objects.order_by("number")
    assert [(r.kind, r.contact, r.actor, r.detail["code"]) for r in refusals] == [
        ("refused", ben, ada, "NO_ROI"),
        ("refused", maria, ada, "NO_ROI"),
    ]
    assert "clinical words" not in "".join(r.body for r in refusals)
    assert all_rows() == before


def test_the_gate_asks_nothing_of_a_page_that_is_only_looked_at(
    adas: Browser, url: str, ben: Contact
) -> None:
    assert adas.get(url).status_code == 200
    assert adas.head(url).status_code in {200, 405}
    assert not ConsentEvent.objects.exists()


def test_the_gate_leaves_a_faulty_form_to_the_view(
    adas: Browser, url: str, ben: Contact
) -> None:
    response = adas.post(url, typed([ben], afternoon(), purpose=""))
    assert response.status_code == 422
    assert not ConsentEvent.objects.exists()


@pytest.mark.parametrize("way", ["book", "move"])
def test_who_is_not_covered_is_told_before_whose_time_is_taken(
    adas: Browser, jordan: Client, ben: Contact, maria: Contact, way: str
) -> None:
    asked = WAYS[way](jordan, ben)
    sign(maria)
    taken = afternoon() if way == "book" else afternoon(14)
    book(jordan, [maria], taken)
    assert asked.sent_by(adas).status_code == 409
    cover(ben)
    response = asked.sent_by(adas)
    assert response.status_code == 422
    assert "The client has another shared session then." in response.content.decode()


def test_moving_and_joining_what_is_on_hold_needs_no_cover_yet(
    adas: Browser, jordan: Client, ben: Contact, maria: Contact
) -> None:
    held = reopening(jordan, ben).session
    assert held
    moved = adas.post(reverse("session_move", args=[held.pk]), typed([], afternoon(21)))
    joined = adas.post(
        reverse("session_participants", args=[held.pk]), {"contact": maria.pk}
    )
    assert (moved.status_code, joined.status_code) == (302, 302)
    held.refresh_from_db()
    assert (held.status, held.participants.count()) == ("held", 2)


def test_a_forged_request_is_stopped_before_the_gate(
    ada: User, url: str, ben: Contact
) -> None:
    browser = Browser(enforce_csrf_checks=True)
    browser.force_login(ada)
    assert browser.post(url, typed([ben], afternoon())).status_code == 403
    assert not ConsentEvent.objects.exists()
