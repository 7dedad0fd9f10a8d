"""The last day sheet stays readable without network, and is gone with whoever opened it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Error, Page, expect

from clients.models import Client, Contact
from practice.models import User
from tests.booked import book
from tests.browser.steps import heading, press
from tests.clock import afternoon
from tests.signed import sign

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.long,
]

KEPT = """async () => {
    const sheet = await caches.match("/day/", { cacheName: "day-sheet" });
    return sheet ? sheet.text() : "";
}"""
READY = "() => navigator.serviceWorker.ready.then(() => true)"


@pytest.fixture
def day(jordan: Client, ben: Contact) -> str:
    """A day with a session of Jordan’s and Ben’s, which is on no other day’s sheet."""
    sign(ben, afternoon(-30))
    session = book(jordan, [ben], afternoon(10))  # later than any next working day
    return f"/day/{session.during.lower.astimezone():%Y-%m-%d}/"


@pytest.fixture
def desk(page: Page, finn: User, let_in: Callable[[User], None], day: str) -> Page:
    """Finn has opened that day, and its sheet is kept."""
    let_in(finn)
    page.goto(day)
    press(page, "Show names")
    expect(page.get_by_text("Jordan Reyes")).to_be_visible()
    page.goto(day)
    page.evaluate(READY)
    page.wait_for_function(KEPT)
    return page


def away(page: Page) -> None:
    page.context.set_offline(True)


def test_the_last_one_is_read_without_network_as_it_is_printed(
    desk: Page, day: str
) -> None:
    title = desk.locator("h1").inner_text()
    away(desk)
    for address in ("/day/", day):
        desk.goto(address)
        heading(desk, title)
        expect(
            desk.get_by_text("There is no network. This is how it stood")
        ).to_be_visible()
        expect(desk.get_by_text("Ben Hart").first).to_be_visible()
        expect(desk.get_by_text("J.R.")).to_be_visible()
        expect(
            desk.locator("form, a, script, [name=csrfmiddlewaretoken]")
        ).to_have_count(0)
        assert "Jordan" not in desk.content()
        assert (
            desk.evaluate("getComputedStyle(document.querySelector('.panel')).padding")
            != "0px"
        )
    desk.context.set_offline(False)
    desk.goto(day)
    expect(desk.get_by_text("There is no network")).to_be_hidden()
    expect(desk.get_by_role("button", name="Sign out")).to_be_visible()


def test_no_other_page_is_kept(desk: Page, jordan: Client) -> None:
    desk.goto(f"/clients/{jordan.pk}/")
    away(desk)
    with pytest.raises(Error):
        desk.goto(f"/clients/{jordan.pk}/")


def test_who_signs_out_leaves_none(desk: Page, day: str) -> None:
    press(desk, "Sign out")
    heading(desk, "Sign in")
    assert desk.evaluate("() => caches.keys()") == []
    assert (
        desk.evaluate(
            "() => navigator.serviceWorker.getRegistrations().then((r) => r.length)"
        )
        == 0
    )
    away(desk)
    with pytest.raises(Error):
        desk.goto(day)


def test_who_was_signed_out_leaves_none_once_the_door_is_seen(
    desk: Page, day: str
) -> None:
    desk.context.clear_cookies(name="sessionid")
    desk.goto(day)
    heading(desk, "Sign in")
    desk.wait_for_function("() => caches.keys().then((found) => !found.length)")
    away(desk)
    with pytest.raises(Error):
        desk.goto(day)


def test_whoever_signs_in_after_them_finds_none(
    desk: Page, day: str, ada: User, let_in: Callable[[User], None]
) -> None:
    let_in(ada)
    desk.goto("/week/")
    desk.wait_for_function("() => caches.keys().then((found) => !found.length)")
    away(desk)
    with pytest.raises(Error):
        desk.goto(day)


def test_a_page_left_open_drops_it_as_it_hears_that_they_are_out(
    desk: Page, day: str
) -> None:
    desk.goto("/clients/")
    assert desk.evaluate(KEPT)
    desk.context.clear_cookies(name="sessionid")
    desk.get_by_label("Find a client").fill("J")
    desk.wait_for_function("() => caches.keys().then((found) => !found.length)")


def test_it_ends_with_the_longest_that_anybody_stays_signed_in(
    desk: Page, day: str
) -> None:
    hours_on = """async () => {
        const cache = await caches.open("day-sheet");
        const sheet = await cache.match("/day/");
        const headers = new Headers(sheet.headers);
        headers.set("X-Until", Date.now() - 1);
        await cache.put("/day/", new Response(await sheet.text(), { headers }));
    }"""
    desk.evaluate(hours_on)
    away(desk)
    with pytest.raises(Error):
        desk.goto(day)


def test_the_next_day_that_is_opened_takes_its_place(
    desk: Page, day: str, jordan: Client
) -> None:
    desk.goto("/day/")
    desk.wait_for_function(
        """async () => /Today (and|through) /.test(
            await (await caches.match("/day/"))?.text()
        )"""
    )
    assert "J.R." not in desk.evaluate(KEPT)
