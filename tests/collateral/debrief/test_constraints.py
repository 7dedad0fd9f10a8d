"""What the database keeps of debriefs, by the name of each rule."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Contact
from collateral.models import Attendance, Debrief, Session, Status
from practice.models import User
from practice.spans import span
from tests.booked import book, typed
from tests.clock import DAY, HOUR, MINUTE, afternoon
from tests.debriefed import debrief, debrief_of
from tests.refusals import refused_by, run, words_of
from tests.said import errors_in
from tests.signed import sign


def test_none_is_written_of_a_session_that_has_not_begun(
    session: Session, ben: Contact
) -> None:
    ahead = book(session.client, [ben], afternoon(3))
    with refused_by("debrief_follows_its_session"):
        debrief_of(ahead)
    # Nor where the debrief itself is dated ahead.
    with refused_by("debrief_follows_its_session"):
        debrief_of(ahead, written_at=afternoon(4))
    debrief_of(session)


def test_once_debriefed_a_session_keeps_its_time(adas: Browser, ben: Contact) -> None:
    """Though it still runs: what came of it would be told of one that is ahead."""
    sign(ben)
    began = timezone.now() - 10 * MINUTE
    runs = book(ben.client, [ben], began, booked_at=began - HOUR)
    debrief_of(runs)
    later = afternoon(3)
    with refused_by("session_debriefed_keeps_its_time"):
        Session.objects.filter(pk=runs.pk).update(during=span(later, later + HOUR))
    answer = adas.post(f"/sessions/{runs.pk}/move/", typed([], later))
    assert answer.status_code == 422
    words = "What came of this session is written down: it keeps its time."
    assert words in errors_in(answer)
    # As long as nothing is written of it, it is moved.
    runs = book(ben.client, [ben], began + DAY, booked_at=began - HOUR)
    assert adas.post(f"/sessions/{runs.pk}/move/", typed([], later)).status_code == 302


@pytest.mark.parametrize("status", [Status.HELD, Status.CANCELLED])
def test_none_is_written_of_one_that_did_not_take_place(
    ben: Contact, status: Status
) -> None:
    sign(ben)
    began = timezone.now() - HOUR
    fell = book(ben.client, [ben], began, booked_at=began - HOUR, status=status)
    with refused_by("debrief_follows_its_session"):
        debrief_of(fell)


def test_only_the_clients_own_clinician_writes_it(
    session: Session, cleo: User, finn: User
) -> None:
    for stranger in (cleo, finn):
        with refused_by("debrief_is_by_the_clinician"):
            debrief_of(session, written_by=stranger)
    debrief_of(session)


@pytest.mark.parametrize("said", [{"purpose_met": "?"}, {"next_step": ""}])
def test_it_says_what_came_of_it(session: Session, said: dict[str, Any]) -> None:
    assert words_of("debrief_says_what_came_of_it", debrief(session, **said))
    with refused_by("debrief_says_what_came_of_it"):
        debrief_of(session, **said)
    assert not words_of("debrief_says_what_came_of_it", debrief(session))


def test_a_correction_says_what_was_wrong(session: Session) -> None:
    name = "debrief_correction_says_what_was_wrong"
    debrief_of(session)
    for said in ({"version": 2, "correction": " "}, {"correction": "All of it."}):
        assert words_of(name, debrief(session, **said))
    with refused_by(name):
        debrief_of(session, version=2)
    debrief_of(session, version=2, correction="All of it.")


def test_versions_follow_one_another(session: Session) -> None:
    wrong = {"correction": "All of it."}
    with refused_by("debrief_versions_follow_one_another"):
        debrief_of(session, version=2, **wrong)
    debrief_of(session)
    with refused_by("debrief_versions_follow_one_another"):
        debrief_of(session, version=3, **wrong)
    assert words_of("debrief_version_is_one", debrief(session))
    with refused_by("debrief_version_is_one"):
        debrief_of(session)
    debrief_of(session, version=2, **wrong)


def test_it_says_of_everyone_whether_they_came(session: Session) -> None:
    with refused_by("debrief_says_who_came"):
        debrief(session).save()
    debrief_of(session)


def test_only_whoever_has_a_seat_came(session: Session, maria: Contact) -> None:
    made = debrief_of(session)
    seat = session.participants.get()
    marias = Attendance(debrief=made, session=session, contact=maria, came=True)
    bens = Attendance(debrief=made, session=session, contact=seat.contact, came=False)
    with refused_by("attendance_of_a_seat"):
        marias.save(force_insert=True)
    with refused_by("attendance_is_said_once"):
        bens.save(force_insert=True)


def test_who_came_is_of_the_debrief_of_that_session(
    session: Session, maria: Contact
) -> None:
    sign(maria)
    began = timezone.now() - 2 * HOUR
    other = book(session.client, [maria], began, booked_at=began - HOUR)
    made = debrief_of(session)
    with refused_by("attendance_of_its_debrief"):
        Attendance.objects.create(debrief=made, session=other, contact=maria, came=True)
    # What it refers to is one row.
    with refused_by("debrief_session_key", "collateral_debrief_pkey"):
        again = debrief(session, version=2, correction="All of it.")
        again.pk = made.pk
        again.save(force_insert=True)


def test_it_stays_as_it_was_written(session: Session) -> None:
    debrief_of(session)
    with refused_by("debrief_is_final"):
        run("UPDATE collateral_debrief SET agreed = 'More.'")
    with refused_by("debrief_is_final"):
        run("DELETE FROM collateral_debrief")
    with refused_by("debrief_is_not_truncated"):
        run("TRUNCATE collateral_debrief, collateral_attendance")
    with refused_by("attendance_is_final"):
        run("UPDATE collateral_attendance SET came = NOT came")
    with refused_by("attendance_is_final"):
        run("DELETE FROM collateral_attendance")
    with refused_by("attendance_is_not_truncated"):
        run("TRUNCATE collateral_attendance")
    assert Debrief.objects.count() == 1


def test_it_is_written_now(session: Session) -> None:
    run("SET LOCAL third_chair.past = ''")
    with refused_by("debrief_is_written_now"):
        debrief_of(session, written_at=timezone.now() - 2 * MINUTE)
    debrief_of(session)
