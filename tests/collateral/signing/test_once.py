"""One act makes one signature, however often and from wherever it is sent."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Browser

from practice.models import User
from releases.models import HowEnded, Release, ReleaseDraft, Signature, SigningSession
from releases.signing.room import KEY
from tests.cast import client_of, contact_of, user
from tests.collateral.signing.conftest import JORDAN
from tests.privacy.doors import browser_of
from tests.room import hand_over, leave, step_by_step
from tests.signed import draft_for


def up_to_the_mark(browser: Browser, path: str) -> None:
    hand_over(browser, path, JORDAN)
    assert step_by_step(browser, JORDAN | {"intends": ""}).status_code == 422


@pytest.mark.usefixtures("unprinted")
def test_an_answer_that_was_lost_is_asked_for_again(
    adas: Browser, path: str, draft: ReleaseDraft
) -> None:
    up_to_the_mark(adas, path)
    for _ in range(3):
        assert adas.post("/room/mark/", JORDAN).url == "/room/"
    assert "It is signed." in adas.get("/room/", follow=True).content.decode()
    assert Signature.objects.count() == 1
    assert leave(adas).url == f"/releases/{draft.release.pk}/"


@pytest.mark.usefixtures("unprinted")
def test_of_two_tablets_one_wins_and_the_other_is_told(
    adas: Browser, ada: User, path: str
) -> None:
    other = browser_of(ada)
    for tablet in (adas, other):
        up_to_the_mark(tablet, path)
    adas.post("/room/mark/", JORDAN)
    told = other.post("/room/mark/", JORDAN, follow=True).content.decode()
    assert "This was signed elsewhere just now. Nothing was signed here." in told
    assert other.session[KEY].keys() == {"pk", "said"}  # and nothing of what was typed
    assert Signature.objects.count() == 1
    ended = SigningSession.objects.order_by("pk").values_list("ended_how", flat=True)
    assert list(ended) == [HowEnded.SIGNED, HowEnded.BY_ANOTHER]


@pytest.mark.django_db(transaction=True)
def test_fifty_at_once_make_one_signature(unprinted: None) -> None:
    ada = user("ada", "Dr. Ada Okafor", "clinician")
    ben = contact_of(client_of(ada, "Jordan Reyes"), "Ben Hart", "partner")
    path = f"/drafts/{draft_for(ben, ada).pk}/signature/"
    tablets = [browser_of(ada) for _ in range(5)]
    for tablet in tablets:
        up_to_the_mark(tablet, path)
    answers = at_once([copy_of(tablet) for tablet in tablets for _ in range(10)])
    assert [answer.status_code for answer in answers] == [302] * 50
    assert Release.objects.count() == Signature.objects.count() == 1
    ended = SigningSession.objects.values_list("ended_how", flat=True)
    assert sorted(ended) == [HowEnded.BY_ANOTHER] * 4 + [HowEnded.SIGNED]


def copy_of(tablet: Browser) -> Browser:
    """Another tab of it."""
    tab = Browser()
    tab.cookies = tablet.cookies
    return tab


def at_once(tabs: list[Browser]) -> list[Any]:
    """The answers to all, each sent over a connection of its own."""
    start, answers = threading.Barrier(len(tabs)), []

    def send(tab: Browser) -> None:
        start.wait()
        try:
            answers.append(tab.post("/room/mark/", JORDAN))
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=[tab]) for tab in tabs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers
