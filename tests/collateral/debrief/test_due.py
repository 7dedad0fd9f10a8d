"""What a clinician is asked for in their week: debriefs, and how practice went."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import Client, Contact
from collateral.debrief.due import ASKED_FOR, debriefs_due
from collateral.models import Session, Status
from practice.models import User
from practice.spans import span
from tests.booked import book
from tests.clock import DAY, HOUR, TICK, afternoon
from tests.debriefed import debrief_of, practice_of
from tests.planned import write_out
from tests.privacy.doors import browser_of
from tests.signed import sign


def week(browser: Browser) -> str:
    """What needs them, of which the week shows the first."""
    return browser.get("/needs/").content.decode()


def began(ben: Contact, at: datetime, **details: object) -> Session:
    return book(ben.client, [ben], at, booked_at=at - HOUR, **details)


def test_a_session_that_took_place_waits_for_its_debrief(
    adas: Browser, session: Session
) -> None:
    page = reverse("session_debrief", args=[session.pk])
    assert "No debrief yet" in week(adas)
    assert page in week(adas)
    debrief_of(session)
    assert "No debrief yet" not in week(adas)


def test_one_that_is_ahead_or_under_way_waits_for_none(
    adas: Browser, ben: Contact
) -> None:
    sign(ben)
    book(ben.client, [ben], afternoon(3))
    began(ben, timezone.now())
    assert "No debrief yet" not in week(adas)


@pytest.mark.parametrize("status", [Status.HELD, Status.CANCELLED])
def test_nor_one_that_did_not_take_place(
    adas: Browser, ben: Contact, status: Status
) -> None:
    sign(ben)
    began(ben, timezone.now() - 3 * HOUR, status=status)
    assert "No debrief yet" not in week(adas)


def test_it_is_asked_for_from_the_end_of_the_session_for_thirty_days(
    ada: User, session: Session
) -> None:
    starts, ends = session.during.lower, session.during.upper
    asked = {
        ends - TICK: False,
        ends: True,
        starts + ASKED_FOR: True,
        starts + ASKED_FOR + TICK: False,
    }
    for now, expected in asked.items():
        assert debriefs_due(ada, now).exists() is expected


def test_where_its_plan_sets_a_day_it_is_asked_for_from_then_on(
    ada: User, ben: Contact
) -> None:
    sign(ben)
    ahead = book(ben.client, [ben], afternoon(3))
    write_out(ahead, debrief_on=timezone.localdate() + 9 * DAY)
    on_its_day = afternoon(9)
    asked = {
        afternoon(8): False,
        on_its_day: True,
        on_its_day + ASKED_FOR: True,
        on_its_day + ASKED_FOR + DAY: False,
    }
    for now, expected in asked.items():
        assert debriefs_due(ada, now).exists() is expected
    # What the newest version says counts.
    write_out(ahead)
    assert debriefs_due(ada, afternoon(8)).exists()


def test_it_is_asked_for_however_late_the_session_was_moved(
    ada: User, ben: Contact
) -> None:
    """Two months past the day that its plan had set for the debrief."""
    sign(ben)
    moved = book(ben.client, [ben], afternoon(3))
    write_out(moved, debrief_on=timezone.localdate() + 4 * DAY)
    moved.during = span(afternoon(64), afternoon(64) + HOUR)
    moved.save(update_fields=["during"])
    starts, ends = moved.during.lower, moved.during.upper
    asked = {
        afternoon(5): False,
        ends: True,
        starts + ASKED_FOR: True,
        starts + ASKED_FOR + TICK: False,
    }
    for now, expected in asked.items():
        assert debriefs_due(ada, now).exists() is expected


def test_a_session_held_for_another_is_for_the_clients_own_clinician(
    adas: Browser, cleo: User, ben: Contact
) -> None:
    sign(ben, timezone.now() - 9 * DAY)
    began(ben, timezone.now() - DAY, clinician=cleo)
    assert "No debrief yet" in week(adas)
    assert "No debrief yet" not in week(browser_of(cleo))


def test_held_sessions_stand_beside_them(adas: Browser, session: Session) -> None:
    ben = session.participants.get().contact
    held = book(ben.client, [ben], afternoon(3), status=Status.HELD)
    html = week(adas)
    assert "No debrief yet" in html
    assert f'href="/sessions/{held.pk}/">Decide<' in html


def test_practice_is_asked_about_from_its_day_on(
    adas: Browser, cleo: User, ben: Contact
) -> None:
    today = timezone.localdate()
    practice_of(ben, due_on=today + DAY)
    assert "Home practice until" not in week(adas)
    due = practice_of(ben, due_on=today)
    assert reverse("home_practice_closing", args=[due.pk]) in week(adas)
    assert "Home practice until" not in week(browser_of(cleo))


@pytest.mark.parametrize("ended", ["discharged_on", "deceased_on"])
def test_nobody_is_asked_about_practice_once_care_has_ended(
    adas: Browser, ben: Contact, ended: str
) -> None:
    practice_of(ben, due_on=timezone.localdate())
    assert "Home practice until" in week(adas)
    Client.objects.update(**{ended: timezone.localdate()})
    assert "Home practice until" not in week(adas)
