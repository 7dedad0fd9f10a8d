"""Somebody calls of whom no release speaks: what was heard is kept, and nothing told."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client, ConsentEvent, Contact, EventKind
from collateral.models import Call
from practice.models import User
from tests.clock import DAY, HOUR, MINUTE, TICK
from tests.heard import call_of, call_sent, heard
from tests.needing import needs_of
from tests.privacy.doors import browser_of
from tests.refusals import refused_by, run, words_of
from tests.releases.history.happenings import read, words


@pytest.fixture
def finns(finn: User) -> Browser:
    return browser_of(finn)


def url(client: Client) -> str:
    return f"/clients/{client.pk}/calls/"


def page(browser: Browser, client: Client) -> str:
    answer = browser.get(url(client))
    assert answer.status_code == 200
    return words(answer.content.decode())


def test_the_desk_writes_down_what_was_heard(
    finns: Browser, finn: User, jordan: Client, ben: Contact
) -> None:
    sends = call_sent(contact=str(ben.pk), caller="")
    assert finns.post(url(jordan), sends).status_code == 302
    call = Call.objects.get()
    assert (call.contact, call.recorded_by, call.read_at) == (ben, finn, None)
    told = page(finns, jordan)
    assert "Ben Hart partner" in told
    assert "Nothing was told." in told
    assert "She sounded tired on Sunday." in told


def test_the_history_says_that_and_none_of_the_words(
    finns: Browser, nora: User, jordan: Client, ben: Contact
) -> None:
    finns.post(url(jordan), call_sent())
    finns.post(url(jordan), call_sent(contact=str(ben.pk), caller=""))
    first, second = ConsentEvent.objects.filter(kind=EventKind.LISTENED).order_by("pk")
    assert (first.contact, second.contact) == (None, ben)
    assert "tired" not in first.body + second.body
    assert "Ines" not in first.body + second.body
    told = read(browser_of(nora))
    assert "Ben Hart called; Finn Doyle listened, and told them nothing" in told
    assert (
        "none of their contacts called about Jordan Reyes; Finn Doyle listened" in told
    )


def test_whoever_treats_the_client_reads_it_and_says_so(
    adas: Browser, ada: User, finn: User, jordan: Client
) -> None:
    call = heard(jordan, finn)
    (need,) = needs_of(ada)
    assert (need.kind, need.subject) == ("call", call.pk)
    assert "I have read it" in page(adas, jordan)
    assert adas.post(f"/calls/{call.pk}/reading/").status_code == 302
    assert needs_of(ada) == []
    told = page(adas, jordan)
    assert "Read by Dr. Ada Okafor" in told
    assert "I have read it" not in told


def test_the_first_reading_stands(adas: Browser, finn: User, jordan: Client) -> None:
    call = heard(jordan, finn)
    adas.post(f"/calls/{call.pk}/reading/")
    first = Call.objects.get().read_at
    adas.post(f"/calls/{call.pk}/reading/")
    assert Call.objects.get().read_at == first


def test_what_they_wrote_down_themselves_waits_for_nobody(
    adas: Browser, ada: User, jordan: Client
) -> None:
    heard(jordan, ada)
    assert needs_of(ada) == []
    assert "I have read it" not in page(adas, jordan)


def test_from_tomorrow_on_the_desk_reads_it_no_more(
    finns: Browser, adas: Browser, finn: User, jordan: Client
) -> None:
    at = timezone.now() - DAY
    heard(jordan, finn, heard_at=at, recorded_at=at)
    assert "tired" not in page(finns, jordan)
    assert "tired" in page(adas, jordan)


def test_nor_what_somebody_else_wrote_down(
    finns: Browser, ada: User, jordan: Client
) -> None:
    heard(jordan, ada)
    assert "tired" not in page(finns, jordan)


def test_others_find_no_page(
    cleo: User, nora: User, finn: User, finns: Browser, jordan: Client
) -> None:
    call = heard(jordan, finn)
    for who in (cleo, nora):
        assert browser_of(who).get(url(jordan)).status_code == 404
        assert browser_of(who).post(url(jordan), call_sent()).status_code == 404
    for browser in (browser_of(cleo), finns):
        assert browser.post(f"/calls/{call.pk}/reading/").status_code == 404


def test_when_they_called_is_now_where_it_is_not_said(
    finns: Browser, jordan: Client
) -> None:
    before = timezone.now()
    finns.post(url(jordan), call_sent())
    assert before <= Call.objects.get().heard_at <= timezone.now()


def test_or_as_it_is_said(finns: Browser, jordan: Client) -> None:
    day = timezone.localdate() - DAY
    finns.post(url(jordan), call_sent(day=day.isoformat(), clock="15:10"))
    at = timezone.localtime(Call.objects.get().heard_at)
    assert (at.date(), f"{at:%H:%M}") == (day, "15:10")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"caller": ""}, "Choose who called, or write who they said they are."),
        ({"words": "  "}, "This field is required."),
        ({"day": ""}, "This field is required."),
        ({"day": "soon"}, "Enter a day as month/day/year"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(
    said: dict[str, Any], told: str, finns: Browser, jordan: Client
) -> None:
    answer = finns.post(url(jordan), call_sent(**said))
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert told in words(shown)
    assert "words" in said or "She sounded tired on Sunday." in shown
    assert not Call.objects.exists()


def test_a_call_still_ahead_was_not_heard(finns: Browser, jordan: Client) -> None:
    tomorrow = (timezone.localdate() + DAY).isoformat()
    answer = finns.post(url(jordan), call_sent(day=tomorrow))
    assert "This is still ahead." in words(answer.content.decode())


# The database


def test_a_call_is_of_someone(
    db: None, finn: User, jordan: Client, ben: Contact
) -> None:
    for wrong in ({"caller": " "}, {"contact": ben, "caller": "Ines"}):
        assert words_of("call_is_of_someone", call_of(jordan, finn, **wrong))
        with refused_by("call_is_of_someone"):
            heard(jordan, finn, **wrong)
    heard(jordan, finn, contact=ben)
    heard(jordan, finn, caller="Ines")


def test_it_says_what_was_heard(finn: User, jordan: Client) -> None:
    assert words_of("call_says_something", call_of(jordan, finn, words=" \n"))
    with refused_by("call_says_something"):
        heard(jordan, finn, words=" \n")
    heard(jordan, finn, words="x")


def test_it_is_by_one_of_the_clients_own_contacts(
    finn: User, jordan: Client, rosa: Contact, ben: Contact
) -> None:
    with refused_by("call_contact_of_client"):
        heard(jordan, finn, contact=rosa)
    heard(jordan, finn, contact=ben)


def test_it_was_heard_before_it_is_written_down(finn: User, jordan: Client) -> None:
    now = timezone.now()
    late = {"heard_at": now + TICK, "recorded_at": now}
    assert words_of("call_was_heard_before", call_of(jordan, finn, **late))
    with refused_by("call_was_heard_before"):
        heard(jordan, finn, **late)
    heard(jordan, finn, heard_at=now, recorded_at=now)


def test_it_is_not_dated_back(
    finn: User, jordan: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = timezone.now() - 2 * HOUR
    run("SET LOCAL third_chair.past = ''")
    with refused_by("call_is_recorded_now"):
        heard(jordan, finn, heard_at=at, recorded_at=at)
    heard(jordan, finn, heard_at=at)


def test_it_is_read_by_whoever_treats_the_client(
    ada: User, cleo: User, finn: User, jordan: Client
) -> None:
    call, now = heard(jordan, finn), timezone.now()
    unread = Call.objects.filter(pk=call.pk)
    for other in (cleo, finn):
        with refused_by("call_read_by_their_clinician"):
            unread.update(read_by=other, read_at=now)
    with refused_by("call_read_by_someone"):
        unread.update(read_at=now)
    unread.update(read_by=ada, read_at=now)


def test_it_is_read_now(ada: User, finn: User, jordan: Client) -> None:
    call = heard(jordan, finn)
    run("SET LOCAL third_chair.past = ''")
    unread = Call.objects.filter(pk=call.pk)
    with refused_by("call_is_read_now"):
        unread.update(read_by=ada, read_at=timezone.now() - timedelta(hours=1))
    unread.update(read_by=ada, read_at=timezone.now() - MINUTE / 2)


def test_nothing_of_it_changes(ada: User, finn: User, jordan: Client) -> None:
    call = heard(jordan, finn)
    with refused_by("call_is_final"):
        Call.objects.update(words="Nothing.")
    with refused_by("call_is_final"):
        Call.objects.filter(pk=call.pk)._raw_delete("default")
    with refused_by("call_is_final"):
        run("TRUNCATE collateral_call")
    Call.objects.update(read_by=ada, read_at=timezone.now())
    with refused_by("call_is_final"):
        Call.objects.update(read_by=None, read_at=None)
