"""Whose week is shown, and to whom; and which of its times can be booked."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client, Contact
from practice.models import Room, User
from tests.booked import book
from tests.clock import DAY, afternoon
from tests.privacy.doors import browser_of
from tests.releases.history.happenings import words
from tests.signed import sign


@pytest.fixture
def monday() -> datetime:
    """Three o'clock on a Monday in two weeks."""
    return afternoon(14 - timezone.localdate().weekday())


@pytest.fixture
def both(jordan: Client, ben: Contact, kim: Client, lee: Contact, monday: datetime):
    """Ada's session with Jordan, and Cleo's with Kim the day after, in one room."""
    room = Room.objects.create(name="Blue room")
    sign(ben)
    sign(lee)
    book(jordan, [ben], monday, room=room)
    book(kim, [lee], monday + DAY, room=room)
    return room


def week(user: User, monday: datetime, show: str = "") -> str:
    path = f"/week/{timezone.localdate(monday).isoformat()}/"
    answer = browser_of(user).get(path, {"show": show} if show else {})
    assert answer.status_code == 200
    return words(answer.content.decode())


def test_a_clinician_sees_their_own_week(
    both: Room, ada: User, cleo: User, monday: datetime
) -> None:
    assert "J.R. + 1" in week(ada, monday)
    assert "K.P." not in week(ada, monday)
    assert "K.P. + 1" in week(cleo, monday)


@pytest.mark.parametrize("show", ["all", "clinician-{cleo}"])
def test_a_clinician_sees_nothing_of_anothers_clients(
    show: str, both: Room, ada: User, cleo: User, monday: datetime
) -> None:
    assert "K.P." not in week(ada, monday, show.format(cleo=cleo.pk))


@pytest.mark.parametrize(
    ("who", "show", "part"),
    [
        ("ada", "", False),
        ("ada", "room-{room}", False),
        ("ada", "all", True),
        ("ada", "clinician-{cleo}", True),
        ("finn", "all", False),
        ("finn", "clinician-{cleo}", False),
    ],
)
def test_a_week_that_is_shown_in_part_says_so(
    who: str,
    show: str,
    part: bool,
    both: Room,
    cleo: User,
    monday: datetime,
    request: pytest.FixtureRequest,
) -> None:
    show = show.format(room=both.pk, cleo=cleo.pk)
    page = week(request.getfixturevalue(who), monday, show)
    assert ("only your sessions and those of your clients" in page) is part
    assert ("No shared sessions." in page) is not part


def test_a_room_that_others_have_is_taken_and_no_more(
    both: Room, ada: User, monday: datetime
) -> None:
    page = week(ada, monday, f"room-{both.pk}")
    assert "J.R. + 1" in page
    assert "K.P." not in page
    assert "taken" in page


@pytest.mark.parametrize("who", ["finn", "nora"])
def test_the_desk_and_the_admin_see_the_whole_practice(
    who: str, both: Room, monday: datetime, request: pytest.FixtureRequest
) -> None:
    page = week(request.getfixturevalue(who), monday)
    assert "J.R. + 1" in page
    assert "K.P. + 1" in page
    assert "Dr. Ada Okafor" in page
    assert "Reyes" not in page


def test_whoever_led_by_another_is_ones_client_is_seen(
    jordan: Client, ben: Contact, ada: User, cleo: User, monday: datetime
) -> None:
    sign(ben)
    book(jordan, [ben], monday, clinician=cleo)
    assert "J.R." not in week(ada, monday)
    assert "J.R. + 1" in week(ada, monday, f"clinician-{cleo.pk}")


def test_a_day_is_jumped_to(adas: Browser) -> None:
    page = words(adas.get("/week/", {"on": "2027-01-13"}).content.decode())
    assert "January 11–15, 2027" in page


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"on": "soon"}, "Enter a day as month/day/year"),
        ({"on": "9998-01-01"}, "Choose a day within a hundred years."),
        ({"show": "clinician-0"}, "This is no longer here. Choose another."),
    ],
)
def test_what_cannot_be_shown_is_said_beside_its_field(
    adas: Browser, asked: dict[str, str], said: str
) -> None:
    answer = adas.get("/week/", asked)
    assert answer.status_code == 422
    assert said in words(answer.content.decode())


def test_an_empty_half_hour_can_be_booked(
    both: Room, ada: User, monday: datetime
) -> None:
    page = browser_of(ada).get(f"/week/{timezone.localdate(monday).isoformat()}/")
    html, day = page.content.decode(), timezone.localdate(monday).isoformat()
    assert f"/week/slot/?date={day}&amp;start=14:30" in html
    assert f"/week/slot/?date={day}&amp;start=15:00" not in html
    assert f"/week/slot/?date={day}&amp;start=15:30" not in html
    assert f"/week/slot/?date={day}&amp;start=16:00" in html


def test_a_rooms_empty_times_lead_to_that_room(
    both: Room, ada: User, monday: datetime
) -> None:
    day = timezone.localdate(monday)
    path = f"/week/{day.isoformat()}/?show=room-{both.pk}"
    html = browser_of(ada).get(path).content.decode()
    assert f"start=14:30&amp;room={both.pk}" in html
    after = (day + DAY).isoformat()  # when others have it
    assert f"date={after}&amp;start=15:00" not in html


def test_what_has_passed_is_not_offered(adas: Browser) -> None:
    before = timezone.localdate() - 7 * DAY
    html = adas.get(f"/week/{before.isoformat()}/").content.decode()
    assert f"date={before.isoformat()}" not in html


@pytest.mark.parametrize("show", ["all", "clinician-{cleo}"])
def test_anothers_empty_times_are_not_offered(
    show: str, ada: User, cleo: User, monday: datetime
) -> None:
    path = f"/week/{timezone.localdate(monday).isoformat()}/"
    asked = {"show": show.format(cleo=cleo.pk)}
    assert "/week/slot/" not in browser_of(ada).get(path, asked).content.decode()


def test_an_admin_is_offered_none(nora: User, ada: User, monday: datetime) -> None:
    path = f"/week/{timezone.localdate(monday).isoformat()}/"
    for show in ("all", f"clinician-{ada.pk}"):
        answer = browser_of(nora).get(path, {"show": show})
        assert "/week/slot/" not in answer.content.decode()
