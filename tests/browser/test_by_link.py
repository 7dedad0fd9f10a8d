"""Signing by a link, from the screen of the practice to a phone, and back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from clients.models import Client, Contact
from practice.models import User
from releases.models import FormKind, LinkState, Release, SignatureLink
from tests.signed import draft_for

pytestmark = [pytest.mark.browser, pytest.mark.long]


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """Jordan's own, on which nobody is signed in."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


def fits(page: Page) -> bool:
    """Whether nobody scrolls sideways."""
    wide: bool = page.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    )
    return wide


def test_jordan_signs_on_his_own_phone(
    adas_page: Page, phone: Page, ben: Contact, ada: User, live_server: object
) -> None:
    draft = draft_for(ben, ada)
    adas_page.goto(f"{live_server}/drafts/{draft.pk}/")
    adas_page.get_by_role("link", name="Send a link").click()
    adas_page.get_by_label("Jordan Reyes").check()
    adas_page.get_by_label("Their own").check()
    adas_page.get_by_role("button", name="Make the link").click()
    expect(adas_page.get_by_role("heading", level=2)).to_contain_text("own phone")
    address = adas_page.locator("code").inner_text()

    phone.goto(address)
    assert "Jordan" not in phone.content()
    assert fits(phone)
    phone.locator("[name=born]").fill("1990-05-03")
    phone.get_by_role("button", name="Open it").click()
    expect(phone.locator("strong")).to_contain_text("This is not the date")
    phone.locator("[name=born]").fill("1990-05-02")
    phone.get_by_role("button", name="Open it").click()
    phone.wait_for_url("**/room/read/")
    assert address not in phone.evaluate("document.referrer")

    while "/room/leaving/" not in phone.url:
        assert fits(phone)
        _do_what_it_asks(phone)
    expect(phone.get_by_text("You may close this page.")).to_be_visible()
    assert "Jordan" not in phone.content()
    assert Release.objects.filter(draft=draft).exists()
    assert SignatureLink.objects.get().state == LinkState.USED

    phone.goto(address)
    expect(phone.get_by_role("heading")).to_have_text("This link opens nothing")
    phone.goto(f"{live_server}/drafts/{draft.pk}/")
    assert "/sign-in/" in phone.url


def _do_what_it_asks(phone: Page) -> None:
    if phone.url.endswith("/mark/"):
        phone.get_by_label("Type").first.check()
        phone.locator("[name=typed_name]").fill("Jordan Reyes")
        phone.locator("[name=intends]").check()
    here = phone.url
    agree = phone.locator("input[type=checkbox][name=agree]")
    if agree.count():
        agree.check()
    phone.locator(".either button").click()
    phone.wait_for_url(lambda url: url != here)


def test_rosa_signs_a_form_on_her_own_phone(
    adas_page: Page, phone: Page, teo: Client, live_server: object
) -> None:
    adas_page.goto(f"{live_server}/clients/{teo.pk}/forms/")
    adas_page.locator("a[href$='/confidentiality/link/']").click()
    adas_page.get_by_label("A parent or guardian").check()
    adas_page.get_by_label("Their full name").fill("Rosa Vance")
    adas_page.get_by_label("Their own").check()
    adas_page.get_by_role("button", name="Make the link").click()
    expect(adas_page.get_by_role("heading", level=2)).to_contain_text("own phone")
    address = adas_page.locator("code").inner_text()

    phone.goto(address)
    assert "Teo" not in phone.content()
    assert fits(phone)
    phone.locator("[name=born]").fill(teo.date_of_birth.isoformat())
    phone.get_by_role("button", name="Open it").click()
    phone.wait_for_url("**/room/form/")
    expect(phone.get_by_text("Rosa Vance, a parent or guardian")).to_be_visible()
    assert fits(phone)
    phone.get_by_label("By what right you sign").fill("mother")
    phone.get_by_label("Type").first.check()
    phone.locator("[name=typed_name]").fill("Rosa Vance")
    phone.locator("[name=screen]").check()
    phone.locator("[name=intends]").check()
    phone.get_by_role("button", name="Sign", exact=True).click()
    expect(phone.get_by_text("You may close this page.")).to_be_visible()
    assert fits(phone)
    assert "Teo" not in phone.content()
    form = teo.forms.get(kind=FormKind.CONFIDENTIALITY)
    assert (form.signer, form.link) == ("Rosa Vance", SignatureLink.objects.get())

    phone.goto(address)
    expect(phone.get_by_role("heading")).to_have_text("This link opens nothing")
    adas_page.goto(f"{live_server}/clients/{teo.pk}/forms/")
    expect(adas_page.get_by_text("by a link")).to_be_visible()
