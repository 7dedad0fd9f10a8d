"""Signature on the screen: drawn, typed, initialed, and never with a part missing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from clients.models import Client, Contact
from practice.models import User
from releases.models import Release, ReleaseDraft
from tests.browser.steps import draw, follow, heading, press, sign_by_typing
from tests.signed import draft_for

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.long,
]


def signing(page: Page, draft: ReleaseDraft) -> Page:
    page.goto(f"/drafts/{draft.pk}/signature/")
    return page


def without_the_browsers_help(page: Page) -> None:
    """Send what is filled in, whatever the browser thinks is missing."""
    page.locator("main form").evaluate("form => { form.noValidate = true }")


def test_a_release_is_drawn_with_the_mouse(
    adas_page: Page, ada: User, ben: Contact, unprinted: None
) -> None:
    page = signing(adas_page, draft_for(ben, ada))
    draw(page)
    page.get_by_label("I have read this release").check()
    press(page, "Sign the release")
    heading(page, "Release for Ben Hart")
    signature = Release.objects.get().document.signatures.get()
    assert signature.mark == "drawn"
    assert len(signature.strokes) == 2


def test_a_release_is_drawn_with_a_finger_on_a_phone(
    new_context: Callable[..., BrowserContext],
    let_in: Callable[..., None],
    ada: User,
    ben: Contact,
    unprinted: None,
) -> None:
    context = new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    let_in(ada, into=context)
    page = signing(context.new_page(), draft_for(ben, ada))
    page.get_by_label("Draw it").tap()
    pad = page.locator("canvas")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box
    finger = context.new_cdp_session(page)
    for kind, x in (("touchStart", 30), ("touchMove", 120), ("touchMove", 240)):
        points = [{"x": box["x"] + x, "y": box["y"] + 40}]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    # The drawing is what a finger did; a tap so soon after it may count for nothing.
    page.get_by_label("I have read this release").check()
    press(page, "Sign the release")
    heading(page, "Release for Ben Hart")
    assert len(Release.objects.get().document.signatures.get().strokes[0]) >= 2


def test_a_release_is_signed_by_typing(
    adas_page: Page, ada: User, ben: Contact, unprinted: None
) -> None:
    page = signing(adas_page, draft_for(ben, ada))
    sign_by_typing(page)
    heading(page, "Release for Ben Hart")
    expect(page.get_by_text("Active to")).to_be_visible()
    assert Release.objects.get().document.signatures.get().typed_name == "Jordan Reyes"


def test_what_is_sensitive_is_initialed_one_by_one(
    adas_page: Page, ada: User, ben: Contact, unprinted: None
) -> None:
    draft = draft_for(ben, ada, sensitive_topics=["substance_use", "hiv"])
    page = signing(adas_page, draft)
    page.get_by_label("Initials to share: Substance use").fill("JR")
    without_the_browsers_help(page)
    sign_by_typing(page)
    expect(page.get_by_role("alert")).to_contain_text("Initial this")
    assert not Release.objects.exists()
    page.get_by_label("Initials to share: HIV").fill("JR")
    sign_by_typing(page)
    heading(page, "Release for Ben Hart")
    expect(page.get_by_role("main")).to_contain_text("initialed JR")


def test_what_is_not_initialed_can_be_taken_off(
    adas_page: Page, ada: User, ben: Contact
) -> None:
    page = signing(adas_page, draft_for(ben, ada, sensitive_topics=["hiv"]))
    without_the_browsers_help(page)
    sign_by_typing(page)
    expect(page.get_by_role("alert")).to_contain_text("or take it off the release")
    follow(page, "Change what it says")
    only = page.get_by_role("group", name="Only what is ticked here")
    only.get_by_role("checkbox", name="HIV").uncheck()
    press(page, "Save, then sign on the screen")
    expect(page.get_by_label("Initials to share")).to_have_count(0)
    page.get_by_role("main").get_by_role("link", name="Jordan Reyes").click()
    heading(page, "Jordan Reyes")


def test_nothing_is_signed_while_a_part_is_missing(
    adas_page: Page, ada: User, ben: Contact
) -> None:
    page = signing(adas_page, draft_for(ben, ada))
    page.get_by_label("Full name of the signer").fill("")
    without_the_browsers_help(page)
    press(page, "Sign the release")
    problems = page.get_by_role("alert")
    expect(problems).to_be_focused()
    expect(problems.get_by_role("listitem")).to_have_count(3)
    expect(page.get_by_label("Full name of the signer")).to_have_attribute(
        "aria-invalid", "true"
    )
    assert not Release.objects.exists()


def test_a_release_is_not_prepared_while_a_part_is_missing(
    adas_page: Page, ben: Contact
) -> None:
    adas_page.goto(f"/contacts/{ben.pk}/release/")
    adas_page.get_by_label("From", exact=False).first.fill("")
    without_the_browsers_help(adas_page)
    press(adas_page, "Save, then sign on the screen")
    problems = adas_page.get_by_role("alert")
    for part in ("Tick at least one thing", "at least one reason", "From"):
        expect(problems).to_contain_text(part)
    assert not ReleaseDraft.objects.exists()


def test_a_parent_signs_for_a_child_and_says_by_what_right(
    adas_page: Page, ada: User, teo: Client, rosa: Contact, unprinted: None
) -> None:
    page = signing(adas_page, draft_for(rosa, ada))
    rights = page.get_by_role("group", name="Signing as").get_by_role("radio")
    expect(rights).to_have_count(3)
    expect(page.get_by_role("radio", name="A parent or guardian")).to_be_checked()
    page.get_by_label("Full name of the signer").fill("Rosa Vance")
    sign_by_typing(page, "Rosa Vance")
    expect(page.get_by_role("alert")).to_contain_text("Describe the signer's authority")
    page.get_by_label("Authority to act").fill("mother, with legal custody")
    sign_by_typing(page, "Rosa Vance")
    heading(page, "Release for Rosa Vance")


def test_each_right_asks_what_concerns_it(
    adas_page: Page, ada: User, rosa: Contact, ben: Contact, unprinted: None
) -> None:
    page = signing(adas_page, draft_for(rosa, ada))
    authority = page.get_by_label("Authority to act")
    ground = page.get_by_label("Ground on which a minor may consent alone")
    for right, asked, not_asked in (
        ("A parent or guardian", authority, ground),
        ("The client, a minor who may consent", ground, authority),
        ("A health care agent", authority, ground),
    ):
        page.get_by_role("radio", name=right).check()
        expect(asked).to_be_visible()
        expect(not_asked).to_be_hidden()
    page = signing(adas_page, draft_for(ben, ada))
    expect(authority).to_be_hidden()
    expect(ground).to_have_count(0)


def test_whoever_signs_reads_what_is_said_to_them(
    adas_page: Page, ada: User, rosa: Contact
) -> None:
    page = signing(adas_page, draft_for(rosa, ada))
    page.locator("details.rights").evaluate_all(
        "all => all.map(each => each.open = true)"
    )
    to_a_parent = page.get_by_text("Your child stays the client.")
    to_the_client = page.get_by_text("You stay the client.")
    for right, read, unread in (
        ("A parent or guardian", to_a_parent, to_the_client),
        ("The client, a minor", to_the_client, to_a_parent),
        ("A health care agent", to_a_parent, to_the_client),
    ):
        page.get_by_role("radio", name=right).check()
        expect(read).to_be_visible()
        expect(unread).to_be_hidden()
