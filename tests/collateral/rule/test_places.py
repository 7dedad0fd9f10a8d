"""Nobody joins in a place that was not ticked, whoever asks and whatever writes."""

from __future__ import annotations

import pytest

from clients.models import Client, Contact
from collateral import gate
from collateral.booking.form import BookingForm
from collateral.models import Participant, Session
from practice.models import Room, User
from practice.spans import span
from releases.models import Format, Place
from tests.booked import book, seat, seat_in, typed
from tests.clock import FIFTY, afternoon
from tests.collateral.models.unsaved import THREE, session
from tests.refusals import refused_by, run, settle, words_of
from tests.signed import sign

KEY = "participant_place_release_in_force"
ONLY_IN_PERSON = [*Format.values, Place.IN_PERSON]


def line_of(client: Client, contact: Contact, **asked: str) -> gate.Line:
    """What the gate says of a session with ``contact`` that is ``asked`` for."""
    how = {"format": "joint", "place": "in_person", **asked}
    during = span(afternoon(), afternoon() + FIFTY)
    by = client.clinician
    (line,) = gate.ask(gate.Proposal(client, (contact,), by, during, None, **how)).lines
    return line


def test_nobody_joins_in_a_place_that_was_not_ticked(
    jordan: Client, ben: Contact
) -> None:
    sign(ben, places=[Place.IN_PERSON])
    line = line_of(jordan, ben, place="phone")
    assert line.codes == (gate.Code.FORMAT,)
    assert line.sentence == "The release does not let Ben Hart join by phone."
    with refused_by(KEY):
        book(jordan, [ben], afternoon(), place="phone")
    assert line_of(jordan, ben).covered
    book(jordan, [ben], afternoon(), place="in_person")


def test_nobody_joins_in_a_format_that_was_not_ticked(
    jordan: Client, ben: Contact
) -> None:
    """Case 61: a session without the client needs a release of its own kind."""
    sign(ben, formats=[Format.JOINT])
    line = line_of(jordan, ben, format="collateral")
    assert line.codes == (gate.Code.FORMAT,)
    assert line.sentence == (
        "The release does not let Ben Hart into a session without the client."
    )
    with refused_by("participant_release_in_force"):
        book(jordan, [ben], afternoon(), format="collateral")
    book(jordan, [ben], afternoon())


def test_all_that_is_not_permitted_is_said_at_once(
    jordan: Client, ben: Contact
) -> None:
    sign(ben, formats=[Format.JOINT], places=[Place.VIDEO], ends=afternoon(3))
    line = line_of(jordan, ben, format="collateral", place="phone")
    assert line.codes == (gate.Code.EXPIRES_BEFORE_SESSION, gate.Code.FORMAT)
    assert len(line.reasons) == 3


def test_whoever_is_only_to_tell_us_joins_nothing(jordan: Client, ben: Contact) -> None:
    sign(ben, direction="obtain")
    line = line_of(jordan, ben)
    assert line.codes == (gate.Code.DIRECTION,)
    assert line.sentence == "The release lets Ben Hart tell us, and us share nothing."
    with refused_by("participant_release_in_force"):
        book(jordan, [ben], afternoon())


def test_a_session_changes_place_only_where_it_may(
    jordan: Client, ben: Contact
) -> None:
    sign(ben, places=[Place.VIDEO, Place.PHONE])
    booked = book(jordan, [ben], afternoon())
    mine = Session.objects.filter(pk=booked.pk)
    with refused_by(KEY):
        mine.update(place="in_person")
    mine.update(place="phone")
    assert booked.participants.get().place == "phone"
    mine.update(status="held")
    mine.update(place="in_person")
    with refused_by(KEY):
        mine.update(status="scheduled")


def test_a_seat_that_says_another_place_is_refused(
    jordan: Client, ben: Contact
) -> None:
    sign(ben, grants=ONLY_IN_PERSON)
    booked = book(jordan, [], afternoon(), place="phone", status="held")
    with refused_by("participant_mirrors_session"):
        seat(booked, ben, place="in_person")
    says = "No release lets them join in this place for the whole session."
    away, here = (
        seat_in(booked, ben, status="scheduled", place=place)
        for place in ("phone", "in_person")
    )
    for each in (away, here):
        each.relies_on = span(booked.booked_at, booked.during.upper)
    assert (words_of(KEY, away), words_of(KEY, here)) == (says, "")


def test_a_session_that_stands_where_it_may_not_is_uncovered(
    jordan: Client, ben: Contact
) -> None:
    sign(ben, grants=ONLY_IN_PERSON)
    booked = book(jordan, [ben], afternoon(), place="in_person")
    settle()
    assert not Participant.objects.uncovered().exists()
    run("ALTER TABLE collateral_participant ALTER CONSTRAINT " + KEY + " NOT ENFORCED")
    Session.objects.filter(pk=booked.pk).update(place="video")
    assert Participant.objects.uncovered().get().session == booked


def test_a_session_takes_place_somewhere(jordan: Client) -> None:
    nowhere = session(jordan, span(THREE, THREE + FIFTY), place="", status="held")
    says = "Choose where the session takes place."
    assert words_of("session_takes_place_somewhere", nowhere) == says
    with refused_by("session_takes_place_somewhere"):
        nowhere.save()
    nowhere.place = "phone"
    nowhere.save()


def test_a_room_is_in_person(jordan: Client, blue_room: Room) -> None:
    when = span(THREE, THREE + FIFTY)
    wrong = session(jordan, when, room=blue_room, place="video", status="held")
    says = "Whoever meets in a room meets in person."
    assert words_of("session_in_a_room_is_in_person", wrong) == says
    with refused_by("session_in_a_room_is_in_person"):
        wrong.save()
    wrong.place = "in_person"
    wrong.save()


@pytest.mark.parametrize("where", Place.values)
def test_the_form_asks_where_in_one_question(
    ada: User, jordan: Client, ben: Contact, where: str
) -> None:
    form = BookingForm(jordan, ada, typed([ben], afternoon(), room=where))
    assert form.is_valid()
    assert (form.proposal.place, form.proposal.room) == (where, None)


def test_who_meets_in_a_room_meets_in_person(
    ada: User, jordan: Client, ben: Contact, blue_room: Room
) -> None:
    sent = typed([ben], afternoon(), room=str(blue_room.pk))
    form = BookingForm(jordan, ada, sent)
    assert form.is_valid()
    assert (form.proposal.place, form.proposal.where) == ("in_person", "Blue room")
    missing = BookingForm(jordan, ada, {**sent, "room": ""})
    assert list(missing.errors) == ["room"]
