"""A form that is sent twice, or by two hands at once, books once."""

from __future__ import annotations

import uuid
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client as Browser
from django.urls import reverse

from clients.models import ConsentEvent, Contact
from collateral.models import Session
from practice.models import Submission, User
from tests.booked import typed
from tests.clock import afternoon
from tests.said import errors_in
from tests.signed import sign


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
