"""The link of a session by video is kept with it, and shown to who joins."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client, Contact
from collateral.models import Session, VideoLink
from practice.models import CalendarFeed, Room, User
from practice.spans import local_day
from tests.agreed import agreed
from tests.booked import book
from tests.clock import DAY, afternoon
from tests.mailing import Server, text_of
from tests.privacy.doors import browser_of
from tests.refusals import refused_by
from tests.said import errors_in as said
from tests.signed import sign

LINK = "https://video.example/room-7?k=1"


@pytest.fixture
def by_video(jordan: Client, ben: Contact) -> Session:
    sign(ben, timezone.now() - 30 * DAY)
    return book(jordan, [ben], afternoon(6), booked_at=timezone.now() - 14 * DAY)


def test_a_link_is_kept_changed_and_taken_away(
    adas: Browser, by_video: Session
) -> None:
    page, path = f"/sessions/{by_video.pk}/", f"/sessions/{by_video.pk}/video/"
    assert "Add the video link" in said(adas.get(page))
    assert adas.post(path, {"address": LINK}).url == page
    assert LINK.replace("&", "&amp;") in adas.get(page).content.decode()
    adas.post(path, {"address": f"{LINK}2"})
    assert VideoLink.objects.get().address == f"{LINK}2"
    adas.post(path, {"address": ""})
    assert not VideoLink.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        "http://video.example/", "video.example", "javascript:alert(1)", "https:///x",
        "https://a b", f"{LINK}\njavascript:alert(1)", "https://" + "a" * 500,
    ],
)  # fmt: skip
def test_nothing_but_https_is_kept(
    adas: Browser, by_video: Session, wrong: str
) -> None:
    answer = adas.post(f"/sessions/{by_video.pk}/video/", {"address": wrong})
    assert answer.status_code == 422
    assert not VideoLink.objects.exists()


def test_the_database_keeps_no_other_either(
    by_video: Session, jordan: Client, ben: Contact, ada: User, blue_room: Room
) -> None:
    VideoLink.objects.create(session=by_video, address=LINK, set_by=ada)
    with refused_by("video_link_is_https"):
        VideoLink.objects.update(address="http://video.example/")
    in_room = book(jordan, [ben], afternoon(7), room=blue_room)
    with refused_by("video_link_is_of_a_session_by_video"):
        VideoLink.objects.create(session=in_room, address=LINK, set_by=ada)


def test_who_meets_in_a_room_has_none(
    adas: Browser, jordan: Client, ben: Contact, blue_room: Room
) -> None:
    sign(ben)
    in_room = book(jordan, [ben], afternoon(7), room=blue_room)
    assert adas.get(f"/sessions/{in_room.pk}/video/").status_code == 404
    assert "video link" not in said(adas.get(f"/sessions/{in_room.pk}/"))


def test_who_joins_has_it_in_their_reminder_and_the_feed_has_not(
    post: Server, by_video: Session, ben: Contact, ada: User
) -> None:
    VideoLink.objects.create(session=by_video, address=LINK, set_by=ada)
    agreed(ben, ada, "ben@hart.example")
    call_command("send_reminders")
    (mail,) = post.taken
    assert LINK in text_of(mail)
    feed = Browser().get(f"/feed/{CalendarFeed.objects.replace(ada)}.ics")
    assert "video.example" not in feed.content.decode()


def test_it_is_on_the_day_sheet(by_video: Session, finn: User, ada: User) -> None:
    VideoLink.objects.create(session=by_video, address=LINK, set_by=ada)
    day = local_day(by_video.during.lower).isoformat()
    assert LINK in browser_of(finn).get(f"/day/{day}/").content.decode()


def test_strangers_learn_nothing_of_it(
    by_video: Session, cleo: User, nora: User
) -> None:
    for who in (cleo, nora):
        path = f"/sessions/{by_video.pk}/video/"
        assert browser_of(who).get(path).status_code == 404
        assert browser_of(who).post(path, {"address": LINK}).status_code == 404
