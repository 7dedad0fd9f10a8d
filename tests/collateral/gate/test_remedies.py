"""What the answer *not booked* offers can be done by whom it is offered to."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time, timedelta

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client, Contact
from collateral.models import Session, Status
from practice.models import User
from practice.spans import local_instant
from tests.booked import book, typed
from tests.clock import DAY, HOUR, afternoon
from tests.collateral.rule.scheduling import HTMX, JSON, move
from tests.releases.history.happenings import words
from tests.revoked import revoke
from tests.signed import draft_for, sign

TOMORROW = timezone.localdate() + DAY
MIDNIGHT = time(0)


def saturday() -> date:
    """In some days; before one of these, no day is passed over."""
    day = timezone.localdate() + 3 * DAY
    return day + timedelta(days=(5 - day.weekday()) % 7)


@pytest.fixture
def session(jordan: Client, ben: Contact) -> Session:
    """Booked ten days ago for tomorrow, and covered until then."""
    now = timezone.now()
    sign(ben, now - 20 * DAY, afternoon(1) + HOUR)
    return book(jordan, [ben], afternoon(1), booked_at=now - 10 * DAY)


def earlier_times(adas: Browser, session: Session) -> list[str]:
    """The days that are offered where ``session`` is to be moved past its cover."""
    late = typed([], local_instant(saturday(), MIDNIGHT))
    refused = adas.post(f"/sessions/{session.pk}/move/", late, **JSON)
    assert refused.status_code == 409
    (gap,) = refused.json()["gaps"]
    return [dict(remedy["fields"])["date"] for remedy in gap["remedies"][1:]]


def test_a_move_is_offered_the_nearest_earlier_time(
    adas: Browser, session: Session
) -> None:
    assert earlier_times(adas, session) == [TOMORROW.isoformat()]


def test_a_move_is_offered_no_time_that_has_passed(
    adas: Browser, session: Session, teo: Client, rosa: Contact
) -> None:
    sign(rosa)
    book(teo, [rosa], local_instant(TOMORROW, MIDNIGHT))
    assert earlier_times(adas, session) == []


@pytest.mark.parametrize("prepared", [False, True])
def test_who_only_leads_the_session_is_told_who_gets_a_release_signed(
    adas: Browser,
    ada: User,
    cleo: User,
    jordan: Client,
    ben: Contact,
    prepared: bool,
) -> None:
    """Jordan has gone over to Cleo; the session is still Ada's to move."""
    asked = move(jordan, ben)
    if prepared:
        draft_for(ben, ada)
    sentence = "Cleo Marsh or the front desk can get a release for Ben Hart signed."
    offer = (
        "Get the release for Ben Hart signed"
        if prepared
        else "Prepare a renewal for Ben Hart"
    )
    page = words(asked.sent_by(adas).content.decode())
    assert offer in page
    assert sentence not in page
    Client.objects.filter(pk=jordan.pk).update(clinician=cleo)
    page = words(asked.sent_by(adas).content.decode())
    assert offer not in page
    assert sentence in page
    (gap,) = asked.sent_by(adas, **JSON).json()["gaps"]
    assert {remedy["method"] for remedy in gap["remedies"]} <= {"POST"}


@pytest.fixture
def lacking(
    adas: Browser, jordan: Client, ben: Contact, maria: Contact
) -> Callable[[], dict[str, str]]:
    """Each page that says what would help, where Ben's release was revoked."""
    sign(maria)
    release = sign(ben)
    held = book(jordan, [ben, maria], afternoon(1), status=Status.HELD)
    revoke(release, "asked", jordan.clinician)
    plan = f"/clients/{jordan.pk}"
    sent = typed([ben, maria], afternoon(2))
    again = {"contacts": [ben.pk, maria.pk], "shown": [ben.pk, maria.pk]}

    def pages() -> dict[str, str]:
        here = f"/sessions/{held.pk}/"
        answers = {
            "held": adas.get(here),
            "reopening": adas.get(f"{here}reopening/"),
            "not booked again": adas.post(f"{here}reopening/", again),
            "planning": adas.post(f"{plan}/coverage/", sent),
            "beside the plan": adas.post(f"{plan}/coverage/", sent, **HTMX),
            "not booked": adas.post(f"{plan}/sessions/new/", sent),
        }
        return {name: answer.content.decode() for name, answer in answers.items()}

    return pages


def test_a_release_is_got_in_the_same_words_wherever_one_is_lacking(
    lacking: Callable[[], dict[str, str]], ada: User, ben: Contact
) -> None:
    offers = {
        "Prepare a new release for Ben Hart",
        "Get the release for Ben Hart signed",
    }
    for offer in sorted(offers, reverse=True):
        others = offers - {offer}
        for name, html in lacking().items():
            page = words(html)
            assert offer in page, name
            assert not any(other in page for other in others), name
            assert html.count('class="remedies"') == 1, name
        draft_for(ben, ada)


def test_beside_the_plan_a_remedy_takes_what_is_typed_along(
    lacking: Callable[[], dict[str, str]], ben: Contact
) -> None:
    buttons = re.findall(r"<button[^>]*formnovalidate[^>]*>", lacking()["planning"])
    sent = {
        (name[1], value[1])
        for button in buttons
        if (name := re.search(r'name="(\w+)"', button))
        and (value := re.search(r'value="([^"]+)"', button))
        and 'form="booking"' in button
    }
    assert sent == {("release", str(ben.pk)), ("without", str(ben.pk))}


def offers_in(html: str) -> list[str]:
    """What would help, in the order in which it is offered."""
    (remedies,) = re.findall(r'(?s)<div class="remedies">(.*?)</div>', html)
    return [
        words(label)
        for _, label in re.findall(r"(?s)<(a|button)\b[^>]*>(.*?)</\1>", remedies)
    ]


def test_after_a_revocation_another_release_is_the_last_offer(
    lacking: Callable[[], dict[str, str]],
) -> None:
    pages = lacking()
    for name, first in {
        "held": "Go on without Ben Hart",
        "beside the plan": "Go on without Ben Hart",
        "not booked": "Book without Ben Hart",
        "not booked again": "Book without Ben Hart",
    }.items():
        assert offers_in(pages[name]) == [
            first,
            "Prepare a new release for Ben Hart",
        ], name


def test_a_session_with_nobody_else_is_cancelled_first(
    adas: Browser, jordan: Client, ben: Contact
) -> None:
    release = sign(ben)
    session = book(jordan, [ben], afternoon(1))
    revoke(release, "asked", jordan.clinician)
    page = adas.get(f"/sessions/{session.pk}/").content.decode()
    assert offers_in(page) == [
        "Cancel the session",
        "Prepare a new release for Ben Hart",
    ]
    assert page.count("Cancel the session") == 1


def test_where_a_release_ended_by_itself_another_is_the_first_offer(
    adas: Browser, jordan: Client, ben: Contact, maria: Contact
) -> None:
    sign(maria)
    sign(ben, ends=timezone.now())
    held = book(jordan, [ben, maria], afternoon(1), status=Status.HELD)
    page = adas.get(f"/sessions/{held.pk}/").content.decode()
    assert offers_in(page) == ["Prepare a renewal for Ben Hart"]
    assert page.count("Cancel the session") == 1
