"""Bad input: each gets a clear message or 404; nothing is lost or written twice."""

from __future__ import annotations

import html
import re
import uuid
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import Client, ConsentEvent, Contact
from collateral import ending
from collateral.models import Session
from practice.models import Room, Submission, User
from practice.spans import local_instant
from tests.booked import typed
from tests.clock import DAY, afternoon
from tests.collateral.rule.scheduling import HTMX, JSON, all_rows, booked
from tests.signed import sign

SCRIPT = '<script>alert("x")</script>'


@pytest.fixture
def url(jordan: Client) -> str:
    return reverse("booking", args=[jordan.pk])


def errors_in(response: Any) -> str:
    """What a form that came back says, as text."""
    page = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(html.unescape(page).split())


def changing_days() -> Iterator[tuple[date, time, str]]:
    """The next days on which the clocks change, and a time that there is not once."""
    today = timezone.localdate()
    for days in range(1, 400):
        day = today + days * DAY
        for clock in (time(1, 30), time(2, 30)):
            try:
                local_instant(day, clock)
            except ValidationError as error:
                yield day, clock, error.messages[0]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"date": ""}, "This field is required."),
        ({"date": "soon"}, "Enter a day as month/day/year, such as 12/17/2026."),
        ({"date": "2027-02-30"}, "Enter a day as month/day/year, such as 12/17/2026."),
        ({"date": "0001-01-01"}, "This day has passed."),
        ({"date": "1969-12-31"}, "This day has passed."),
        ({"date": "9999-12-31"}, "Choose a day within the next two years."),
        ({"date": "99999-01-01"}, "Enter a day as month/day/year, such as 12/17/2026."),
        ({"start": ""}, "This field is required."),
        ({"start": "25:00"}, "Enter a valid time."),
        ({"start": "-1:00"}, "Enter a valid time."),
        ({"start": "noonish"}, "Enter a valid time."),
        ({"length": "-50"}, "Select a valid choice."),
        ({"length": "0"}, "Select a valid choice."),
        ({"length": "999999999999999999999"}, "Select a valid choice."),
        ({"length": "1e3"}, "Select a valid choice."),
        ({"contacts": []}, "Tick at least one person who joins."),
        ({"contacts": ["0"]}, "Select a valid choice."),
        ({"contacts": ["-1"]}, "Select a valid choice."),
        ({"contacts": ["9" * 30]}, "Select a valid choice."),
        ({"contacts": ["' OR 1=1 --"]}, "is not a valid value."),
        ({"contacts": ["٣"]}, "Select a valid choice."),
        ({"room": "9" * 30}, "Select a valid choice."),
        ({"room": "blue"}, "Select a valid choice."),
        ({"format": "séance"}, "Select a valid choice."),
        ({"purpose": ""}, "Choose why the contacts join."),
        ({"purpose": "gossip"}, "Select a valid choice."),
        ({"topics": "x" * 10_000}, "at most 2000 characters (it has 10000)"),
        ({"boundaries": "x" * 10_000}, "at most 2000 characters (it has 10000)"),
        ({"topics": "evil\u202etxt.exe"}, "hidden character that turns text around"),
        ({"topics": "bell\x07"}, "hidden control character"),
        ({"topics": "\u200b\u200b"}, "no character that can be seen"),
    ],
    ids=lambda value: repr(value)[:40],
)
@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_what_cannot_be_booked_is_said(
    adas: Browser,
    url: str,
    ben: Contact,
    fields: dict[str, Any],
    message: str,
    headers: dict[str, str],
) -> None:
    sign(ben)
    before = all_rows()
    response = adas.post(url, typed([ben], afternoon(), **fields), **headers)
    assert response.status_code == 422
    assert message in errors_in(response)
    assert all_rows() == before
    assert not ConsentEvent.objects.exists()


@pytest.mark.parametrize("field", ["date", "start", "length", "contacts", "purpose"])
def test_a_field_that_was_not_sent_is_asked_for(
    adas: Browser, url: str, ben: Contact, field: str
) -> None:
    sign(ben)
    fields = typed([ben], afternoon())
    del fields[field]
    assert adas.post(url, fields).status_code == 422
    assert adas.post(url, {}).status_code == 422
    assert not Session.objects.exists()


