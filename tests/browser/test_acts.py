"""How many acts it takes to book and to move, counted: a click, or a field that is filled in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from clients.models import Client, Contact
from collateral.models import Session, Status
from practice.formats import say_weekday
from practice.models import User
from tests.booked import book
from tests.browser.steps import BOOK, heading
from tests.cast import contact_of
from tests.clock import DAY, HOUR, afternoon
from tests.revoked import revoke
from tests.signed import sign
from tests.working import works

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


class Acts:
    """What someone does on a page, counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def follow(self, name: str) -> None:
        self._click(self.page.get_by_role("link", name=name).first)

    def press(self, name: str) -> None:
        self._click(self.page.get_by_role("button", name=name).first)

    def tick(self, name: str) -> None:
        self._click(self.page.get_by_role("checkbox", name=name))

    def _click(self, what: object) -> None:
        self.count += 1
        what.click()  # type: ignore[attr-defined]


@pytest.fixture
def monday() -> datetime:
    """Three o’clock on a Monday in two weeks."""
    return afternoon(14 - timezone.localdate().weekday())


@pytest.fixture(params=["ada", "finn"])
def acts(
    request: pytest.FixtureRequest,
    page: Page,
    family: Client,
    let_in: Callable[[User], None],
) -> Acts:
    """Of Jordan's own clinician, and of the front desk."""
    let_in(request.getfixturevalue(request.param))
    page.set_viewport_size({"width": 1280, "height": 1100})
    return Acts(page)


def booked(acts: Acts) -> Session:
    expect(acts.page.get_by_role("status").first).to_contain_text("Booked")
    made = Session.objects.order_by("pk").last()
    assert made
    return made


def test_a_free_time_takes_one(
    acts: Acts, family: Client, ada: User, maria: Contact
) -> None:
    works(ada, range(7), 9, 10)
    acts.page.goto(f"/clients/{family.pk}/")
    acts.follow("Find a time")
    expect(acts.page.get_by_role("link", name="9:00 am").first).to_be_visible()
    assert acts.count == 1


def test_five_held_sessions_take_three(
    page: Page,
    family: Client,
    let_in: Callable[[User], None],
    ada: User,
    maria: Contact,
    monday: datetime,
) -> None:
    """With Maria, who stays, and Sam, whose release was revoked."""
    sam = contact_of(family, "Sam Lee")
    release = sign(sam)
    for week in range(5):
        book(family, [maria, sam], monday + week * 7 * DAY)
    revoke(release, "asked", ada)
    let_in(ada)
    acts = Acts(page)
    page.goto("/needs/")
    acts.follow("Decide")
    acts.follow("Decide about all five sessions on hold with Sam Lee")
    acts.press("Go on without")
    expect(page.get_by_role("status").first).to_contain_text("five sessions")
    held = Session.objects.filter(status=Status.HELD)
    assert (acts.count, held.count()) == (3, 0)


def test_a_first_booking_from_the_clients_page_takes_four(
    acts: Acts, family: Client, ada: User, maria: Contact
) -> None:
    works(ada, range(7), 9, 10)
    acts.page.goto(f"/clients/{family.pk}/")
    acts.follow("Find a time")
    acts.follow("9:00 am")
    acts.tick("Maria Reyes")
    acts.press(BOOK)
    made = booked(acts)
    assert [seat.contact for seat in made.participants.all()] == [maria]
    assert timezone.localtime(made.during.lower).hour == 9
    assert acts.count == 4


def test_one_as_last_time_from_the_clients_page_takes_three(
    acts: Acts, family: Client, ada: User, maria: Contact, monday: datetime
) -> None:
    works(ada, range(7), 9, 10)
    book(family, [maria], monday)
    acts.page.goto(f"/clients/{family.pk}/")
    acts.follow("Find a time")
    acts.follow("9:00 am")
    acts.press(BOOK)
    made = booked(acts)
    assert [seat.contact for seat in made.participants.all()] == [maria]
    assert acts.count == 3


def test_a_booking_from_an_empty_time_of_the_week_takes_three(
    acts: Acts, family: Client, ada: User, maria: Contact, monday: datetime
) -> None:
    book(family, [maria], monday)
    day = timezone.localdate(monday)
    acts.page.goto(f"/week/{day.isoformat()}/?show=clinician-{ada.pk}")
    tuesday = say_weekday(day + DAY)
    acts.follow(f"Book {tuesday}, 4:00 pm")
    acts.follow("As last time, with Maria Reyes")
    acts.press(BOOK)
    made = booked(acts)
    assert made.during.lower == monday + DAY + HOUR
    assert made.clinician == ada
    assert acts.count == 3


def test_a_move_to_a_free_time_takes_one(
    acts: Acts, family: Client, ada: User, maria: Contact, monday: datetime
) -> None:
    works(ada, range(7), 9, 10)
    session = book(family, [maria], monday)
    acts.page.goto(f"/sessions/{session.pk}/move/")
    heading(acts.page, "Move this session")
    acts.press("9:00 am")
    expect(acts.page.get_by_role("status").first).to_contain_text("Moved to")
    session.refresh_from_db()
    assert timezone.localtime(session.during.lower).hour == 9
    assert acts.count == 1
