"""Rooms are added, renamed and closed by an admin; in a closed one nothing is booked."""

from __future__ import annotations

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client, Contact
from collateral.models import Session
from collateral.rhythm.room import usual_room
from practice.models import Room, User
from practice.rooms import acts
from tests.booked import book, typed
from tests.clock import DAY, afternoon
from tests.privacy.doors import browser_of
from tests.refusals import refused_by, run
from tests.signed import sign

ROOMS = "/settings/rooms/"


@pytest.fixture
def noras(nora: User) -> Browser:
    """A browser in which Nora is signed in."""
    return browser_of(nora)


@pytest.fixture
def closed(blue_room: Room, nora: User) -> Room:
    """The blue room, in which nothing more is booked."""
    acts.close(blue_room, nora)
    blue_room.refresh_from_db()
    return blue_room


def test_a_room_is_added_and_renamed(noras: Browser) -> None:
    assert noras.post(ROOMS, {"name": "Attic"}).headers["Location"] == ROOMS
    room = Room.objects.get()
    page = f"{ROOMS}{room.pk}/"
    assert noras.post(page, {"name": "Loft"}).headers["Location"] == page
    room.refresh_from_db()
    assert room.name == "Loft"
    html = noras.get(page).content.decode()
    assert "Attic before, Loft since" in html
    assert "No session is ahead there." in html


@pytest.mark.parametrize("name", ["", " ", "Blue room"])
def test_a_name_that_is_none_or_anothers_is_said_beside_it(
    name: str, noras: Browser, blue_room: Room
) -> None:
    other = Room.objects.create(name="Loft")
    for path in (ROOMS, f"{ROOMS}{other.pk}/"):
        answer = noras.post(path, {"name": name})
        assert answer.status_code == 422
        said = "Another room is called so" if name.strip() else "This field is required"
        assert said in answer.content.decode()
    assert set(Room.objects.values_list("name", flat=True)) == {"Blue room", "Loft"}


def test_a_closed_room_is_offered_for_nothing(
    adas: Browser, jordan: Client, ben: Contact, ada: User, closed: Room
) -> None:
    page = f"/clients/{jordan.pk}/sessions/new/"
    assert "Blue room" not in adas.get(page).content.decode()
    assert usual_room(ada) is None
    sign(ben)
    answer = adas.post(page, typed([ben], afternoon(2), room=str(closed.pk)))
    assert answer.status_code == 422
    assert not Session.objects.exists()


def test_the_database_puts_no_session_into_a_closed_room(
    jordan: Client, ben: Contact, closed: Room, nora: User
) -> None:
    sign(ben)
    with refused_by("session_room_is_open"):
        book(jordan, [ben], afternoon(2), room=closed, place="in_person")
    session = book(jordan, [ben], afternoon(2), place="in_person")
    with refused_by("session_room_is_open"):
        Session.objects.filter(pk=session.pk).update(room=closed)
    acts.open_again(closed, nora)
    Session.objects.filter(pk=session.pk).update(room=closed)


def test_what_was_over_before_it_was_closed_may_have_been_there(
    jordan: Client, ben: Contact, closed: Room
) -> None:
    past = timezone.now() - 3 * DAY
    sign(ben, past - DAY)
    book(jordan, [ben], past, booked_at=past - DAY, room=closed, place="in_person")


def test_what_is_ahead_there_stays_is_listed_and_may_be_moved_in_time(
    noras: Browser,
    adas: Browser,
    jordan: Client,
    ben: Contact,
    blue_room: Room,
    nora: User,
) -> None:
    sign(ben)
    session = book(jordan, [ben], afternoon(2), room=blue_room, place="in_person")
    page = f"{ROOMS}{blue_room.pk}/"
    assert "these sessions stay there until each is moved" in (
        noras.get(page).content.decode()
    )
    assert noras.post(f"{page}closing/").headers["Location"] == page
    html = noras.get(page).content.decode()
    assert "Have each moved" in html
    assert f'href="/sessions/{session.pk}/"' in html
    move = adas.get(f"/sessions/{session.pk}/move/").content.decode()
    assert f'<option value="{blue_room.pk}" selected>Blue room' in move
    run(
        "UPDATE collateral_session SET during = tstzrange("
        "lower(during) + interval '1 day', upper(during) + interval '1 day')"
    )


def test_it_is_opened_again(noras: Browser, closed: Room) -> None:
    page = f"{ROOMS}{closed.pk}/"
    assert "Closed since" in noras.get(page).content.decode()
    assert noras.post(f"{page}opening/").headers["Location"] == page
    closed.refresh_from_db()
    assert closed.closed_at is None


@pytest.mark.parametrize("page", ["", "{room}/", "{room}/closing/", "{room}/opening/"])
@pytest.mark.parametrize("who", ["ada", "finn"])
def test_nobody_but_an_admin_changes_rooms(
    who: str, page: str, blue_room: Room, ada: User, finn: User
) -> None:
    browser = browser_of({"ada": ada, "finn": finn}[who])
    path = ROOMS + page.format(room=blue_room.pk)
    assert browser.get(path).status_code == 404
    assert browser.post(path, {"name": "Loft"}).status_code == 404