def test_a_time_that_the_clock_skips_or_shows_twice_is_refused(
    adas: Browser, url: str, ben: Contact
) -> None:
    sign(ben, ends=timezone.now() + 500 * DAY)
    days = list(changing_days())
    assert {clock for _, clock, _ in days} == {time(1, 30), time(2, 30)}
    for day, clock, message in days:
        fields = {"date": day.isoformat(), "start": f"{clock:%H:%M}"}
        response = adas.post(url, typed([ben], afternoon(), **fields))
        assert response.status_code == 422
        assert message in errors_in(response)
    assert not Session.objects.exists()


def test_on_such_a_day_an_hour_later_is_booked(
    adas: Browser, url: str, ben: Contact
) -> None:
    sign(ben, ends=timezone.now() + 500 * DAY)
    for day, clock, _ in list(changing_days()):
        start = (datetime.combine(day, clock) + timedelta(hours=2)).time()
        fields = {"date": day.isoformat(), "start": f"{start:%H:%M}"}
        response = adas.post(url, typed([ben], afternoon(), **fields))
        assert response.status_code == 302
        session = Session.objects.order_by("pk").last()
        assert timezone.localtime(session.during.lower).time() == start


def test_a_time_today_that_is_over_is_refused(
    adas: Browser, url: str, ben: Contact
) -> None:
    sign(ben)
    now = timezone.localtime()
    if now.time() < time(1):
        fields = {"date": (now - DAY).date().isoformat()}
    else:
        fields = {"date": now.date().isoformat(), "start": "00:00", "length": "25"}
    response = adas.post(url, typed([ben], afternoon(), **fields))
    assert response.status_code == 422
    assert "has passed" in errors_in(response)


def test_what_was_typed_stands_in_the_form_that_comes_back(
    adas: Browser, url: str, ben: Contact, blue_room: Room
) -> None:
    words = {"topics": f"sleep {SCRIPT}", "boundaries": "كلمات بالعربية, 睡眠"}
    fields = typed([ben], afternoon(), purpose="", room=str(blue_room.pk), **words)
    page = adas.post(url, fields).content.decode()
    assert SCRIPT not in page
    assert html.escape(SCRIPT) in page
    assert words["boundaries"] in page
    assert f'value="{fields["date"]}"' in page
    assert re.search(r'name="contacts"[^>]*checked', page)
    assert re.search(rf'<option value="{blue_room.pk}" selected', page)


@pytest.mark.parametrize("field", ["topics", "boundaries"])
def test_script_is_kept_as_text_and_never_run(
    adas: Browser, url: str, ben: Contact, maria: Contact, field: str
) -> None:
    sent = typed([ben, maria], afternoon(), **{field: SCRIPT})
    sign(ben)
    pages = [adas.post(url, sent), adas.post(url, sent, **HTMX), adas.get(url)]
    sign(maria)
    assert adas.post(url, sent).status_code == 302
    session = Session.objects.get()
    pages.append(adas.get(reverse("session", args=[session.pk])))
    pages.append(adas.get(reverse("session_plan", args=[session.pk])))
    for page in pages:
        assert SCRIPT not in page.content.decode()
    assert html.escape(SCRIPT) in pages[-1].content.decode()
    assert getattr(session.plan, field) == SCRIPT


