"""A release, or a form beside it, is printed, signed with a pen, scanned, checked by
another, and counts.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from clients.models import Client, Contact
from practice.models import User
from releases.models import Box, Release, ReleaseDraft
from releases.models.by_hand import FORM_BOXES
from tests.browser.steps import BOOK, follow, heading, plan, press
from tests.clock import afternoon
from tests.formed import taken_back
from tests.releases.scans.papers import as_pdf, inked, sheets
from tests.signed import draft_for

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.long,
]


@pytest.fixture
def finns_page(
    browser: Browser, live_server: Any, finn: User, let_in: Callable[..., None]
) -> Any:
    """In a browser of his own, while Ada works in hers."""
    context = browser.new_context(base_url=live_server.url)
    let_in(finn, context)
    yield context.new_page()
    context.close()


def printed(page: Page, draft: ReleaseDraft) -> list[Any]:
    """Each page of ``draft`` as the printer lays it out."""
    answer = page.request.get(f"/drafts/{draft.pk}/paper/")
    assert answer.ok
    return sheets(answer.body())


def test_a_paper_makes_the_whole_round(
    adas_page: Page,
    finns_page: Page,
    ada: User,
    ben: Contact,
    maria: Contact,
    tmp_path: Path,
) -> None:
    draft, another = draft_for(ben, ada), draft_for(maria, ada)
    # Signed on the last page; scanned upside down, the last first, behind another form.
    *before, last = printed(adas_page, draft)
    upside_down = [each.rotate(180) for each in (inked(last), *reversed(before))]
    stack = tmp_path / "stack.pdf"
    stack.write_bytes(as_pdf([*printed(adas_page, another), *upside_down]))

    adas_page.goto(f"/drafts/{draft.pk}/")
    follow(adas_page, "It was signed on paper")
    heading(adas_page, "It was signed on paper")
    foot = draft.printouts.get().version[:12]
    adas_page.get_by_label("Date beside the signature").fill(
        timezone.localdate().isoformat()
    )
    adas_page.get_by_label("Version at the foot").fill(foot)
    adas_page.get_by_label("I have the paper before me").check()
    press(adas_page, "Enter the signed paper")
    heading(adas_page, "Check the paper for Ben Hart")
    expect(adas_page.locator("main")).to_contain_text("No page of it is scanned yet")

    adas_page.goto("/scans/")
    adas_page.get_by_label("Scans or photos").set_input_files(stack)
    press(adas_page, "Read these papers")
    expect(adas_page.locator("main")).to_contain_text("Ben Hart")

    starts = afternoon(20)
    adas_page.goto(f"/clients/{ben.client_id}/sessions/new/")
    plan(adas_page, ["Ben Hart"], starts)
    press(adas_page, BOOK)
    heading(adas_page, "not booked")
    main = adas_page.locator("main")
    expect(main).to_contain_text("counts once a second person has checked it")
    expect(main).to_contain_text("Signed, being checked")
    expect(
        main.get_by_role("link", name="Check the paper for Ben Hart")
    ).to_be_visible()

    finns_page.goto("/papers/")
    follow(finns_page, "Check")
    heading(finns_page, "Check the paper for Ben Hart")
    pictures = finns_page.get_by_role("img", name="as it was scanned")
    expect(pictures).to_have_count(draft.printouts.get().pages)
    for picture in pictures.all():
        assert picture.evaluate("each => each.decode().then(() => each.naturalWidth)")
    for number in range(len(Box)):
        finns_page.get_by_label("It fits").nth(number).check()
    press(finns_page, "Done")
    heading(finns_page, "Ben Hart")
    expect(finns_page.locator("main")).to_contain_text("checked against the paper")
    assert Release.objects.get().draft == draft

    adas_page.goto(f"/clients/{ben.client_id}/sessions/new/")
    plan(adas_page, ["Ben Hart"], starts)
    press(adas_page, BOOK)
    expect(adas_page.locator("main")).to_contain_text("Booked:")
    assert ben.seats.count() == 1


def test_a_form_makes_the_whole_round_beside_a_release(
    adas_page: Page,
    finns_page: Page,
    ada: User,
    teo: Client,
    rosa: Contact,
    tmp_path: Path,
) -> None:
    taken_back(teo.forms.get())
    forms = f"/clients/{teo.pk}/forms/"
    answer = adas_page.request.get(f"{forms}consent/paper/")
    assert answer.ok
    signed = [inked(each).rotate(180) for each in sheets(answer.body())]
    # Upside down, behind a release.
    stack = tmp_path / "stack.pdf"
    release = printed(adas_page, draft_for(rosa, ada))
    stack.write_bytes(as_pdf([*release, *reversed(signed)]))

    adas_page.goto("/scans/")
    adas_page.get_by_label("Scans or photos").set_input_files(stack)
    press(adas_page, "Read these papers")
    main = adas_page.locator("main")
    expect(main).to_contain_text("Teo Vance, consent to treat")
    adas_page.locator("a[href*='/forms/consent/filing/']").click()
    heading(adas_page, "Consent to treat, signed on paper")
    adas_page.get_by_label("A parent or guardian").check()
    adas_page.get_by_label("Full name of who signed").fill("Rosa Vance")
    adas_page.get_by_label("By what right they signed").fill("mother")
    adas_page.get_by_label("Signed on").fill(timezone.localdate().isoformat())
    adas_page.get_by_label("I have the paper before me").check()
    press(adas_page, "Enter the signed paper")
    heading(adas_page, "Check the paper: consent to treat")
    expect(main).to_contain_text("You entered this paper, so someone else checks it")
    adas_page.goto(forms)
    expect(main).to_contain_text("Signed, being checked")

    adas_page.goto(f"/clients/{teo.pk}/sessions/new/")
    plan(adas_page, ["Rosa Vance"], afternoon(20))
    press(adas_page, BOOK)
    heading(adas_page, "not booked")
    expect(main).to_contain_text("counts once a second person has checked it")

    finns_page.goto("/papers/")
    follow(finns_page, "Check")
    heading(finns_page, "Check the paper: consent to treat")
    picture = finns_page.get_by_role("img", name="as it was scanned").first
    assert picture.evaluate("each => each.decode().then(() => each.naturalWidth)")
    for number in range(len(FORM_BOXES)):
        finns_page.get_by_label("It fits").nth(number).check()
    press(finns_page, "Done")
    expect(finns_page.locator("main")).to_contain_text("checked against the paper")
    form = teo.forms.get(withdrawn_at=None)
    assert (form.signer, form.mark, form.whole) == ("Rosa Vance", "paper", True)
