"""A session is moved, or joined, as far as releases reach."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client, Contact
from collateral.models import Status
from collateral.models.topic import topics_for
from collateral.sessions.seats import hears_in
from practice.models import User
from practice.spans import span
from tests.booked import book, seat, typed
from tests.clock import DAY, FIFTY, HOUR
from tests.collateral import acts as booking
from tests.collateral.ending.leaning import LATER, SOON, statuses
from tests.collateral.rule.scheduling import all_rows
from tests.privacy.doors import browser_of
from tests.refusals import refused_by
from tests.signed import by_acts, sign

pytestmark = pytest.mark.usefixtures("unprinted")


def test_a_move_is_refused_beyond_the_release_and_passes_up_to_its_end(
    ada: User, jordan: Client, ben: Contact
) -> None:
    release = sign(ben, ends=LATER)
    session = book(jordan, [ben], SOON)
    beyond: datetime = LATER - FIFTY + timedelta(microseconds=1)
    with refused_by("participant_release_in_force"):
        booking.move(session, span(beyond, beyond + FIFTY), None, ada)
    session.refresh_from_db()
    assert session.during.lower == SOON
    booking.move(session, span(LATER - FIFTY, LATER), None, ada)
    assert statuses() == ["scheduled"]
    assert release.in_force.upper == LATER


def test_with_whoever_joins_a_session_is_booked_anew(
    ada: User, jordan: Client, ben: Contact, maria: Contact
) -> None:
    now = timezone.now()
    sign(ben, now - 30 * DAY)
    session = book(jordan, [ben], SOON, booked_at=now - 2 * DAY)
    with refused_by("participant_release_in_force"):
        booking.join(session, maria, ada)
    session.refresh_from_db()
    assert session.booked_at == now - 2 * DAY
    sign(maria, now)
    booking.join(session, maria, ada)
    session.refresh_from_db()
    assert session.booked_at >= now
    assert {seat.booked_at for seat in session.participants.all()} == {
        session.booked_at
    }
    assert statuses() == ["scheduled"]


def test_whoever_joins_may_hear_only_of_what_their_release_permits(
    jordan: Client, ben: Contact, maria: Contact, finn: User
) -> None:
    sign(ben, topics=["sleep", "diagnosis"])
    sign(maria, topics=["sleep"])
    session = book(jordan, [ben], SOON)
    topics_for(session.participants.all(), ["sleep", "diagnosis"])
    finns, page = browser_of(finn), f"/sessions/{session.pk}/participants/"
    refused = finns.post(page, {"contact": maria.pk})
    assert "to hear only of what their release permits" in refused.text
    assert "iagnosis" not in refused.text
    assert finns.post(page, {"contact": maria.pk, "within": "on"}).status_code == 302
    heard = {pk: set(topics) for pk, topics in hears_in(session).items()}
    assert heard == {ben.pk: {"sleep", "diagnosis"}, maria.pk: {"sleep"}}


def test_nobody_joins_within_a_release_that_is_not_there(
    jordan: Client, ben: Contact, maria: Contact, finn: User
) -> None:
    sign(ben)
    session = book(jordan, [ben], SOON)
    page = f"/sessions/{session.pk}/participants/"
    answer = browser_of(finn).post(page, {"contact": maria.pk, "within": "on"})
    assert answer.status_code == 409
    assert "to hear only of" not in answer.text


@pytest.mark.parametrize("act", ["move", "participants", "cancellation"])
def test_what_has_taken_place_is_not_changed(
    adas: Browser, ada: User, jordan: Client, ben: Contact, maria: Contact, act: str
) -> None:
    sign(ben)
    sign(maria)
    now = timezone.now()
    session = book(jordan, [ben], now - 2 * HOUR, booked_at=now - 3 * HOUR)
    sent = {**typed([], SOON), "contact": maria.pk, "reason": "never came"}
    before = all_rows()
    response = adas.post(f"/sessions/{session.pk}/{act}/", sent, follow=True)
    assert "This session has taken place. Nothing was changed." in (
        response.content.decode()
    )
    for late in (
        lambda: booking.move(session, span(SOON, LATER), None, ada),
        lambda: booking.join(session, maria, ada),
        lambda: booking.cancel(session, "never came", ada),
    ):
        with pytest.raises(booking.SessionChanged):
            late()
    assert all_rows() == before
    assert not by_acts().exists()


def test_what_is_on_hold_may_be_moved_and_joined_and_leans_on_nothing(
    ada: User, jordan: Client, ben: Contact
) -> None:
    session = book(jordan, [], SOON, status=Status.HELD)
    seat(session, ben)
    booking.move(session, span(LATER, LATER + FIFTY), None, ada)
    assert statuses() == ["held"]