def test_script_in_names_is_text(adas: Browser, url: str, ben: Contact) -> None:
    Contact.objects.filter(pk=ben.pk).update(name=SCRIPT)
    Client.objects.update(legal_name=SCRIPT)
    sent = typed([ben], afternoon())
    for page in (adas.post(url, sent), adas.post(url, sent, **HTMX), adas.get(url)):
        assert SCRIPT not in page.content.decode()
    problem = adas.post(url, sent, **JSON)
    assert problem["Content-Type"] == "application/problem+json"
    assert problem["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "name", ["x" * 200, "محمد بن عبد الله", "李小龍", "Ñandú O’Brien"]
)
def test_names_of_any_length_and_script_are_refused_and_booked_alike(
    adas: Browser, url: str, ben: Contact, name: str
) -> None:
    Contact.objects.filter(pk=ben.pk).update(name=name)
    response = adas.post(url, typed([ben], afternoon()))
    assert response.status_code == 409
    assert name in html.unescape(response.content.decode())
    sign(ben)
    assert adas.post(url, typed([ben], afternoon())).status_code == 302


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("", "This field is required."),
        ("   ", "This field is required."),
        ("x" * 10_000, "at most 200 characters (it has 10000)"),
        ("Ben\u202etraH", "hidden character that turns text around"),
        ("Ben\x1bHart", "hidden control character"),
    ],
)
def test_a_name_that_cannot_be_one_is_said(
    adas: Browser, jordan: Client, name: str, message: str
) -> None:
    url = reverse("contact_new", args=[jordan.pk])
    sent = {"name": name, "relationship": "friend", "language": "English"}
    response = adas.post(url, sent)
    assert response.status_code == 422
    assert message in errors_in(response)
    assert not jordan.contacts.exists()


@pytest.mark.parametrize(
    "field", ["topics", "date", "contacts", "form_key", "surprise"]
)
@pytest.mark.parametrize("headers", [{}, HTMX, JSON], ids=["plain", "htmx", "json"])
def test_a_nul_byte_is_a_bad_request(
    adas: Browser, url: str, ben: Contact, field: str, headers: dict[str, str]
) -> None:
    sign(ben)
    sent = typed([ben], afternoon(), **{field: "a\0b"})
    assert adas.post(url, sent, **headers).status_code == 400
    assert not Session.objects.exists()


@pytest.mark.parametrize(
    "name", ["booking", "session_move", "session_participants", "session_reopening"]
)
@pytest.mark.parametrize("number", [0, 999_999, 10**30])
def test_ids_of_nothing_are_not_there(adas: Browser, name: str, number: int) -> None:
    url = reverse(name, args=[number])
    for response in (adas.get(url), adas.post(url, {}), adas.post(url, {}, **JSON)):
        assert response.status_code == 404


def test_someone_elses_ids_are_not_there(
    adas: Browser, jordan: Client, ben: Contact, kim: Client, lee: Contact
) -> None:
    theirs = booked(kim, lee)
    names = ("session_move", "session_participants", "session_reopening")
    urls = [reverse(name, args=[theirs.pk]) for name in names]
    urls.append(reverse("booking", args=[kim.pk]))
    before = all_rows()
    for url in urls:
        assert adas.get(url).status_code == 404
        for headers in ({}, HTMX, JSON):
            sent = typed([ben, lee], afternoon(), contact=str(ben.pk))
            assert adas.post(url, sent, **headers).status_code == 404
    assert all_rows() == before


def test_someone_elses_ids_in_the_body_are_no_choice(
    adas: Browser, jordan: Client, ben: Contact, lee: Contact, url: str
) -> None:
    sign(ben)
    sign(lee)
    response = adas.post(url, typed([ben, lee], afternoon()))
    assert response.status_code == 422
    assert "Lee" not in response.content.decode()
    mine = booked(jordan, ben)
    joining = reverse("session_participants", args=[mine.pk])
    assert adas.post(joining, {"contact": lee.pk}).status_code == 422
    assert mine.participants.count() == 1


def test_fields_that_nobody_offered_change_nothing(
    adas: Browser, url: str, ben: Contact, cleo: User, kim: Client
) -> None:
    sign(ben)
    sent = typed(
        [ben],
        afternoon(),
        status="completed",
        clinician=str(cleo.pk),
        client=str(kim.pk),
        booked_at="2020-01-01",
        session_id="1",
    )
    adas.post(url, sent)
    session = Session.objects.get()
    assert (session.status, session.clinician) == ("scheduled", ben.client.clinician)
    assert session.client == ben.client
    assert timezone.now() - session.booked_at < timedelta(minutes=1)


def test_a_form_sent_twice_books_once_and_leads_to_the_same_page(
    adas: Browser, url: str, ben: Contact
) -> None:
    sign(ben)
    sent = typed([ben], afternoon(), form_key=str(uuid.uuid4()))
    first, again, once_more = (adas.post(url, sent) for _ in range(3))
    assert first.status_code == again.status_code == 302
    assert first["Location"] == again["Location"] == once_more["Location"]
    assert Session.objects.count() == 1
    assert ConsentEvent.objects.filter(kind="booked").count() == 1


