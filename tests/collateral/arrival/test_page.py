"""The door: each is checked in, or did not come, and what was wrong is taken back."""

from __future__ import annotations

from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import Client, ConsentEvent, Contact
from collateral.models import Arrival, Session, Status
from practice.models import User
from releases.models import SignedForm
from tests.arrived import CLIENT, came_to, door, how, standing
from tests.booked import book
from tests.clock import DAY, HOUR
from tests.revoked import revoke


def kinds() -> list[str]:
    return [event.kind for event in ConsentEvent.objects.order_by("pk")]


def test_the_desk_checks_in_who_came(
    desk: Browser, session: Session, ben: Contact, maria: Contact
) -> None:
    before = len(kinds())
    sent = CLIENT | how(ben, "late") | how(maria, "absent")
    page = desk.post(door(session), sent, follow=True).content.decode()
    assert "Checked in: Jordan Reyes and Ben Hart. Did not come: Maria Reyes." in page
    assert standing() == {"": "here", "Ben Hart": "late", "Maria Reyes": "absent"}
    session.refresh_from_db()
    assert session.status == Status.CHECKED_IN
    assert kinds()[before:] == ["checked_in", "checked_in", "did_not_come"]
    assert "Everyone who was expected is accounted for." in page


def test_each_may_come_in_their_own_time(
    desk: Browser, session: Session, ben: Contact
) -> None:
    desk.post(door(session), CLIENT)
    session.refresh_from_db()
    assert session.status == Status.SCHEDULED
    page = desk.get(door(session)).content.decode()
    assert "Still expected" in page
    assert 'name="how_client"' not in page
    desk.post(door(session), how(ben))
    assert standing() == {"": "here", "Ben Hart": "here"}
    answer = desk.post(door(session), {})
    assert answer.status_code == 422
    assert "Say of at least one person" in answer.content.decode()


def test_a_tab_that_says_otherwise_of_who_is_checked_in_says_nothing(
    desk: Browser, session: Session, ben: Contact, maria: Contact
) -> None:
    desk.post(door(session), how(ben) | CLIENT)
    answer = desk.post(door(session), how(ben, "absent") | how(maria))
    assert answer.status_code == 422
    assert "Somebody said so just now." in answer.content.decode()
    assert standing() == {"": "here", "Ben Hart": "here"}
    desk.post(door(session), how(ben) | how(maria))
    assert standing() == {"": "here", "Ben Hart": "here", "Maria Reyes": "here"}


def test_whose_release_was_revoked_waits_and_the_others_go_on_without_them(
    adas: Browser, ada: User, session: Session, ben: Contact, maria: Contact
) -> None:
    revoke(ben.releases.get(), "He asked.", ada)
    answer = adas.post(door(session), how(maria))
    assert answer.status_code == 422
    assert "This session is on hold: nobody is checked in" in answer.content.decode()
    leaving = {"contacts": [maria.pk], "shown": [ben.pk, maria.pk]}
    adas.post(reverse("session_reopening", args=[session.pk]), leaving)
    adas.post(door(session), how(maria))
    assert standing() == {"Maria Reyes": "here"}


def test_who_has_not_signed_what_it_means_waits_and_nobody_else(
    desk: Browser, session: Session, ben: Contact, maria: Contact
) -> None:
    SignedForm.objects.filter(contact=ben).update(
        withdrawn_at=timezone.now(), withdrawn_by=ben.client.clinician
    )
    answer = desk.post(door(session), how(ben) | how(maria))
    assert answer.status_code == 422
    assert (
        "Ben Hart has not signed the acknowledgement: check-in waits for it."
        in answer.content.decode()
    )
    assert standing() == {}
    desk.post(door(session), how(maria))
    assert standing() == {"Maria Reyes": "here"}


def test_a_wrong_check_in_is_taken_back_and_that_is_recorded(
    desk: Browser, session: Session, ben: Contact
) -> None:
    desk.post(door(session), how(ben))
    undoing = reverse("arrival_undoing", args=[Arrival.objects.get().pk])
    assert desk.post(undoing, {"reason": ""}).status_code == 422
    desk.post(undoing, {"reason": "It was his brother."})
    session.refresh_from_db()
    assert (standing(), session.status) == ({}, Status.SCHEDULED)
    event = ConsentEvent.objects.latest("pk")
    assert (event.kind, event.reason) == ("arrival_undone", "It was his brother.")
    page = desk.post(undoing, {"reason": "Again."}, follow=True).content.decode()
    assert "Somebody undid this already." in page
    assert ConsentEvent.objects.latest("pk") == event


def test_nobody_is_checked_in_before_the_day(
    desk: Browser, session: Session, jordan: Client, ben: Contact
) -> None:
    ahead = book(jordan, [ben], timezone.now() + 3 * DAY)
    assert "on the day of the session" in desk.get(door(ahead)).content.decode()
    assert desk.post(door(ahead), how(ben)).status_code == 422
    assert standing() == {}


def test_nor_for_one_that_was_cancelled(
    desk: Browser, session: Session, ben: Contact
) -> None:
    Session.objects.update(status=Status.CANCELLED)
    assert (
        "was cancelled: nobody is checked in"
        in desk.get(door(session)).content.decode()
    )
    assert desk.post(door(session), how(ben)).status_code == 422


def test_another_clinician_sees_no_door(
    client: Browser, cleo: User, session: Session, ben: Contact
) -> None:
    made = came_to(session, ben)
    client.force_login(cleo)
    assert client.get(door(session)).status_code == 404
    undoing = reverse("arrival_undoing", args=[made.pk])
    assert client.post(undoing, {"reason": "x"}).status_code == 404


def test_one_that_is_over_still_says_who_came(
    desk: Browser, jordan: Client, session: Session, ben: Contact
) -> None:
    began = timezone.now() - 2 * HOUR
    over = book(jordan, [ben], began, booked_at=began - HOUR)
    desk.post(door(over), how(ben))
    over.refresh_from_db()
    assert standing() == {"Ben Hart": "here"}
    assert over.status == Status.SCHEDULED
