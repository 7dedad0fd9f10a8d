"""A program, and someone signed in, is answered so often in a minute, and then told to wait."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Contact
from collateral.models import GateQuestion
from practice.accounts.models import Tries
from practice.accounts.throttle import forget_old_tries
from practice.models import User
from practice.systems import pace
from practice.systems.pace import TooOften, ask_once
from tests.clock import afternoon
from tests.collateral.api.test_gate import GATE, asked
from tests.let_in import issued

SECONDS = timedelta(seconds=1)


@pytest.fixture
def three(monkeypatch: pytest.MonkeyPatch) -> int:
    """Three a minute, where it is a hundred and twenty."""
    assert pace.MOST == 120
    monkeypatch.setattr(pace, "MOST", 3)
    return 3


def ago(seconds: float) -> None:
    """The minute of each began so long ago."""
    Tries.objects.update(since=timezone.now() - seconds * SECONDS)


def test_the_fourth_in_a_minute_is_told_to_wait_and_nothing_is_kept_of_it(
    three: int, adas: Browser, ben: Contact
) -> None:
    question = asked(ben, afternoon(3))
    answers = [adas.get(GATE, question) for _ in range(three + 1)]
    assert [each.status_code for each in answers] == [200, 200, 200, 429]
    late = answers[-1]
    assert late["Content-Type"] == "application/problem+json"
    assert late.json()["title"] == "Too Many Requests"
    assert 1 <= int(late["Retry-After"]) <= 60
    assert late["Retry-After"] in late.json()["detail"]
    assert GateQuestion.objects.count() == three


def test_what_cannot_be_understood_counts_too(three: int, adas: Browser) -> None:
    answers = [adas.get(GATE, {"client": "?"}).status_code for _ in range(three + 1)]
    assert answers == [422, 422, 422, 429]


def test_each_program_and_person_counts_for_itself(
    three: int, adas: Browser, ben: Contact, nora: User
) -> None:
    question = asked(ben, afternoon(3))
    headers = [
        {"Authorization": f"Bearer {issued(nora, name)[1]}"} for name in ("One", "Two")
    ]
    for _ in range(three):
        assert Browser().get(GATE, question, headers=headers[0]).status_code == 200
    assert Browser().get(GATE, question, headers=headers[0]).status_code == 429
    assert Browser().get(GATE, question, headers=headers[1]).status_code == 200
    assert adas.get(GATE, question).status_code == 200


@pytest.mark.django_db
def test_after_a_minute_there_are_as_many_again(three: int) -> None:
    for _ in range(three):
        ask_once("system 1")
    ago(59)
    with pytest.raises(TooOften) as refused:
        ask_once("system 1")
    assert refused.value.seconds in (1, 2)
    ago(61)
    for _ in range(three):
        ask_once("system 1")
    with pytest.raises(TooOften):
        ask_once("system 1")


@pytest.mark.django_db
def test_waiting_is_no_longer_for_who_asks_meanwhile(three: int) -> None:
    for _ in range(three):
        ask_once("system 1")
    since = Tries.objects.get().since
    for _ in range(3):
        with pytest.raises(TooOften):
            ask_once("system 1")
    assert Tries.objects.get().since == since


@pytest.mark.django_db
def test_it_is_forgotten_as_tries_are() -> None:
    ask_once("system 1")
    ago(2 * 86_400)
    forget_old_tries()
    assert not Tries.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_many_at_once_are_answered_no_more_often(three: int) -> None:
    def ask(_: int) -> bool:
        try:
            ask_once("system 1")
        except TooOften:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(ask, range(24))) == three


def test_the_document_says_so(adas: Browser) -> None:
    document = adas.get("/api/openapi.json").json()
    told = document["paths"]["/api/gate/"]["get"]["responses"]["429"]
    assert told["headers"]["Retry-After"]["required"]
    assert "application/problem+json" in told["content"]
    assert "120 times a minute" in document["info"]["description"]
