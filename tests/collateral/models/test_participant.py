from __future__ import annotations

import pytest
from django.utils import timezone

from clients.models import Client, Contact
from collateral.booking.form import BookingForm
from collateral.models import Participant, Session, Status
from collateral.models.session import MIRRORED
from collateral.sessions.forms import JoinForm
from practice.models import User
from practice.spans import span
from releases.models import PRACTICE, FormKind
from tests.booked import book, seat, typed
from tests.cast import contact_of
from tests.clock import DAY, FIFTY, HOUR, TICK, afternoon
from tests.formed import form_signed
from tests.refusals import refused_by, run, words_of
from tests.signed import sign

THREE = afternoon()
NEXT = THREE + FIFTY


@pytest.fixture
def booked(jordan: Client, ben: Contact) -> Session:
    """Jordan and Ben, at three; Maria is covered and not there."""
    sign(ben)
    return book(jordan, [ben], THREE)


def beside(session: Session, contact: Contact, **columns: object) -> Participant:
    """A seat for ``contact`` that mirrors ``session``, not saved."""
    mirrored = {name: getattr(session, name) for name in MIRRORED}
    mirrored["discloser"] = PRACTICE
    return Participant(session=session, contact=contact, **{**mirrored, **columns})


def test_a_contact_has_one_seat_in_a_session(booked: Session, ben: Contact) -> None:
    again = beside(booked, ben)
    assert words_of("participant_has_one_seat", again) == (
        "This contact has a seat in this session."
    )
    with refused_by("participant_has_one_seat"):
        again.save()


def test_two_contacts_have_two_seats(booked: Session, maria: Contact) -> None:
    sign(maria)
    hers = beside(booked, maria)
    assert words_of("participant_has_one_seat", hers) == ""
    hers.save()


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param({"status": Status.HELD}, id="on hold, and so leaning on nothing"),
        pytest.param({"during": span(THREE - HOUR, THREE)}, id="at another time"),
        pytest.param({"booked_at": THREE - HOUR}, id="booked later"),
        pytest.param({"format": "collateral"}, id="in another format"),
    ],
)
def test_a_seat_mirrors_its_session(
    booked: Session, maria: Contact, wrong: dict
) -> None:
    sign(maria)
    crooked = beside(booked, maria, **wrong)
    assert words_of("participant_mirrors_session", crooked) == (
        "A seat must match its session."
    )
    with refused_by("participant_mirrors_session"):
        crooked.save()
    with refused_by("participant_mirrors_session"):
        Participant.objects.update(**wrong)
    straight = beside(booked, maria)
    assert words_of("participant_mirrors_session", straight) == ""
    straight.save()


def test_what_changes_in_a_session_changes_in_its_seats(
    booked: Session, ben: Contact
) -> None:
    form_signed(ben.client, FormKind.ACKNOWLEDGEMENT, ben)
    Session.objects.update(during=span(NEXT, NEXT + HOUR), status=Status.CHECKED_IN)
    mine = Participant.objects.get()
    assert (mine.during, mine.status) == (span(NEXT, NEXT + HOUR), "checked_in")
    assert mine.relies_on == span(booked.booked_at, NEXT + HOUR)
    Session.objects.update(status=Status.HELD)
    mine.refresh_from_db()
    assert mine.relies_on is None


def test_a_participant_is_a_contact_of_the_client(
    booked: Session, ben: Contact, lee: Contact
) -> None:
    sign(lee)
    stranger = beside(booked, lee)
    assert words_of("contact_of_client", stranger) == (
        "Choose one of this client's own contacts."
    )
    assert words_of("contact_of_client", beside(booked, ben)) == ""
    with refused_by("contact_of_client"):
        stranger.save()
    with refused_by("contact_of_client"):
        Participant.objects.update(contact=lee)
    with refused_by("contact_of_client"):
        Session.objects.update(client=lee.client)


def test_the_form_offers_the_clients_own_contacts_alone(
    ada: User, jordan: Client, ben: Contact, lee: Contact
) -> None:
    form = BookingForm(jordan, ada, typed([ben, lee], THREE))
    assert set(form.errors) == {"contacts"}
    assert BookingForm(jordan, ada, typed([ben], THREE)).is_valid()