def test_without_a_key_the_second_is_told_that_the_time_is_taken(
    adas: Browser, url: str, ben: Contact
) -> None:
    sign(ben)
    sent = typed([ben], afternoon())
    assert adas.post(url, sent).status_code == 302
    response = adas.post(url, sent)
    assert response.status_code == 422
    assert "The client has another shared session then." in errors_in(response)
    assert Session.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("keyed", [True, False], ids=["one key", "no key"])
def test_a_form_sent_by_two_hands_at_once_books_once(
    ada: User, url: str, ben: Contact, keyed: bool
) -> None:
    sign(ben)
    key = {"form_key": str(uuid.uuid4())} if keyed else {}
    sent = typed([ben], afternoon(), **key)
    ready, answers = Barrier(4), []

    def send(browser: Browser) -> None:
        try:
            ready.wait()
            response = browser.post(url, sent)
            answers.append((response.status_code, response.headers.get("Location")))
        finally:
            connection.close()

    hands = []
    for _ in range(4):
        browser = Browser()
        browser.force_login(ada)
        hands.append(Thread(target=send, args=(browser,)))
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    session = Session.objects.get()
    there = (302, reverse("session", args=[session.pk]))
    assert session.participants.count() == 1
    assert ConsentEvent.objects.filter(kind="booked").count() == 1
    if keyed:
        assert answers == [there] * 4
        assert Submission.objects.count() == 1
    else:
        assert sorted(answers, key=str) == [there, *[(422, None)] * 3]


def test_a_key_that_is_none_is_no_key(adas: Browser, url: str, ben: Contact) -> None:
    sign(ben)
    sent = typed([ben], afternoon(), form_key="not a key; DROP TABLE")
    assert adas.post(url, sent).status_code == 302
    assert Session.objects.count() == 1


def test_another_persons_key_books_for_oneself(
    adas: Browser, url: str, ben: Contact, cleo: User
) -> None:
    key = uuid.uuid4()
    Submission.objects.create(user=cleo, key=key, url="/sessions/77/")
    sign(ben)
    response = adas.post(url, typed([ben], afternoon(), form_key=str(key)))
    assert response["Location"] == reverse("session", args=[Session.objects.get().pk])


def test_a_form_opened_before_a_revocation_and_sent_after_is_refused(
    adas: Browser, url: str, ada: User, ben: Contact
) -> None:
    release = sign(ben)
    page = adas.get(url).content.decode()
    key = re.search(r'name="form_key" value="([^"]+)"', page)
    assert key
    ending.revoke(release, "asked on the phone", ada)
    sent = typed([ben], afternoon(), form_key=key[1], topics="sleep")
    before = all_rows()
    response = adas.post(url, sent)
    assert response.status_code == 409
    assert "The release was revoked on" in errors_in(response)
    assert all_rows() == before
    assert "sleep" in adas.get(url).content.decode()
    sign(ben, timezone.now())
    assert adas.post(url, sent).status_code == 302


@pytest.mark.parametrize(
    "fields",
    [
        {"date": "9999-12-31"},
        {"date": "0001-01-01"},
        {"date": "x"},
        {"start": "99:99"},
        {"length": "-1"},
        {"contacts": ["9" * 30, "x", "-1"]},
        {"contacts": ["²"]},
        {"room": "9" * 30},
        {"earlier": "9999-12-31T23:59:59+00:00"},
        {"earlier": "0001-01-01T00:00:00+14:00"},
        {"earlier": "2027-02-30T00:00:00Z"},
        {"earlier": "2027-01-30T10:00:00"},
        {"without": "9" * 30},
        {"topics": "x" * 10_000},
    ],
    ids=lambda value: repr(value)[:50],
)
@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_the_live_panel_takes_anything(
    adas: Browser,
    jordan: Client,
    ben: Contact,
    fields: dict[str, Any],
    headers: dict[str, str],
) -> None:
    url = reverse("coverage", args=[jordan.pk])
    response = adas.post(url, typed([ben], afternoon(), **fields), **headers)
    assert response.status_code in {200, 422}
    assert not Session.objects.exists()
