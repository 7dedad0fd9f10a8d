"""Reminders by mail, from the client's page to the link that stops them: each page open to
everyone, in each state that it may be in.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from clients.models import Client, Contact
from collateral.models import MailConsent, Session
from collateral.reminders.due import Due
from practice.models import User
from tests.agreed import reminded_at
from tests.booked import book
from tests.browser.steps import follow, heading, press
from tests.browser.test_access import faults
from tests.clock import DAY
from tests.mailing import Server
from tests.signed import sign

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.long,
]

BENS = "ben@hart.example"


@pytest.fixture
def session(jordan: Client, ben: Contact, maria: Contact) -> Session:
    """In six days, booked two weeks ago."""
    for each in (ben, maria):
        sign(each, timezone.now() - 30 * DAY)
    starts = timezone.now() + timedelta(days=6)
    booked_at = timezone.now() - 14 * DAY
    return book(jordan, [ben, maria], starts, booked_at=booked_at)


def test_someone_is_asked_reminded_and_stops_it(
    post: Server, adas_page: Page, session: Session, ben: Contact
) -> None:
    page, theirs, found = adas_page, f"/clients/{ben.client_id}/", []
    page.goto(theirs)
    found += faults(page)
    follow(page, "no e-mail address on file for Ben Hart")
    heading(page, "Reminders by mail")
    found += faults(page)
    follow(page, "Enter an address")
    page.get_by_label("E-mail").fill(BENS)
    press(page, "Save")
    page.wait_for_url(f"**{theirs}")
    follow(page, "not asked yet for Ben Hart")
    found += faults(page)
    page.locator("main form").evaluate("form => { form.noValidate = true }")
    press(page, "Remind them by mail")
    page.get_by_role("alert").wait_for()
    found += faults(page)
    for each in page.get_by_role("checkbox").all():
        each.check()
    press(page, "Remind them by mail")
    expect(page.get_by_role("heading", name="They are reminded")).to_be_visible()
    found += faults(page)
    page.goto(f"/sessions/{session.pk}/")
    expect(page.get_by_text("The first is due now")).to_be_visible()
    expect(page.get_by_text("Not reminded: no e-mail address on file.")).to_be_visible()
    found += faults(page)

    consent = MailConsent.objects.get()
    token = reminded_at(Due(session.pk, ben.pk, 1, consent.pk))
    page.reload()
    expect(page.get_by_text("Reminded by mail")).to_be_visible()
    found += faults(page)
    Contact.objects.filter(pk=ben.pk).update(email="b@hart.example")
    page.goto(f"/contacts/{ben.pk}/mail/")
    expect(
        page.get_by_role("heading", name="Their address has changed")
    ).to_be_visible()
    found += faults(page)

    page.context.clear_cookies()
    page.goto(f"/reminders/stop/{token}/")
    heading(page, "Stop the reminders?")
    found += faults(page)
    page.get_by_role("button", name="Send me no more").click()
    heading(page, "No more reminders")
    found += faults(page)
    consent.refresh_from_db()
    assert consent.withdrawn_at
    assert found == []


def test_the_daily_mail_and_the_sheet_without_network_are_open_to_everyone(
    page: Page, finn: User, let_in: Callable[[User], None], session: Session
) -> None:
    let_in(finn)
    page.goto("/own-mail/")
    found = [*faults(page)]
    page.locator("main form").first.evaluate("form => { form.noValidate = true }")
    page.get_by_label("Your e-mail address at work").fill("nobody")
    page.locator("main form button").first.click()
    page.get_by_role("alert").wait_for()
    found += faults(page)
    day = timezone.localdate(session.during.lower)
    page.goto(f"/day/{day.isoformat()}/")
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    page.context.set_offline(True)
    page.goto(f"/day/{day.isoformat()}/")
    expect(page.get_by_text("There is no network.")).to_be_visible()
    found += faults(page)
    assert found == []
