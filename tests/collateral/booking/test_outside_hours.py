"""A session outside hours is booked by whoever says why; nothing blocks it."""

from __future__ import annotations

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client, ConsentEvent, Contact, EventKind
from collateral.models import Session
from practice.models import Busy, ClosedDay, User, WorkingHours
from practice.spans import local_day, span
from tests.booked import book, typed
from tests.clock import DAY, HOUR, afternoon
from tests.privacy.doors import browser_of
from tests.said import errors_in
from tests.signed import sign

WHY = "Only then can his mother leave work."
OUTSIDE = "This is outside the clinician’s hours."


@pytest.fixture
def path(jordan: Client) -> str:
    return f"/clients/{jordan.pk}/sessions/new/"


@pytest.fixture
def early(ada: User, ben: Contact) -> None:
    """Ada works on no day but one that is past, and Ben is covered."""
    sign(ben)
    yesterday = timezone.localdate() - DAY
    WorkingHours.objects.create(
        clinician=ada,
        weekday=(yesterday.weekday() - 1) % 7,
        starts="00:00",
        ends="00:30",
    )


def test_without_a_reason_the_form_comes_back_with_what_was_typed(
    adas: Browser, ben: Contact, path: str, early: None
) -> None:
    answer = adas.post(path, typed([ben], afternoon(), topics="Of sleep."))
    assert answer.status_code == 422
    assert f"{OUTSIDE} Say why it is then, or choose another time." in errors_in(answer)
    html = answer.content.decode()
    assert "Of sleep." in html
    assert 'type="text" name="despite"' in html
    assert not Session.objects.exists()


def test_with_a_reason_it_is_booked_and_the_history_tells_no_more_than_how(
    adas: Browser, ben: Contact, nora: User, path: str, early: None
) -> None:
    answer = adas.post(path, typed([ben], afternoon(), despite=WHY), follow=True)
    assert WHY in errors_in(answer)
    assert Session.objects.get().outside_hours_because == WHY
    event = ConsentEvent.objects.get(kind=EventKind.BOOKED)
    assert event.detail["outside"] == ["hours"]
    assert WHY not in event.body
    history = errors_in(browser_of(nora).get("/history/"))
    said = "Outside the clinician’s hours, for a reason kept with the session."
    assert said in history
    assert WHY not in history


def test_within_hours_nothing_is_asked_and_no_reason_is_kept(
    adas: Browser, ada: User, ben: Contact, path: str
) -> None:
    sign(ben)
    for day in range(7):
        WorkingHours.objects.create(
            clinician=ada, weekday=day, starts="15:00", ends="15:50"
        )
    answer = adas.post(path, typed([ben], afternoon(), despite=WHY))
    assert answer.status_code == 302
    assert Session.objects.get().outside_hours_because == ""
    assert "outside" not in ConsentEvent.objects.get(kind=EventKind.BOOKED).detail


@pytest.mark.parametrize("kind", ["busy", "away"])
def test_who_is_busy_or_away_is_warned_of_and_booked_with_a_reason(
    adas: Browser, ada: User, ben: Contact, path: str, kind: str
) -> None:
    sign(ben)
    at = afternoon()
    Busy.objects.create(clinician=ada, during=span(at - HOUR, at + HOUR), kind=kind)
    answer = adas.post(path, typed([ben], at))
    assert f"The clinician is {kind} then." in errors_in(answer)
    assert adas.post(path, typed([ben], at, despite=WHY)).status_code == 302


def test_a_closed_day_says_what_it_is(adas: Browser, ben: Contact, path: str) -> None:
    sign(ben)
    day = local_day(afternoon())
    ClosedDay.objects.create(name="Retreat", first_on=day, last_on=day)
    answer = adas.post(path, typed([ben], afternoon()))
    assert "The practice is closed then: Retreat." in errors_in(answer)


def test_a_reason_does_not_open_the_gate(
    adas: Browser, ben: Contact, path: str
) -> None:
    answer = adas.post(path, typed([ben], afternoon(), despite=WHY))
    assert "This session was not booked" in errors_in(answer)
    assert not Session.objects.exists()


