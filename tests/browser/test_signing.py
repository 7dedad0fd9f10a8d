"""Signature on the screen: drawn, typed, initialed, and never with a part missing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from clients.models import Client, Contact
from practice.models import User
from releases.models import Release, ReleaseDraft
from tests.browser.steps import (
    draw,
    follow,
    give_back,
    heading,
    make_the_mark,
    press,
    sign_by_typing,
    type_the_mark,
    up_to_the_mark,
    up_to_who_signs,
)
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
    page.locator("main form").first.evaluate("form => { form.noValidate = true }")


def test_a_release_is_drawn_with_the_mouse(
    adas_page: Page, ada: User, ben: Contact, unprinted: None
) -> None:
    page = signing(adas_page, draft_for(ben, ada))
    up_to_the_mark(page)
    draw(page)
    make_the_mark(page)
    give_back(page)
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
    up_to_the_mark(page)
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
    make_the_mark(page)
    give_back(page)
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
    up_to_the_mark(page)
    page.get_by_label("Initials to share: Substance use").fill("JR")
    without_the_browsers_help(page)
    press(page, "Go on")
    expect(page.get_by_role("alert")).to_contain_text("Initial this")
    page.get_by_label("Initials to share: HIV").fill("JR")
    press(page, "Go on")
    type_the_mark(page)
    give_back(page)
    heading(page, "Release for Ben Hart")
    expect(page.get_by_role("main")).to_contain_text("initialed JR")


def test_what_is_not_initialed_can_be_taken_off(
    adas_page: Page, ada: User, ben: Contact
) -> None:
    page = signing(adas_page, draft_for(ben, ada, sensitive_topics=["hiv"]))
    up_to_the_mark(page)
    without_the_browsers_help(page)
    press(page, "Go on")
    expect(page.get_by_role("alert")).to_contain_text("or take it off the release")
    follow(page, "Hand it back")
    give_back(page)
    follow(page, "Sign on the screen")
    follow(page, "Change what it says")
    only = page.get_by_role("group", name="Only what is ticked here")
    only.get_by_role("checkbox", name="HIV").uncheck()
    press(page, "Save, then sign on the screen")
    expect(page.get_by_text("needs initials")).to_have_count(0)
    page.get_by_role("main").get_by_role("link", name="Jordan Reyes").click()
    heading(page, "Jordan Reyes")


def test_nothing_is_signed_while_a_part_is_missing(
    adas_page: Page, ada: User, ben: Contact
) -> None:
    page = signing(adas_page, draft_for(ben, ada))
    up_to_who_signs(page)
    page.get_by_label("Full name of the signer").fill("")
    without_the_browsers_help(page)
    press(page, "Go on")
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_label("Full name of the signer")).to_have_attribute(
        "aria-invalid", "true"
    )
    page.get_by_label("Full name of the signer").fill("Jordan Reyes")
    press(page, "Go on")
    without_the_browsers_help(page)
    press(page, "Sign", exact=True)
    problems = page.get_by_role("alert")
    expect(problems).to_be_focused()
    expect(problems.get_by_role("listitem")).to_have_count(2)
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
    to = page.get_by_role("group", name="Whom you hand it to").get_by_role("radio")
    expect(to).to_have_count(3)
    up_to_the_mark(page, "Rosa Vance")
    expect(page.get_by_role("alert")).to_contain_text("Describe the signer's authority")
    page.get_by_label("Authority to act").fill("mother, with legal custody")
    press(page, "Go on")
    type_the_mark(page, "Rosa Vance")
    give_back(page)
    heading(page, "Release for Rosa Vance")


@pytest.mark.parametrize(
    ("to", "asked", "said"),
    [
        ("parent or guardian", "Authority to act", "Your child stays the client."),
        ("Teo Vance", "Ground on which a minor", "You stay the client."),
        ("agent", "Authority to act", "Your child stays the client."),
    ],
)
def test_each_right_is_told_and_asked_what_concerns_it(
    adas_page: Page,
    ada: User,
    teo: Client,
    rosa: Contact,
    to: str,
    asked: str,
    said: str,
) -> None:
    Client.objects.filter(pk=teo.pk).update(state="IL")
    page = signing(adas_page, draft_for(rosa, ada))
    page.get_by_role("radio", name=to).check()
    press(page, "Hand over")
    heading(page, "What Rosa Vance may hear")
    page.locator("details.rights").evaluate("each => { each.open = true }")
    expect(
        page.get_by_text("stays the client.").or_(page.get_by_text("You stay"))
    ).to_have_count(1)
    expect(page.get_by_text(said)).to_be_visible()
    press(page, "I have read it")
    page.get_by_label("I can read this page").check()
    press(page, "I agree to sign on the screen")
    expect(page.get_by_label(asked)).to_be_visible()
    expect(
        page.get_by_label("uthority to act").or_(page.get_by_label("Ground"))
    ).to_have_count(1)


def test_the_page_to_hand_over_reads_as_to_whom_it_is_handed(
    adas_page: Page, ada: User, rosa: Contact
) -> None:
    page = signing(adas_page, draft_for(rosa, ada))
    to_a_parent = page.get_by_text("may hear about your child’s")
    to_the_client = page.get_by_text("may hear about your visits")
    for right, read, unread in (
        ("A parent or guardian", to_a_parent, to_the_client),
        ("Teo Vance", to_the_client, to_a_parent),
        ("An agent", to_a_parent, to_the_client),
    ):
        page.get_by_role("radio", name=right).check()
        expect(read).to_be_visible()
        expect(unread).to_be_hidden()
