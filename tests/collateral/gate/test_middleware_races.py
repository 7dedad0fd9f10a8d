"""A release that ends between the gate's question and the insert is a sentence."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from threading import Thread
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client, ConsentEvent, Contact
from collateral import gate
from collateral.booking.views import booking
from collateral.ending import acts as ending
from collateral.models import Participant
from practice.models import User
from releases.models import Release
from tests.cast import sign
from tests.collateral.rule.scheduling import KINDS, WAYS, Asked, all_rows, cover

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def revoked_once_asked(monkeypatch: pytest.MonkeyPatch, ada: User) -> Callable:
    """Have Ben's release revoked, elsewhere, as soon as the gate has been asked."""

    def arrange(contact: Contact) -> None:
        usual = gate.ask

        def ask_then_revoke(proposal: gate.Proposal) -> gate.Verdict:
            verdict = usual(proposal)
            monkeypatch.setattr(gate, "ask", usual)
            elsewhere(lambda: revoke_all(contact, ada))
            return verdict

        monkeypatch.setattr(gate, "ask", ask_then_revoke)

    return arrange


def revoke_all(contact: Contact, actor: User) -> None:
    for release in Release.objects.filter(contact=contact, revoked_at=None):
        ending.revoke(release, "asked on the phone", actor)


def elsewhere(act: Callable[[], Any]) -> None:
    """Do and commit ``act`` on a connection of its own."""

    def work() -> None:
        try:
            act()
        finally:
            connection.close()

    thread = Thread(target=work)
    thread.start()
    thread.join()


@pytest.mark.parametrize("way", ["book", "join", "reopen"])
@pytest.mark.parametrize("headers", KINDS.values(), ids=KINDS)
@pytest.mark.parametrize("once", [True, False], ids=["from a form", "without a key"])
def test_a_release_revoked_meanwhile_is_a_conflict_and_no_fault(
    adas: Browser,
    jordan: Client,
    ben: Contact,
    way: str,
    headers: dict,
    once: bool,
    revoked_once_asked: Callable,
) -> None:
    asked: Asked = WAYS[way](jordan, ben)
    cover(ben)
    key = {"form_key": str(uuid.uuid4())} if once else {}
    revoked_once_asked(ben)
    before = all_rows()
    response = adas.post(asked.url, {**asked.fields, **key}, **headers)
    assert response.status_code == 409
    assert "The release was revoked on" in response.content.decode()
    after = all_rows()
    assert [event.kind for event in ConsentEvent.objects.order_by("number")] == [
        "revoked",
        "refused",
    ]
    assert {**after, "events": []} == {**before, "events": []}
    assert not Participant.objects.uncovered().exists()
    # Nothing is lost: signed anew, the same form is sent again, and counts.
    sign(ben, timezone.now())
    again = adas.post(asked.url, {**asked.fields, **key}, **headers)
    assert again.status_code == 302


def test_a_session_that_a_revocation_held_meanwhile_is_not_moved_out_of_cover(
    adas: Browser,
    jordan: Client,
    ben: Contact,
    revoked_once_asked: Callable,
) -> None:
    asked = WAYS["move"](jordan, ben)
    cover(ben)
    revoked_once_asked(ben)
    response = asked.sent_by(adas)
    assert response.status_code == 302
    asked.session.refresh_from_db()
    assert asked.session.status == "held"
    assert not Participant.objects.uncovered().exists()


def test_what_was_faulty_when_the_gate_asked_is_refused_in_the_same_words(
    adas: Browser, jordan: Client, ben: Contact, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = WAYS["book"](jordan, ben)
    answers = [None]
    usual = booking.schedules

    def faulty_at_first(*args: Any, **kwargs: Any) -> gate.Proposal | None:
        return answers.pop() if answers else usual(*args, **kwargs)

    monkeypatch.setattr(booking, "schedules", faulty_at_first)
    response = asked.sent_by(adas)
    assert answers == []
    assert response.status_code == 409
    assert "No release has been signed." in response.content.decode()
    assert not Participant.objects.exists()


def test_covered_again_by_the_time_of_the_answer_says_to_try_once_more(
    adas: Browser,
    jordan: Client,
    ben: Contact,
    ada: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = WAYS["book"](jordan, ben)
    covered = gate.Verdict(())
    monkeypatch.setattr(gate, "ask", lambda proposal: covered)
    response = asked.sent_by(adas)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Everyone is covered again: try once more." in " ".join(page.split())
    assert not Participant.objects.exists()
