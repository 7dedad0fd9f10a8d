"""What was typed and refused waits for what it lacked, and comes back for nothing else."""

from __future__ import annotations

import time
from typing import Any

import pytest
from django.test import Client as Browser

from clients.models import Client, Contact
from collateral.booking.form import BookingForm
from collateral.models import Session
from tests.booked import book, typed
from tests.cast import contact_of
from tests.clock import HOUR, afternoon
from tests.privacy.typed import signature
from tests.room import sign_in_room
from tests.said import errors_in
from tests.signed import draft_for, sign

pytestmark = pytest.mark.usefixtures("unprinted")

LATE = afternoon(5)


@pytest.fixture
def session(jordan: Client, ben: Contact) -> Session:
    """Jordan with Ben, who is covered until then and no longer."""
    sign(ben, ends=afternoon(3) + HOUR)
    return book(jordan, [ben], afternoon(3))


@pytest.fixture
def moving(adas: Browser, session: Session) -> str:
    """The page on which a move of it was refused."""
    page = f"/sessions/{session.pk}/move/"
    assert adas.post(page, typed([], LATE)).status_code == 409
    return page


def signed_by(browser: Browser, contact: Contact) -> Any:
    """The answer to a release for ``contact`` that is signed on the screen."""
    draft = draft_for(contact, contact.client.clinician)
    sends = signature(draft) | {"signer": "Jordan Reyes", "typed_name": "Jordan Reyes"}
    sends |= {"capacity": "client", "witness": ""}
    return sign_in_room(browser, f"/drafts/{draft.pk}/signature/", sends)


def day_in(page: Any) -> Any:
    return page.context["form"]["date"].value()


def test_a_refused_move_is_not_shown_to_who_comes_to_move_it_anew(
    adas: Browser, moving: str
) -> None:
    page = adas.get(moving)
    assert str(day_in(page)) == afternoon(3).date().isoformat()
    assert 'href="?kept=1">Show it again' in page.content.decode()
    asked = adas.get(f"{moving}?kept=1")
    assert str(day_in(asked)) == LATE.date().isoformat()
    assert asked.context["moving"].proposal.during.lower == LATE
    said = errors_in(asked)
    assert "it was refused then. The session is still at" in said


def test_the_release_that_it_lacked_leads_back_to_it(
    adas: Browser, moving: str, ben: Contact
) -> None:
    assert signed_by(adas, ben).url == f"{moving}?kept=1"


def test_another_persons_release_does_not(
    adas: Browser, moving: str, maria: Contact
) -> None:
    assert signed_by(adas, maria).url.startswith("/releases/")


def test_nor_does_one_signed_long_after(
    adas: Browser, moving: str, ben: Contact, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = time.time() + 61 * 60
    monkeypatch.setattr("collateral.gate.unsent.time.time", lambda: later)
    assert signed_by(adas, ben).url.startswith("/releases/")


def test_what_is_refused_for_a_session_that_has_moved_since_is_gone(
    adas: Browser, session: Session, ben: Contact
) -> None:
    page = f"/sessions/{session.pk}/move/"
    version = adas.get(page).context["form"].version_now
    adas.post(page, typed([], LATE, version=version))
    Session.objects.update(during=(afternoon(2), afternoon(2) + HOUR))
    shown = adas.get(f"{page}?kept=1")
    assert str(day_in(shown)) == afternoon(2).date().isoformat()
    assert "Show it again" not in errors_in(shown)


@pytest.mark.parametrize(
    "path", ["/sessions/7/shift/", "/nowhere/", "/sessions/999999/move/"]
)
def test_an_address_that_leads_nowhere_now_does_not_stop_a_signature(
    adas: Browser, moving: str, ben: Contact, path: str
) -> None:
    store = adas.session
    store["unsent"] = {path: store["unsent"][moving]}
    store.save()
    signed = signed_by(adas, ben)
    assert signed.url.startswith("/releases/")
    assert adas.get(signed.url).status_code == 200


def test_a_session_that_was_cancelled_or_given_away_is_not_led_back_to(
    adas: Browser, moving: str, ben: Contact
) -> None:
    Session.objects.update(status="cancelled")
    assert signed_by(adas, ben).url.startswith("/releases/")


# Someone new


def test_who_is_added_on_the_way_is_ticked_beside_what_was_typed(
    adas: Browser, jordan: Client, ben: Contact
) -> None:
    plan, coverage = (
        f"/clients/{jordan.pk}/sessions/new/",
        f"/clients/{jordan.pk}/coverage/",
    )
    page = adas.get(plan).content.decode()
    assert 'name="add"' in page
    sent = typed([ben], LATE, topics="Sleep and screens", add="1")
    asked = adas.post(coverage, sent)
    assert asked.url == f"/clients/{jordan.pk}/contacts/new/"
    new = {"name": "Leo Reyes", "relationship": "brother", "language": "English"}
    added = adas.post(asked.url, new)
    assert added.url == f"{plan}?kept=1"
    leo = jordan.contacts.get(name="Leo Reyes")
    form: BookingForm = adas.get(added.url).context["form"]
    assert form.chosen() == {ben.pk, leo.pk}
    assert form["topics"].value() == "Sleep and screens"
    assert signed_by(adas, leo).url == f"{plan}?kept=1"


def test_who_is_added_for_nothing_leads_to_the_client(
    adas: Browser, jordan: Client, ben: Contact
) -> None:
    other = f"/clients/{jordan.pk}/contacts/new/"
    new = {"name": "Leo Reyes", "relationship": "brother", "language": "English"}
    adas.post(f"/clients/{jordan.pk}/sessions/new/", typed([ben], LATE))
    assert adas.post(other, new).url == f"/clients/{jordan.pk}/"


def test_enter_books_and_neither_adds_nor_starts_afresh(
    adas: Browser, jordan: Client, ben: Contact
) -> None:
    plan = f"/clients/{jordan.pk}/sessions/new/"
    contact_of(jordan, "Leo Reyes", "brother")
    adas.post(plan, typed([ben], LATE))
    page = adas.get(plan).content.decode().partition("<main")[2]
    assert "Start afresh" in page
    assert page.index('<button form="booking" hidden>') < page.index("Start afresh")
    assert page.index("Start afresh") < page.index('name="add"')
