"""What the database refuses of who came, past the form; and what it lets pass."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.utils import timezone

from clients.models import Client, Contact
from collateral.models import (
    Arrival,
    Attendance,
    Cancellation,
    Debrief,
    Session,
    Status,
)
from practice.spans import span
from releases.models import FormKind, SignedForm
from tests.arrived import came_to
from tests.booked import book
from tests.clock import DAY, HOUR, MINUTE
from tests.debriefed import debrief, debrief_of
from tests.formed import form_signed
from tests.refusals import refused_by, run


def test_who_has_no_seat_is_not_checked_in(session: Session, jordan: Client) -> None:
    sam = Contact.objects.create(client=jordan, name="Sam Hart", relationship="uncle")
    form_signed(jordan, FormKind.ACKNOWLEDGEMENT, sam)
    for how in ("here", "late", "absent"):
        with refused_by("arrival_is_covered"):
            came_to(session, sam, how=how)


def test_nobody_is_checked_in_while_the_session_is_on_hold(
    session: Session, ben: Contact
) -> None:
    """A seat on hold leans on no release."""
    Session.objects.update(status=Status.HELD)
    for contact in (ben, None):
        with refused_by("arrival_is_covered"):
            came_to(session, contact)
    came_to(session, ben, how="absent")


def test_who_did_not_sign_what_it_means_is_not_checked_in(
    session: Session, ben: Contact, maria: Contact
) -> None:
    forms = SignedForm.objects.filter(contact=ben)
    forms.update(withdrawn_at=timezone.now(), withdrawn_by=ben.client.clinician)
    with refused_by("arrival_is_acknowledged"):
        came_to(session, ben)
    came_to(session, ben, how="absent")
    came_to(session, maria)


def test_whoever_did_not_come_keeps_no_session_waiting_for_what_they_sign(
    session: Session, ben: Contact, maria: Contact
) -> None:
    forms = SignedForm.objects.filter(contact=ben)
    forms.update(withdrawn_at=timezone.now(), withdrawn_by=ben.client.clinician)
    with refused_by("participant_has_acknowledged"):
        Session.objects.update(status=Status.CHECKED_IN)
    came_to(session, maria)
    Session.objects.update(status=Status.CHECKED_IN)


def test_the_client_comes_to_a_joint_session_alone(
    session: Session, jordan: Client, ben: Contact
) -> None:
    came_to(session)
    began = timezone.now() + 2 * HOUR
    without = book(jordan, [ben], began, format="collateral")
    with refused_by("arrival_is_covered"):
        came_to(without)


def test_nobody_comes_days_before(session: Session, jordan: Client) -> None:
    ahead = book(jordan, [*jordan.contacts.all()], timezone.now() + 2 * DAY)
    with refused_by("arrival_is_on_the_day"):
        came_to(ahead)
    came_to(book(jordan, [*jordan.contacts.all()], timezone.now() + 23 * HOUR))


def test_how_they_came_is_one_of_three(session: Session) -> None:
    with refused_by("arrival_says_how"):
        came_to(session, how="maybe")
    came_to(session, how="late")


@pytest.mark.parametrize("who", ["ben", "client"])
def test_it_is_said_once_of_each(session: Session, ben: Contact, who: str) -> None:
    contact = ben if who == "ben" else None
    first = came_to(session, contact)
    with refused_by("arrival_is_said_once"):
        came_to(session, contact, how="absent")
    first.undone_at, first.undone_by = timezone.now(), ben.client.clinician
    first.undone_why = "It was another."
    first.save()
    came_to(session, contact, how="absent")


def test_it_is_said_as_it_is_seen(session: Session) -> None:
    run("SET LOCAL third_chair.past = 'not'")
    with refused_by("arrival_is_recorded_now"):
        came_to(session, recorded_at=timezone.now() - HOUR)
    came_to(session)


def test_it_stays_and_is_undone_once(session: Session, ben: Contact) -> None:
    made, by = came_to(session, ben), ben.client.clinician
    rows = Arrival.objects.filter(pk=made.pk)
    for act in (
        lambda: rows.update(how="absent"),
        lambda: rows._raw_delete("default"),
        lambda: run("TRUNCATE collateral_arrival CASCADE"),
    ):
        with refused_by("arrival_is_final"):
            act()
    with refused_by("arrival_undone_by_someone"):
        rows.update(undone_at=timezone.now(), undone_by=by)
    rows.update(undone_at=timezone.now(), undone_by=by, undone_why="It was Max.")
    with refused_by("arrival_is_final"):
        rows.update(undone_at=None, undone_by=None, undone_why="")


def test_where_somebody_came_it_is_not_moved(session: Session, ben: Contact) -> None:
    later = span(session.during.lower + HOUR, session.during.upper + HOUR)
    sooner_over = span(session.during.lower, session.during.upper - MINUTE)
    made = came_to(session, ben)
    rows = Session.objects.filter(pk=session.pk)
    with refused_by("session_is_where_people_came"):
        rows.update(during=later)
    rows.update(during=sooner_over)
    made.undone_at, made.undone_by = timezone.now(), ben.client.clinician
    made.undone_why = "It was Max."
    made.save()
    rows.update(during=later)


def test_the_debrief_says_of_who_came_what_was_seen(
    session: Session, ben: Contact, maria: Contact
) -> None:
    came_to(session, how="absent")
    with refused_by("attendance_is_as_seen"):
        debrief_of(session, client_came=True)
    came_to(session, maria, how="absent")
    with refused_by("attendance_is_as_seen"):
        debrief_of(session, client_came=False)
    assert not Debrief.objects.exists()
    assert debrief(session).client_came


def test_what_is_written_of_who_came_is_not_contradicted_at_the_door(
    session: Session, ben: Contact, maria: Contact
) -> None:
    debrief_of(session, client_came=False)
    for contact, how in ((ben, "absent"), (None, "here")):
        with refused_by("arrival_is_as_written"):
            came_to(session, contact, how=how)
    came_to(session, ben, how="late")
    came_to(session, how="absent")
    again = debrief(session, client_came=False, version=2, correction="Maria was away.")
    with transaction.atomic():
        again.save(force_insert=True)
        for contact, came in ((ben, True), (maria, False)):
            Attendance.objects.create(
                debrief=again, session=session, contact=contact, came=came
            )
    with refused_by("arrival_is_as_written"):
        came_to(session, maria)
    came_to(session, maria, how="absent")


def test_a_cancellation_is_of_a_session_that_is(session: Session) -> None:
    made = {
        "session": session,
        "whose": "client",
        "why": "ill",
        "recorded_by": session.clinician,
        "recorded_at": timezone.now(),
    }
    with refused_by("cancellation_of_its_session"):
        Cancellation.objects.create(**made)
    Session.objects.update(status=Status.CANCELLED)
    with refused_by("cancellation_says_by_whom_and_why"):
        Cancellation.objects.create(**{**made, "why": "bored"})
    with refused_by("cancellation_of_who_did_not_come"):
        Cancellation.objects.create(**{**made, "whose": "practice", "why": "no_show"})
    kept = Cancellation.objects.create(**made)
    with refused_by("cancellation_is_not_truncated"):
        run("TRUNCATE collateral_cancellation")
    with refused_by("cancellation_is_final"):
        Cancellation.objects.filter(pk=kept.pk).update(why="other")


def test_a_cancellation_is_recorded_now(session: Session) -> None:
    Session.objects.update(status=Status.CANCELLED)
    made = Cancellation(session=session, whose="client", why="ill")
    made.recorded_by = session.clinician
    made.recorded_at = timezone.now() - 2 * MINUTE
    run("SET LOCAL third_chair.past = ''")
    with refused_by("cancellation_is_recorded_now"):
        made.save(force_insert=True)
    made.recorded_at = timezone.now()
    made.save(force_insert=True)
