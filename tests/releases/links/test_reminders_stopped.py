"""Whoever got a reminder wants no more: one click, and nothing else is asked."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction
from django.test import Client as Browser

from practice.models import User
from releases.links.reminders import stop
from releases.models import ReleaseDraft, ReminderStop
from tests.links import mailed_link, reminded
from tests.refusals import run

LOCKS = "SELECT FROM releases_signaturelink WHERE id = %s FOR NO KEY UPDATE"
WAITS = "reminder_stop_waits_its_turn"
ONE_CLICK = {"List-Unsubscribe": "One-Click"}  # RFC 8058, 3.2


@pytest.fixture
def path(bens: ReleaseDraft, ada: User) -> str:
    """In a reminder that Jordan has."""
    return reminded(mailed_link(bens, ada))


@pytest.fixture
def program() -> Browser:
    """A mail program: no cookies, no page before."""
    return Browser(enforce_csrf_checks=True)


@pytest.mark.parametrize("verb", ["get", "head"])
def test_looking_changes_nothing(path: str, program: Browser, verb: str) -> None:
    for _ in range(100):
        assert getattr(program, verb)(path).status_code == 200
    assert not ReminderStop.objects.exists()


def test_the_page_has_one_button_and_names_nobody(path: str, program: Browser) -> None:
    page = program.get(path).content.decode()
    assert page.count("<button") == page.count("<form") == 1
    assert 'name="List-Unsubscribe" value="One-Click"' in page
    assert "sessionid" not in program.cookies
    for name in ("Jordan", "Reyes", "Ben", "Hart", "Ada", "example.org"):
        assert name not in page


def test_a_mail_program_stops_them_in_one_post(path: str, program: Browser) -> None:
    answer = program.post(path, ONE_CLICK)
    assert answer.status_code == 200
    assert "No more reminders" in answer.content.decode()
    assert ReminderStop.objects.count() == 1


@pytest.mark.parametrize("sends", [{}, {"List-Unsubscribe": "x"}, {"x": "One-Click"}])
def test_what_a_scanner_sends_blindly_changes_nothing(
    path: str, program: Browser, sends: dict[str, str]
) -> None:
    answer = program.post(path, sends)
    assert "Stop the reminders?" in answer.content.decode()
    assert not ReminderStop.objects.exists()


def test_no_other_site_is_told_its_address(path: str, program: Browser) -> None:
    for here in (path, "/reminders/nothing/"):
        headers = program.get(here).headers
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["X-Robots-Tag"] == "noindex, nofollow"


def test_twice_is_as_good_as_once(path: str, program: Browser) -> None:
    for _ in range(2):
        assert program.post(path, ONE_CLICK).status_code == 200
    assert ReminderStop.objects.count() == 1
    again = program.get(path).content.decode()
    assert "No more reminders" in again
    assert "<button" not in again


def test_an_earlier_reminder_stops_them_too(
    bens: ReleaseDraft, ada: User, program: Browser
) -> None:
    link = mailed_link(bens, ada)
    link.reminders.create(
        number=1,
        taken_at=link.made_at.replace(microsecond=0)
        + (link.expires_at - link.made_at) / 7 * 1.5,
        stop_sha256="a" * 64,
    )
    program.post(reminded(link, 2), ONE_CLICK)
    assert ReminderStop.objects.get().link == link


@pytest.mark.parametrize("verb", ["get", "post"])
def test_what_never_was_is_answered_as_any_link(
    path: str, program: Browser, verb: str
) -> None:
    answer = getattr(program, verb)("/reminders/" + "x" * 43 + "/")
    assert answer.status_code == 404
    assert "This link opens nothing" in answer.content.decode()
    assert not ReminderStop.objects.exists()


def test_nothing_else_is_done_there(path: str, program: Browser) -> None:
    assert program.put(path).status_code == 405
    assert program.delete(path).status_code == 405


@pytest.mark.django_db(transaction=True)
def test_ten_clicks_at_once_stop_them_once(bens: ReleaseDraft, ada: User) -> None:
    path = reminded(mailed_link(bens, ada))

    def click(_: int) -> Any:
        try:
            return Browser().post(path, ONE_CLICK).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(5) as people:
        assert set(people.map(click, range(10))) == {200}
    assert ReminderStop.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_whoever_stops_them_waits_for_one_on_its_way_there(
    bens: ReleaseDraft, ada: User
) -> None:
    """Of another link to the same mailbox, too."""
    link = mailed_link(bens, ada)
    on_its_way = mailed_link(bens, ada, signer="Jo Reyes")
    worker = connection.copy()
    with worker.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute(LOCKS, [on_its_way.pk])
        with transaction.atomic():
            run("SET LOCAL lock_timeout = '50ms'")
            with pytest.raises(OperationalError, match=WAITS):
                stop(link)
            transaction.set_rollback(True)
    worker.close()
    stop(link)
    assert ReminderStop.objects.count() == 1
