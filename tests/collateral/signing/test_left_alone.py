"""A room that nobody is in: after five minutes it is over, and what was typed is gone."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.contrib.sessions.models import Session
from django.test import Client as Browser
from django.utils import timezone

from releases.models import HowEnded, SigningSession
from releases.signing.room import KEY
from tests.collateral.signing.conftest import JORDAN
from tests.room import leave, step_by_step

pytestmark = pytest.mark.usefixtures("unprinted")


def leave_alone(room: SigningSession, minutes: float) -> None:
    seen = timezone.now() - timedelta(minutes=minutes)
    SigningSession.objects.filter(pk=room.pk).update(last_seen=seen)


def test_left_alone_for_five_minutes_what_was_typed_is_gone(
    adas: Browser, room: SigningSession
) -> None:
    step_by_step(adas, {**JORDAN, "intends": ""})
    assert adas.session[KEY]["typed"]["signer"] == "Jordan Reyes"
    leave_alone(room, 5)
    page = adas.get("/room/mark/", follow=True)
    assert "Nobody was here for five minutes." in page.content.decode()
    assert adas.session[KEY] == {"pk": room.pk}
    assert "Reyes" not in page.content.decode()
    room.refresh_from_db()
    assert (room.ended_how, room.left_at) == (HowEnded.IDLE, None)
    assert adas.post("/room/mark/", JORDAN).url == "/room/"
    assert adas.get("/week/").url == "/room/"
    assert leave(adas).url == f"/drafts/{room.draft_id}/"


def test_just_before_it_is_still_there(adas: Browser, room: SigningSession) -> None:
    step_by_step(adas, {**JORDAN, "intends": ""})
    leave_alone(room, 4.9)
    assert adas.get("/room/mark/").status_code == HTTPStatus.OK
    assert adas.session[KEY]["typed"]


def test_two_tabs_do_not_keep_each_other_there(
    adas: Browser, room: SigningSession
) -> None:
    step_by_step(adas, {**JORDAN, "intends": ""})
    leave_alone(room, 4.9)
    expires = Session.objects.get().expire_date
    adas.get("/room/mark/")
    room.refresh_from_db()
    assert timezone.now() - room.last_seen > timedelta(minutes=4.8)
    assert Session.objects.get().expire_date == expires
    adas.head("/room/mark/")  # somebody types
    room.refresh_from_db()
    assert timezone.now() - room.last_seen < timedelta(minutes=1)
