"""Whatever is tried in the room, it leads to the room."""

from __future__ import annotations

import re
from copy import deepcopy
from http import HTTPStatus

import pytest
from django.contrib.sessions.models import Session
from django.test import Client as Browser

from practice.models import User
from practice.web.opened import NAME, mark_of
from releases.models import HowEnded, ReleaseDraft, SigningSession
from releases.signing.room import KEY
from tests.privacy.doors import ROOM, browser_of, patterns
from tests.privacy.house import build
from tests.privacy.rooms import House
from tests.room import PASSWORD, leave

pytestmark = [pytest.mark.usefixtures("unprinted"), pytest.mark.long]
DOOR = "/sign-in/"


@pytest.fixture
def house(db: None) -> House:
    """Of one's own: papers would be drawn before ``unprinted`` says that they are not."""
    return build()


@pytest.fixture
def handed(house: House) -> Browser:
    """Ada's browser in a house full of doors."""
    browser = browser_of(house.ada)
    path, sends = house.path("draft_signature"), house.sends("draft_signature")
    assert browser.post(path, sends).url == "/room/"
    return browser


def test_every_address_leads_to_the_room_and_nothing_is_sent_to_any(
    house: House, handed: Browser
) -> None:
    leads_out = {"sign_out", "draft_signature", "client_sitting", *ROOM}
    routes = {pattern.name for pattern in patterns()} - leads_out
    assert len(routes) > 50
    for route in routes:
        here = house.path(route)
        assert handed.get(here).headers.get("Location") == "/room/", route
        for verb in ("post", "put", "patch", "delete"):
            answer = getattr(handed, verb)(here, house.sends(route))
            assert answer.status_code == HTTPStatus.FORBIDDEN, (route, verb)
            assert "Jordan" not in answer.content.decode()
    assert handed.get("/nowhere/").headers["Location"] == "/room/"


def test_a_part_of_a_page_in_another_tab_leads_there_too(handed: Browser) -> None:
    asks = {"HX-Request": "true"}
    answer = handed.get("/clients/", headers=asks)
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (200, "/room/")
    answer = handed.post("/clients/", {"q": "Kim"}, headers=asks)
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (403, "/room/")


def test_handed_over_twice_it_is_one_room(
    adas: Browser, room: SigningSession, path: str
) -> None:
    assert adas.post(path, {"to": "client-0"}).url == "/room/"
    assert SigningSession.objects.count() == 1


def test_handed_over_in_two_tabs_at_once_it_is_one_room(
    adas: Browser, room: SigningSession, path: str
) -> None:
    session = adas.session
    del session[KEY]  # as the other tab has read it
    session.save()
    assert adas.post(path, {"to": "client-0"}).url == "/room/"
    assert SigningSession.objects.get() == room
    assert adas.get("/week/").url == "/room/"


def test_another_draft_cannot_be_opened_from_the_room(
    adas: Browser, room: SigningSession, ada: User, draft: ReleaseDraft
) -> None:
    draft.pk = None
    draft.save()
    answer = adas.post(f"/drafts/{draft.pk}/signature/", {"to": "client-0"})
    assert answer.status_code == HTTPStatus.FORBIDDEN


def test_without_the_cookie_there_is_the_door_and_no_more(
    adas: Browser, room: SigningSession
) -> None:
    adas.cookies.clear()
    for here in ("/room/", "/room/read/", "/week/", "/clients/"):
        assert adas.get(here).url.startswith(DOOR)


def test_a_second_browser_of_the_same_person_is_not_in_the_room(
    room: SigningSession, ada: User
) -> None:
    second = browser_of(ada)
    assert second.get("/week/").status_code == HTTPStatus.OK
    assert second.get("/room/").status_code == HTTPStatus.NOT_FOUND


def test_signing_out_in_another_tab_ends_it(
    adas: Browser, room: SigningSession
) -> None:
    adas.post("/sign-out/")
    room.refresh_from_db()
    assert room.ended_how == HowEnded.SIGNED_OUT
    assert room.left_at
    assert adas.get("/room/").url.startswith(DOOR)


def test_a_session_that_is_gone_ends_it_at_the_next_word(
    adas: Browser, room: SigningSession
) -> None:
    Session.objects.all().delete()
    assert adas.get("/room/read/").url.startswith(DOOR)
    room.refresh_from_db()
    assert room.ended_how == HowEnded.SIGNED_OUT


def test_after_twelve_hours_it_is_over(adas: Browser, room: SigningSession) -> None:
    session = adas.session
    session["signed_in_at"] = 0
    session.save()
    assert adas.get("/room/read/").url.startswith(DOOR)
    room.refresh_from_db()
    assert room.ended_how == HowEnded.SIGNED_OUT


def test_who_may_no_longer_sign_in_has_no_room_open(
    adas: Browser, room: SigningSession
) -> None:
    User.objects.update(is_active=False)
    assert adas.get("/room/read/").url.startswith(DOOR)
    room.refresh_from_db()
    assert room.ended_how == HowEnded.SIGNED_OUT


# Only the password leads out


def test_no_password_that_the_browser_keeps_is_filled_in(
    adas: Browser, room: SigningSession
) -> None:
    adas.post("/room/paper/")
    page = adas.get("/room/leaving/").content.decode()
    (field,) = re.findall(r'<input type="password"[^>]*>', page)
    assert 'autocomplete="new-password"' in field


def test_who_read_the_key_in_the_room_has_nothing_of_it_afterwards(
    adas: Browser, room: SigningSession
) -> None:
    spy = Browser()
    spy.cookies = deepcopy(adas.cookies)
    leave(adas)
    assert adas.get("/week/").status_code == HTTPStatus.OK
    assert spy.get("/week/").url.startswith(DOOR)


def test_a_page_too_old_to_be_sent_shows_nothing_of_the_staffs(
    ada: User, path: str
) -> None:
    browser = Browser(enforce_csrf_checks=True)
    browser.force_login(ada)
    page = browser.get(path)
    fits = {"csrfmiddlewaretoken": str(page.context["csrf_token"])}
    sends = {**fits, "to": next(iter(page.context["form"].signers))}
    assert browser.post(path, {NAME: mark_of(ada), **sends}).url == "/room/"
    answer = browser.post("/room/read/", {"read": "x", NAME: mark_of(ada)})
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "Okafor" not in answer.content.decode()
    assert "<nav" not in answer.content.decode()


def test_nothing_but_their_own_password_leads_out(
    adas: Browser, room: SigningSession, cleo: User
) -> None:
    cleo.set_password("another chair altogether")
    cleo.save()
    for wrong in ("", "password", "another chair altogether"):
        answer = adas.post("/room/leaving/", {"password": wrong})
        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert adas.get("/week/").url == "/room/"
    leads_out = adas.post("/room/leaving/", {"password": PASSWORD})
    assert leads_out.url == f"/drafts/{room.draft_id}/"
    assert adas.get("/week/").status_code == HTTPStatus.OK
    room.refresh_from_db()
    assert room.ended_how == HowEnded.HANDED_BACK


def test_it_is_asked_as_often_as_at_the_door_and_no_more(
    adas: Browser, room: SigningSession
) -> None:
    for _ in range(5):
        adas.post("/room/leaving/", {"password": "wrong"})
    answer = adas.post("/room/leaving/", {"password": PASSWORD})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert adas.get("/week/").url == "/room/"
