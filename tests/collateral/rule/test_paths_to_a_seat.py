"""Whatever the path to a seat, the database answers, and says by which rule."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from clients.models import Contact
from collateral.models import Participant, Session
from collateral.models.session import MIRRORED
from releases.models import PRACTICE
from tests.refusals import refused_by, run
from tests.signed import sign

MIRRORED_COLUMNS = "client_id, clinician_id, format, place, during, status, booked_at"
COLUMNS = f"session_id, contact_id, discloser, {MIRRORED_COLUMNS}"


def seat_for(session: Session, contact: Contact) -> Participant:
    return Participant(
        session=session,
        contact=contact,
        discloser=PRACTICE,
        **{name: getattr(session, name) for name in MIRRORED},
    )


def row_for(session: Session, contact: Contact) -> list[Any]:
    return [
        session.pk,
        contact.pk,
        PRACTICE,
        session.client_id,
        session.clinician_id,
        session.format,
        session.place,
        session.during,
        session.status,
        session.booked_at,
    ]


def insert(session: Session, contact: Contact) -> None:
    run(
        f"INSERT INTO collateral_participant ({COLUMNS}) "
        "VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
        *row_for(session, contact),
    )


def insert_from_a_query(session: Session, contact: Contact) -> None:
    run(
        f"WITH new AS (INSERT INTO collateral_participant ({COLUMNS}) "
        f"SELECT session_id, %s, discloser, {MIRRORED_COLUMNS} "
        "FROM collateral_participant WHERE session_id = %s RETURNING id) "
        "SELECT * FROM new",
        contact.pk,
        session.pk,
    )


def merge(session: Session, contact: Contact) -> None:
    run(
        "MERGE INTO collateral_participant USING collateral_session session "
        "ON contact_id = %s AND session_id = session.id "
        f"WHEN NOT MATCHED AND session.id = %s THEN INSERT ({COLUMNS}) "
        f"VALUES (session.id, %s, 0, {MIRRORED_COLUMNS})",
        contact.pk,
        session.pk,
        contact.pk,
    )


def upsert(session: Session, contact: Contact) -> None:
    run(
        f"INSERT INTO collateral_participant ({COLUMNS}) "
        f"SELECT {COLUMNS} FROM collateral_participant WHERE session_id = %s "
        "ON CONFLICT (session_id, contact_id) DO UPDATE SET contact_id = %s",
        session.pk,
        contact.pk,
    )


def copy(session: Session, contact: Contact) -> None:
    statement = f"COPY collateral_participant ({COLUMNS}) FROM STDIN"
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(statement) as rows,
    ):
        rows.write_row(row_for(session, contact))


def save(session: Session, contact: Contact) -> None:
    seat_for(session, contact).save()


def bulk_create(session: Session, contact: Contact) -> None:
    Participant.objects.bulk_create([seat_for(session, contact)])


def bulk_create_ignoring_conflicts(session: Session, contact: Contact) -> None:
    Participant.objects.bulk_create([seat_for(session, contact)], ignore_conflicts=True)


def update(session: Session, contact: Contact) -> None:
    session.participants.update(contact=contact)


def bulk_update(session: Session, contact: Contact) -> None:
    seats = list(session.participants.all())
    for each in seats:
        each.contact = contact
    Participant.objects.bulk_update(seats, ["contact"])


def raw_update(session: Session, contact: Contact) -> None:
    run("UPDATE collateral_participant SET contact_id = %s", contact.pk)


@pytest.mark.parametrize(
    "seat",
    [
        insert,
        insert_from_a_query,
        merge,
        upsert,
        copy,
        save,
        bulk_create,
        bulk_create_ignoring_conflicts,
        update,
        bulk_update,
        raw_update,
    ],
)
def test_nobody_takes_a_seat_uncovered(
    standing: Session, ben: Contact, seat: Callable[[Session, Contact], None]
) -> None:
    with refused_by("participant_release_in_force"):
        seat(standing, ben)
    sign(ben)
    seat(standing, ben)
    assert ben.seats.count() == 1
    assert not Participant.objects.uncovered().exists()
