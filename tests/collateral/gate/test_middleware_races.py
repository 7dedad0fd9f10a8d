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

from clients.models import Client, Contact
from collateral import gate
from collateral.models import Participant
from practice.models import User
from releases.models import Release
from tests.clock import DAY
from tests.collateral import acts
from tests.collateral.rule.scheduling import JSON, KINDS, WAYS, Asked, all_rows, cover
from tests.revoked import revoke
from tests.signed import by_acts, sign

pytestmark = pytest.mark.django_db(transaction=True)


Arrange = Callable[[Callable[[], Any]], None]


@pytest.fixture
def once_asked(monkeypatch: pytest.MonkeyPatch) -> Arrange:
    """Have something done and committed elsewhere, as soon as the gate has been asked."""

    def arrange(act: Callable[[], Any]) -> None:
        usual = gate.clear

        def clear_then_act(proposal: gate.Proposal) -> gate.Cleared:
            cleared = usual(proposal)
            monkeypatch.setattr(gate, "clear", usual)
            elsewhere(act)
            return cleared

        monkeypatch.setattr(gate, "clear", clear_then_act)

    return arrange


def revoke_all(contact: Contact, actor: User) -> None:
    for release in Release.objects.filter(contact=contact, revoked_at=None):
        revoke(release, "asked on the phone", actor)


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
    ada: User,
    once_asked: Arrange,
) -> None:
    asked: Asked = WAYS[way](jordan, ben)
    cover(ben)
    key = {"form_key": str(uuid.uuid4())} if once else {}
    once_asked(lambda: revoke_all(ben, ada))
    before = all_rows()
    response = adas.post(asked.url, {**asked.fields, **key}, **headers)
    assert response.status_code == 409
    assert "The release was revoked on" in response.content.decode()
    after = all_rows()
    assert [event.kind for event in by_acts()] == [
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
    ada: User,
    once_asked: Arrange,
) -> None:
    asked = WAYS["move"](jordan, ben)
    cover(ben)
    once_asked(lambda: revoke_all(ben, ada))
    response = asked.sent_by(adas)
    assert response.status_code == 302
    asked.session.refresh_from_db()
    assert asked.session.status == "held"
    assert not Participant.objects.uncovered().exists()


def test_whoever_joined_meanwhile_is_asked_about_too(
    adas: Browser,
    ada: User,
    jordan: Client,
    ben: Contact,
    maria: Contact,
    once_asked: Arrange,
) -> None:
    asked = WAYS["move"](jordan, ben)
    cover(ben)
    sign(maria, ends=asked.session.during.upper)
    once_asked(lambda: acts.join(asked.session, maria, ada))
    response = asked.sent_by(adas, **JSON)
    assert response.status_code == 409
    (gap,) = response.json()["gaps"]
    assert (gap["contact"], gap["code"]) == (maria.pk, "EXPIRES_BEFORE_SESSION")
    was = asked.session.during
    asked.session.refresh_from_db()
    assert asked.session.during == was


def test_a_day_that_ends_meanwhile_is_refused_as_it_was_asked(
    adas: Browser,
    ada: User,
    jordan: Client,
    ben: Contact,
    once_asked: Arrange,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = WAYS["book"](jordan, ben)
    cover(ben)
    later = timezone.localdate() + 9 * DAY

    def revoke_as_the_days_go_by() -> None:
        revoke_all(ben, ada)
        monkeypatch.setattr(timezone, "localdate", lambda *_: later)

    once_asked(revoke_as_the_days_go_by)
    response = asked.sent_by(adas)
    assert response.status_code == 409
    assert "The release was revoked on" in response.content.decode()
    assert not Participant.objects.exists()


def test_covered_again_by_the_time_of_the_answer_says_to_try_once_more(
    adas: Browser,
    jordan: Client,
    ben: Contact,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = WAYS["book"](jordan, ben)
    covered = gate.Verdict(())
    monkeypatch.setattr(gate, "clear", acts.unasked)
    monkeypatch.setattr(gate, "ask", lambda proposal: covered)
    response = asked.sent_by(adas)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Everyone is covered again: try once more." in " ".join(page.split())
    assert not Participant.objects.exists()
