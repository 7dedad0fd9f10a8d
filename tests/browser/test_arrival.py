"""Four are expected, and three come in: the desk checks them in at the door."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from clients.models import Client, Contact
from collateral.models import Arrival
from practice.models import User
from releases.models import FormKind
from tests.booked import book
from tests.browser.steps import follow, heading, press, sign_by_typing
from tests.clock import HOUR, MINUTE
from tests.formed import form_signed
from tests.signed import sign

pytestmark = pytest.mark.long


def test_the_desk_checks_in_three_of_four(
    page: Page,
    live_server: Any,
    finn: User,
    let_in: Callable[[User], None],
    family: Client,
    ben: Contact,
    maria: Contact,
    leo: Contact,
) -> None:
    sign(leo)
    for contact in (ben, maria):
        form_signed(family, FormKind.ACKNOWLEDGEMENT, contact)
    began = timezone.now() - 2 * MINUTE
    session = book(family, [ben, maria, leo], began, booked_at=timezone.now())
    let_in(finn)
    page.goto(f"{live_server.url}/sessions/{session.pk}/")
    follow(page, "Who is here")
    heading(page, "Who is here")
    for person in ("Jordan Reyes", "Ben Hart", "Maria Reyes", "Leo Reyes"):
        group = page.get_by_role("group", name=person)
        group.get_by_label("Here", exact=True).check()
    press(page, "Check in")
    said = "Leo Reyes has not signed the acknowledgement: check-in waits for it."
    expect(page.get_by_text(said).first).to_be_visible()
    assert not Arrival.objects.exists()
    leos = page.get_by_role("group", name="Leo Reyes")
    leos.get_by_label("Did not come").check()
    press(page, "Check in")
    came = (
        "Checked in: Jordan Reyes, Ben Hart and Maria Reyes. Did not come: Leo Reyes."
    )
    expect(page.get_by_text(came)).to_be_visible()
    expect(page.get_by_text("Checked in", exact=True)).to_be_visible()
    wrong = page.get_by_role("link", name="This is wrong").filter(has_text="Leo Reyes")
    wrong.click()
    page.get_by_label("Reason").fill("He was parking.")
    press(page, "Take it back")
    expect(page.get_by_role("heading", name="Still expected")).to_be_visible()
    assert session.during.upper > timezone.now() + HOUR / 2


def test_on_a_phone_the_client_says_what_somebody_may_hear_who_just_came(
    page: Page,
    live_server: Any,
    finn: User,
    let_in: Callable[[User], None],
    family: Client,
    ben: Contact,
) -> None:
    began = timezone.now() - 2 * MINUTE
    session = book(family, [ben], began, booked_at=timezone.now())
    let_in(finn)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{live_server.url}/sessions/{session.pk}/arrival/")
    follow(page, "Somebody else came")
    heading(page, "Somebody else came")
    page.get_by_label("Name").fill("Zoe Hart")
    page.get_by_label("Relationship").fill("aunt")
    page.get_by_label("Friend").check()
    press(page, "Sign here, on this screen")
    sign_by_typing(page)
    heading(page, "Add a person")
    press(page, "Add to the session")
    heading(page, "Who is here")
    expect(page.get_by_role("group", name="Zoe Hart")).to_be_visible()
    said = "Zoe Hart has not signed the acknowledgement: check-in waits for it."
    expect(page.get_by_text(said)).to_be_visible()