def test_no_seat_without_a_release_in_force(
    booked: Session, ben: Contact, maria: Contact
) -> None:
    uncovered = beside(booked, maria)
    assert words_of("participant_release_in_force", uncovered) == (
        "No release is in force for the whole of this session."
    )
    assert words_of("participant_release_in_force", beside(booked, ben)) == ""
    with refused_by("participant_release_in_force"):
        uncovered.save()
    with refused_by("participant_release_in_force"):
        Participant.objects.update(contact=maria)
    sign(maria)
    assert words_of("participant_release_in_force", uncovered) == ""
    uncovered.save()


@pytest.mark.parametrize("status", ["held", "cancelled"])
def test_a_seat_in_a_session_that_does_not_stand_leans_on_nothing(
    jordan: Client, maria: Contact, status: str
) -> None:
    session = book(jordan, [], THREE, status=status)
    assert words_of("participant_release_in_force", beside(session, maria)) == ""
    seat(session, maria)
    over = "session_keeps_what_it_was"  # what is cancelled does not stand again at all
    for standing in ("scheduled", "checked_in", "completed"):
        with refused_by("participant_release_in_force" if status == "held" else over):
            Session.objects.update(status=standing)


@pytest.mark.parametrize(
    ("starts", "ends", "covered"),
    [
        pytest.param(-DAY, FIFTY, True, id="until it ends"),
        pytest.param(-DAY, FIFTY - TICK, False, id="until just before it ends"),
        pytest.param(-HOUR, FIFTY, True, id="from its booking"),
        pytest.param(-HOUR + TICK, FIFTY, False, id="from just after its booking"),
    ],
)
def test_a_release_covers_all_from_booking_until_the_end(
    jordan: Client, ben: Contact, starts: object, ends: object, covered: bool
) -> None:
    now = timezone.now()
    sign(ben, now + starts, now + HOUR + ends)
    when = {"starts": now + HOUR, "booked_at": now - HOUR}
    if covered:
        book(jordan, [ben], **when)
    else:
        with refused_by("participant_release_in_force"):
            book(jordan, [ben], **when)


def test_a_contact_sits_in_one_place_at_a_time(
    booked: Session, jordan: Client, cleo: User, ben: Contact
) -> None:
    elsewhere = book(
        jordan,
        [],
        NEXT - TICK,
        clinician=cleo,
        format="collateral",
        status=Status.HELD,
    )
    there = beside(elsewhere, ben)
    assert words_of("participant_contact_free", there) == (
        "This contact is in another session then."
    )
    with refused_by("participant_contact_free"):
        there.save()
    Session.objects.filter(pk=elsewhere.pk).update(during=span(NEXT, NEXT + FIFTY))
    elsewhere.refresh_from_db()
    after = beside(elsewhere, ben)
    assert words_of("participant_contact_free", after) == ""
    after.save()
    with refused_by("participant_contact_free"):
        Session.objects.filter(pk=elsewhere.pk).update(during=booked.during)


def test_the_form_says_who_sits_elsewhere(
    booked: Session, ada: User, cleo: User, jordan: Client, ben: Contact, maria: Contact
) -> None:
    Session.objects.update(format="collateral", clinician=cleo)
    form = BookingForm(jordan, ada, typed([ben, maria], THREE))
    assert form.is_valid()
    assert not form.is_free()
    assert form.errors == {"contacts": ["Ben Hart is in another session then."]}
    for who, when in (([maria], THREE), ([ben, maria], NEXT)):
        free = BookingForm(jordan, ada, typed(who, when))
        assert free.is_valid()
        assert free.is_free()


def test_who_joins_is_asked_for(booked: Session, ben: Contact) -> None:
    form = JoinForm(booked, {"contact": str(ben.pk)})
    assert set(form.errors) == {"contact"}


def test_a_seat_needs_every_one_of_its_columns(booked: Session) -> None:
    """A foreign key asks nothing of a row in which one of its columns is NULL."""
    for column in ("client_id", "contact_id", "session_id", "during", "status"):
        with refused_by(""):
            run(f"UPDATE collateral_participant SET {column} = NULL")


def test_a_seat_of_its_own_contact_is_free_for_its_own_session(
    booked: Session, jordan: Client, ben: Contact
) -> None:
    mine = Participant.objects.get()
    for constraint in Participant._meta.constraints:
        assert words_of(constraint.name, mine) == ""
    friend = contact_of(jordan, "Ben Hart")
    assert words_of("participant_release_in_force", beside(booked, friend))
