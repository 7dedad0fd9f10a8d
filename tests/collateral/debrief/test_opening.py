"""How a session is opened: on a page for the room, that others in it may see."""

from __future__ import annotations

import pytest
from django.test import Client as Browser
from django.urls import reverse

from clients.models import Contact
from collateral.models import SharedSessionPlan
from collateral.models.plan_version import OPENING
from practice.models import User
from tests.booked import book
from tests.clock import afternoon
from tests.planned import SIGNAL, write_out
from tests.privacy.doors import browser_of
from tests.signed import sign


def test_it_has_three_things_and_questions_to_begin_with(
    adas: Browser, ben: Contact
) -> None:
    sign(ben)
    ahead = book(ben.client, [ben], afternoon(3))
    page = reverse("session_opening", args=[ahead.pk])
    assert page in adas.get(f"/sessions/{ahead.pk}/").content.decode()
    html = adas.get(page).content.decode()
    assert len(OPENING) == 3
    for words in OPENING:
        assert words in html
    assert html.count('type="checkbox"') == 3


def test_it_is_as_its_plan_has_it(adas: Browser, ben: Contact) -> None:
    sign(ben)
    ahead = book(ben.client, [ben], afternoon(3))
    opening, prompts = ["Breathe first."], ["What helps you at night?"]
    write_out(ahead, opening=opening, prompts=prompts, off_limits_words="The move.")
    page = reverse("session_opening", args=[ahead.pk])
    html = adas.get(page).content.decode()
    for words in (*opening, *prompts, SIGNAL):
        assert words in html
    assert OPENING[0] not in html
    assert "The move." not in html


def test_nobodys_name_and_nothing_off_limits_is_on_it(
    adas: Browser, ben: Contact
) -> None:
    sign(ben)
    ahead = book(ben.client, [ben], afternoon(3))
    SharedSessionPlan.objects.update(topics="The move.", boundaries="Not the divorce.")
    page = reverse("session_opening", args=[ahead.pk])
    html = adas.get(page).content.decode()
    for words in ("The move.", "Not the divorce.", ben.name, ben.client.name):
        assert words not in html
    assert "Find a client" not in html


@pytest.mark.parametrize("who", ["cleo", "finn", "nora"])
def test_nobody_else_opens_it(
    who: str, ben: Contact, cleo: User, finn: User, nora: User
) -> None:
    sign(ben)
    ahead = book(ben.client, [ben], afternoon(3))
    browser = browser_of({"cleo": cleo, "finn": finn, "nora": nora}[who])
    page = reverse("session_opening", args=[ahead.pk])
    assert browser.get(page).status_code == 404
