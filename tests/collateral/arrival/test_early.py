"""A release that is revoked in mid-session ends the cover at that instant; and one on hold
whose time passes was not held.
"""

from __future__ import annotations

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client, ConsentEvent, Contact
from collateral.ending.event import end_by_event
from collateral.models import Participant, Session, Status
from collateral.sessions.status import status_of
from practice.models import User
from releases.models import FormKind
from tests.arrived import came_to
from tests.booked import book
from tests.clock import DAY, HOUR, MINUTE
from tests.formed import form_signed
from tests.refusals import settle
from tests.revoked import revoke, revoke_part
from tests.signed import sign


def checked_in(session: Session, contact: Contact) -> None:
    came_to(session, contact)
    Session.objects.filter(pk=session.pk).update(status=Status.CHECKED_IN)


@pytest.mark.parametrize("whole", [True, False])
def test_what_is_revoked_while_people_are_in_the_room_ends_it_there(
    adas: Browser, ada: User, session: Session, ben: Contact, whole: bool
) -> None:
    checked_in(session, ben)
    ends, release = session.during.upper, ben.releases.get()
    if whole:
        held = revoke(release, "He asked.", ada)
    else:
        held = revoke_part(release, ["joint"], ada)
    settle()
    session.refresh_from_db()
    assert held == []
    assert session.status == Status.CHECKED_IN
    assert session.during.upper < ends
    assert session.took_place_by(timezone.now())
    seat = Participant.objects.get(session=session, contact=ben)
    assert seat.relies_on.upper == session.during.upper
    event = ConsentEvent.objects.get(kind="ended_early")
    assert (event.contact, event.release_id) == (ben, release.pk)
    assert (event.session_id, event.actor) == (session.pk, ada)
    page = adas.get(f"/sessions/{session.pk}/").content.decode()
    assert "Ended early." in page
    assert "Book the rest without them" in page


def test_so_does_the_event_with_which_their_release_ends(
    ada: User, jordan: Client, ben: Contact, unprinted: None
) -> None:
    began = timezone.now() - 10 * MINUTE
    sign(ben, began - DAY, began + 90 * DAY, expires_event="Treatment here ends")
    form_signed(jordan, FormKind.ACKNOWLEDGEMENT, ben)
    session = book(jordan, [ben], began, booked_at=began - HOUR)
    checked_in(session, ben)
    assert end_by_event(ben.releases.all(), "Discharged.", ada) == []
    settle()
    session.refresh_from_db()
    assert session.status == Status.CHECKED_IN
    assert session.took_place_by(timezone.now())
    kinds = ConsentEvent.objects.order_by("pk").values_list("kind", flat=True)
    assert list(kinds)[-2:] == ["ended_early", "event_occurred"]


def test_where_nobody_was_checked_in_it_goes_on_hold(
    ada: User, session: Session, ben: Contact
) -> None:
    revoke(ben.releases.get(), "He asked.", ada)
    session.refresh_from_db()
    assert session.status == Status.HELD
    assert not ConsentEvent.objects.filter(kind="ended_early").exists()


def test_so_does_one_that_has_not_begun(
    ada: User, jordan: Client, session: Session, maria: Contact
) -> None:
    soon = book(jordan, [maria], timezone.now() + HOUR)
    checked_in(soon, maria)
    revoke(maria.releases.get(), "She asked.", ada)
    soon.refresh_from_db()
    assert soon.status == Status.HELD


def test_the_history_tells_it(
    client: Browser, nora: User, ada: User, session: Session, ben: Contact
) -> None:
    checked_in(session, ben)
    revoke(ben.releases.get(), "He asked.", ada)
    client.force_login(nora)
    page = client.get(f"/history/?client={session.client_id}").content.decode()
    assert "early: it is no longer covered for" in page


def test_one_on_hold_as_its_time_passes_was_not_held(
    adas: Browser, jordan: Client, session: Session, ben: Contact
) -> None:
    began = timezone.now() - DAY
    over = book(jordan, [ben], began, booked_at=began - HOUR, status=Status.HELD)
    assert status_of(over, began).label == "On hold"
    assert status_of(over, over.during.upper).label == "Not held"
    assert "Not held" in adas.get(f"/sessions/{over.pk}/").content.decode()
    day = timezone.localdate(began).isoformat()
    assert "not held" in adas.get(f"/week/{day}/").content.decode()
