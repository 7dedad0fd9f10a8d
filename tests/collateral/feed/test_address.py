"""The address of a feed is known to who has it alone, and ends when it should."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session as BrowserSession
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client, Contact
from practice.models import CalendarFeed, Role, User
from practice.secret import sha256_of
from tests.booked import book
from tests.clock import afternoon
from tests.privacy.doors import browser_of
from tests.refusals import refused_by
from tests.said import errors_in as said
from tests.signed import sign

PAGE = "/calendar-feed/"


def status(path: str) -> int:
    return int(Browser().get(path).status_code)


def test_an_address_is_shown_once_and_only_its_hash_is_kept(
    adas: Browser, settings: Any
) -> None:
    settings.PRACTICE_URL = "https://elm-street.example"
    assert "There is no address yet" in said(adas.get(PAGE))
    html = adas.post(PAGE).content.decode()
    (token,) = re.findall(r"https://elm-street\.example/feed/([\w-]{43})\.ics", html)
    assert CalendarFeed.objects.get().token_sha256 == sha256_of(token)
    assert token not in adas.get(PAGE).content.decode()
    assert "Nobody has read it yet." in said(adas.get(PAGE))
    assert status(f"/feed/{token}.ics") == 200
    assert "Last read" in said(adas.get(PAGE))


def test_replaced_the_old_one_leads_nowhere(adas: Browser, path: str) -> None:
    assert status(path) == 200
    adas.post(PAGE)
    assert status(path) == 404
    assert CalendarFeed.objects.count() == 1
    assert CalendarFeed.objects.get().read_at is None


def test_removed_it_leads_nowhere(adas: Browser, path: str) -> None:
    for _ in range(2):
        assert adas.post(f"{PAGE}removal/").url == PAGE
    assert status(path) == 404


def test_it_dies_with_its_account_and_stays_dead(path: str, ada: User) -> None:
    """By the database, whoever deactivates it: "feed_dies_with_its_account"."""
    User.objects.filter(pk=ada.pk).update(is_active=False)
    assert status(path) == 404
    assert not CalendarFeed.objects.exists()
    User.objects.filter(pk=ada.pk).update(is_active=True)
    assert status(path) == 404


def test_anothers_account_takes_it_along_no_more_than_another_change(
    path: str, ada: User, cleo: User
) -> None:
    User.objects.filter(pk=cleo.pk).update(is_active=False)
    User.objects.filter(pk=ada.pk).update(is_active=True, name="Dr. Ada Okafor-Lee")
    assert status(path) == 200


def test_whoever_is_a_clinician_no_more_has_none(path: str, ada: User) -> None:
    User.objects.filter(pk=ada.pk).update(role=Role.FRONT_DESK)
    assert status(path) == 404


@pytest.mark.parametrize(
    "path", ["/feed/.ics", "/feed/a.ics", "/feed/%00.ics", "/feed/"]
)
@pytest.mark.django_db
def test_what_never_was_an_address_leads_nowhere(path: str) -> None:
    assert status(path) in {404, 400}


def test_reading_it_opens_no_session_and_sets_no_cookie(path: str) -> None:
    browser = Browser()
    answer = browser.get(path)
    assert not answer.cookies
    assert not browser.cookies
    assert not BrowserSession.objects.exists()
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"


def test_what_is_known_already_is_not_sent_again(
    path: str, jordan: Client, ben: Contact
) -> None:
    first = Browser().get(path)
    assert first.headers["Cache-Control"] == "private, no-cache"
    tag = first.headers["ETag"]
    again = Browser().get(path, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["Cache-Control"] == "private, no-cache"
    sign(ben)
    book(jordan, [ben], afternoon())
    other = Browser().get(path, headers={"If-None-Match": tag})
    assert other.status_code == 200
    assert other.headers["ETag"] != tag


def test_nobody_writes_to_it(path: str) -> None:
    assert Browser().post(path).status_code == 405
    assert Browser().head(path).content == b""


def test_reading_is_noted_once_in_a_while(path: str) -> None:
    Browser().get(path)
    first = CalendarFeed.objects.get().read_at
    assert first
    Browser().get(path)
    assert CalendarFeed.objects.get().read_at == first
    long_ago = timezone.now() - timedelta(hours=1)
    CalendarFeed.objects.update(read_at=long_ago)
    Browser().get(path)
    assert CalendarFeed.objects.get().read_at >= first


def test_however_many_sessions_it_asks_as_often(
    path: str, jordan: Client, ben: Contact, django_assert_num_queries: Any
) -> None:
    sign(ben, ends=timezone.now() + timedelta(days=300))
    for day in range(3, 23):
        book(jordan, [ben], afternoon(day))
    Browser().get(path)
    with django_assert_num_queries(4):  # the feed, that it was read, sessions, history
        Browser().get(path)


def test_only_clinicians_have_one(finn: User, nora: User) -> None:
    for who in (finn, nora):
        assert browser_of(who).get(PAGE).status_code == 404
        assert browser_of(who).post(PAGE).status_code == 404
    assert not CalendarFeed.objects.exists()


def test_of_an_address_its_hash_is_kept_and_once(ada: User, cleo: User) -> None:
    token = CalendarFeed.objects.replace(ada)
    with refused_by("feed_known_by_its_address"):
        CalendarFeed.objects.create(clinician=cleo, token_sha256=sha256_of(token))
    with refused_by("feed_address_is_hashed"):
        CalendarFeed.objects.create(clinician=cleo, token_sha256=token)
    CalendarFeed.objects.create(clinician=cleo, token_sha256=sha256_of(token + "2"))