def test_a_refusal_says_so_at_once(
    adas: Browser, maria: Contact, path: str, early: None
) -> None:
    answer = adas.post(path, typed([maria], afternoon()))
    assert answer.status_code == 409
    assert OUTSIDE in errors_in(answer)
    answer = adas.post(path, typed([maria], afternoon(), despite=WHY))
    assert OUTSIDE not in errors_in(answer)


def test_the_panel_warns_while_it_is_typed_and_asks_why(
    adas: Browser, ben: Contact, jordan: Client, early: None
) -> None:
    sent = typed([ben], afternoon(), despite="As he")
    path = f"/clients/{jordan.pk}/coverage/"
    answer = adas.post(path, sent, headers={"HX-Request": "true"})
    html = answer.content.decode()
    assert OUTSIDE in errors_in(answer)
    assert 'type="text" name="despite" value="As he"' in html
    page = adas.post(path, sent).content.decode()
    assert page.count('name="despite"') == 1


def test_a_move_is_warned_of_too_and_keeps_its_own_reason(
    adas: Browser, ben: Contact, jordan: Client, early: None
) -> None:
    session = book(jordan, [ben], afternoon(5))
    path = f"/sessions/{session.pk}/move/"
    to = typed([], afternoon(6))
    answer = adas.post(path, to)
    assert answer.status_code == 422
    assert OUTSIDE in errors_in(answer)
    assert adas.post(path, {**to, "despite": WHY}).status_code == 302
    session.refresh_from_db()
    assert session.during.lower == afternoon(6)
    assert session.outside_hours_because == WHY
    assert ConsentEvent.objects.get(kind=EventKind.MOVED).detail["outside"] == ["hours"]
    assert WHY in adas.get(path).content.decode()


def test_a_session_moved_within_hours_needs_its_reason_no_more(
    adas: Browser, ada: User, ben: Contact, jordan: Client
) -> None:
    sign(ben)
    session = book(jordan, [ben], afternoon(5), outside_hours_because=WHY)
    to = typed([], afternoon(6), despite=WHY)
    assert adas.post(f"/sessions/{session.pk}/move/", to).status_code == 302
    session.refresh_from_db()
    assert session.outside_hours_because == ""


def test_the_front_desk_does_not_read_the_reason(
    finn: User, ben: Contact, jordan: Client
) -> None:
    sign(ben)
    session = book(jordan, [ben], afternoon(5), outside_hours_because=WHY)
    assert WHY not in errors_in(browser_of(finn).get(f"/sessions/{session.pk}/"))


@pytest.fixture
def moved(finn: User, ben: Contact, jordan: Client, ada: User) -> Session:
    """By Finn, from a time outside hours, whose reason he is not shown, to one within."""
    sign(ben)
    session = book(jordan, [ben], afternoon(5), outside_hours_because=WHY)
    day = local_day(afternoon(5))
    ClosedDay.objects.create(name="Retreat", first_on=day, last_on=day)
    return session


def test_the_front_desk_moves_it_back_at_once_without_being_asked_why(
    finn: User, moved: Session
) -> None:
    desk, path = browser_of(finn), f"/sessions/{moved.pk}/move/"
    assert desk.post(path, typed([], afternoon(6))).status_code == 302
    moved.refresh_from_db()
    assert moved.outside_hours_because == ""
    answer = desk.post(path, typed([], afternoon(5)), follow=True)
    assert "Moved to" in errors_in(answer)
    assert WHY not in errors_in(answer)
    moved.refresh_from_db()
    assert (moved.during.lower, moved.outside_hours_because) == (afternoon(5), WHY)


@pytest.mark.parametrize("how", ["late", "by another", "elsewhere first"])
def test_whoever_does_not_move_it_back_at_once_is_asked_why(
    finn: User, moved: Session, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    desk, path = browser_of(finn), f"/sessions/{moved.pk}/move/"
    assert desk.post(path, typed([], afternoon(6))).status_code == 302
    if how == "late":
        monkeypatch.setattr("collateral.sessions.going_back.SECONDS", -1)
    elif how == "by another":
        desk = browser_of(moved.clinician)
    else:
        assert desk.post(path, typed([], afternoon(7))).status_code == 302
    answer = desk.post(path, typed([], afternoon(5)))
    assert answer.status_code == 422
    assert "Say why it is then, or choose another time." in errors_in(answer)
