"""Every page, for every role, by day and by night, wide, on a phone, and enlarged."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.utils import timezone
from playwright.sync_api import Page

from clients.ledger import record
from clients.models import Client, Contact, EventKind
from collateral.models import Session, Status
from practice.models import User
from tests.booked import book
from tests.browser.everywhere import FORMS, PAGES
from tests.browser.steps import BOOK, plan, press
from tests.cast import authority_of, contact_of
from tests.clock import DAY, HOUR, afternoon
from tests.on_paper import form_entered
from tests.privacy.repeated import repeated
from tests.revoked import facts_of, revocation_of, revoke
from tests.signed import draft_for, sign

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.long,
]

LONG = "Wolfeschlegelsteinhausenbergerdorff Maria-Antonia de la Santísima Trinidad"
WIDE, PHONE, SMALL = 1280, 390, 320


@pytest.fixture
def ids(
    ada: User, nora: User, finn: User, family: Client, ben: Contact, leo: Contact
) -> dict[str, Any]:
    """A practice with something of everything, and names that are hard on a page."""
    omar = contact_of(family, "عمر الفاروق", "stepfather")
    long = contact_of(family, LONG, "grandmother on the mother’s side")
    sign(omar, ends=timezone.now() + 20 * DAY)
    sign(long)
    draft = draft_for(leo, ada, sensitive_topics=["substance_use", "hiv"])
    standing = book(family, [omar, long], afternoon(1))
    held = book(family, [ben, long], afternoon(2))
    book(family, [omar], afternoon(3), status=Status.CANCELLED)
    began = timezone.now() - HOUR
    past = book(family, [omar], began, booked_at=began - HOUR)
    revoked = family.releases.get(contact=ben)
    revoke(revoked, "Jordan asked by phone", ada)
    vera = contact_of(family, "Vera Ito")
    wanted = revocation_of(vera, ada, wants="witnessed")
    wanted.save()
    sign(vera, **facts_of(wanted))
    papers = authority_of(family, ada, "Ida Lind", "letters")
    ends = sign(contact_of(family, "Kay Ito"), expires_event="Jordan moves out")
    agent = {"capacity": "agent", "authority": "agent", "signer": LONG}
    paper = form_entered(family, finn, **agent)
    record(
        EventKind.REFUSED,
        family,
        ada,
        contact=leo,
        code="NO_ROI",
        starts="2027-01-12T20:00:00+00:00",
    )
    return {
        "ada": ada.pk,
        "client": family.pk,
        "contact": omar.pk,
        "leo": leo.pk,
        "draft": draft.pk,
        "release": family.releases.get(contact=omar).pk,
        "revoked": revoked.pk,
        "session": standing.pk,
        "held": held.pk,
        "past": past.pk,
        "ends": ends.pk,
        "wanted": wanted.pk,
        "papers": papers.pk,
        "form_paper": paper.pk,
        "series": repeated(family, ada, "Ito").series.pk,
        "day": timezone.localdate(standing.during.lower).isoformat(),
    }


def faults(page: Page) -> Iterator[str]:
    """What hinders anyone on the page as it stands: at both widths, day and night."""
    page.evaluate(AXE_SCRIPT)
    page.emulate_media(reduced_motion="reduce")  # colors are there at once
    page.emulate_media(color_scheme="dark")
    yield from violations(page, runOnly=["color-contrast"])
    page.emulate_media(color_scheme="light")
    for width in (PHONE, WIDE):
        page.set_viewport_size({"width": width, "height": 800})
        yield from violations(page)
        yield from too_wide(page, width)
    page.set_viewport_size({"width": SMALL, "height": 800})
    yield from too_wide(page, SMALL)
    page.set_viewport_size({"width": WIDE, "height": 800})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    yield from too_wide(page, WIDE)


def violations(page: Page, **options: Any) -> Iterator[str]:
    # No rule that is on reads style sheets, which would be fetched anew each time.
    options |= {"resultTypes": ["violations"], "preload": False}
    result = page.evaluate("options => axe.run(document, options)", options)
    for found in result["violations"]:
        places = [node["target"] for node in found["nodes"]]
        yield f"{page.url} {found['id']} {places}"


def too_wide(page: Page, width: int) -> Iterator[str]:
    """A page that has to be scrolled sideways."""
    if (needs := page.evaluate("document.documentElement.scrollWidth")) > width:
        yield f"{page.url} is {needs} wide at {width}"


@pytest.mark.parametrize("who", PAGES)
def test_every_page_is_open_to_everyone(
    page: Page,
    who: str,
    ids: dict[str, Any],
    let_in: Callable[[User], None],
) -> None:
    let_in(User.objects.get(username=who))
    found = []
    for path in PAGES[who].split():
        page.goto(path.format(**ids))
        found += faults(page)
    assert found == []


@pytest.fixture
def adas(adas_page: Page, ids: dict[str, int]) -> Page:
    """Ada's page, before it goes anywhere."""
    return adas_page


def test_every_form_that_comes_back_is_open_to_everyone(
    adas: Page, ids: dict[str, int]
) -> None:
    found = []
    for path, button in FORMS.items():
        adas.goto(path.format(**ids))
        adas.locator("main form").evaluate_all(
            "forms => { for (const form of forms) form.noValidate = true }"
        )
        # What is filled in beforehand would be in order.
        adas.locator("main input[type=date]").evaluate_all(
            "days => { for (const day of days) day.value = '' }"
        )
        press(adas, button, exact=True)
        adas.get_by_role("alert").wait_for()
        found += faults(adas)
    assert found == []


def test_a_refusal_and_the_panel_are_open_to_everyone(
    adas: Page, ids: dict[str, int]
) -> None:
    before = Session.objects.count()
    adas.goto("/clients/{client}/sessions/new/".format(**ids))
    plan(adas, ["عمر الفاروق", LONG, "Leo Reyes", "Ben Hart"], afternoon(40))
    adas.get_by_role("complementary").get_by_text("before the session").first.wait_for()
    found = [*faults(adas)]
    press(adas, BOOK)
    adas.get_by_role("heading", name="This session was not booked").wait_for()
    found += faults(adas)
    assert Session.objects.count() == before
    assert found == []
