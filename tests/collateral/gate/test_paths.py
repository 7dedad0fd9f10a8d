"""Whatever the path, the database answers, and says by which rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.admin import AdminSite, ModelAdmin
from django.db import IntegrityError, connection, transaction
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils import timezone

from clients.models import Client, Contact
from collateral.models import Participant, Session, Status
from collateral.models.session import MIRRORED
from practice.database.constraints import violated
from practice.models import User
from practice.spans import span
from releases.models import PRACTICE
from tests.booked import book
from tests.clock import DAY, FIFTY, HOUR, afternoon
from tests.refusals import refused_by, run, settle
from tests.signed import sign

THE_RULE = "participant_release_in_force"
MIRRORED_COLUMNS = "client_id, clinician_id, format, during, status, booked_at"
COLUMNS = f"session_id, contact_id, discloser, {MIRRORED_COLUMNS}"


@pytest.fixture
def held(jordan: Client, ben: Contact) -> Session:
    """On hold with Ben, for whom nothing is signed."""
    now = timezone.now().replace(microsecond=0)
    return book(jordan, [ben], afternoon(), status=Status.HELD, booked_at=now - HOUR)


@pytest.fixture
def standing(jordan: Client, maria: Contact) -> Session:
    """Booked with Maria, who is covered until an hour after it."""
    now = timezone.now().replace(microsecond=0)
    sign(maria, now - DAY, afternoon() + 2 * HOUR)
    return book(jordan, [maria], afternoon() + HOUR, booked_at=now - HOUR)


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
        session.during,
        session.status,
        session.booked_at,
    ]


def insert(session: Session, contact: Contact) -> None:
    run(
        f"INSERT INTO collateral_participant ({COLUMNS}) "
        "VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
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
    with refused_by(THE_RULE):
        seat(standing, ben)
    sign(ben)
    seat(standing, ben)
    assert ben.seats.count() == 1
    assert not Participant.objects.uncovered().exists()


def schedule_by_sql(session: Session) -> None:
    run("UPDATE collateral_session SET status = 'scheduled' WHERE id = %s", session.pk)


def schedule_by_save(session: Session) -> None:
    session.status = Status.SCHEDULED
    session.save()


def schedule_by_update(session: Session) -> None:
    Session.objects.filter(pk=session.pk).update(status=Status.SCHEDULED)


def schedule_by_bulk_update(session: Session) -> None:
    session.status = Status.COMPLETED
    Session.objects.bulk_update([session], ["status"])


def schedule_by_merge(session: Session) -> None:
    run(
        "MERGE INTO collateral_session USING (VALUES (1)) ON id = %s "
        "WHEN MATCHED THEN UPDATE SET status = 'checked_in'",
        session.pk,
    )


@pytest.mark.parametrize(
    "schedule",
    [
        schedule_by_sql,
        schedule_by_save,
        schedule_by_update,
        schedule_by_bulk_update,
        schedule_by_merge,
    ],
)
def test_no_session_comes_to_stand_uncovered(
    held: Session, ben: Contact, schedule: Callable[[Session], None]
) -> None:
    with refused_by(THE_RULE):
        schedule(Session.objects.get(pk=held.pk))
    sign(ben)
    schedule(Session.objects.get(pk=held.pk))
    assert not Participant.objects.uncovered().exists()


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"during": span(afternoon(9), afternoon(9) + FIFTY)}, id="moved"),
        pytest.param(
            {"during": span(afternoon() + HOUR, afternoon() + 3 * HOUR)}, id="longer"
        ),
        pytest.param(
            {"booked_at": timezone.now() - timedelta(days=2)}, id="booked earlier"
        ),
    ],
)
def test_no_session_that_stands_is_changed_past_its_cover(
    standing: Session, change: dict[str, Any]
) -> None:
    with refused_by(THE_RULE):
        Session.objects.update(**change)
    with refused_by(THE_RULE):
        run("SET CONSTRAINTS ALL DEFERRED")
        Session.objects.update(**change)


@pytest.mark.django_db(transaction=True)
def test_deferring_the_question_is_no_way_round(held: Session) -> None:
    with pytest.raises(IntegrityError) as refusal:
        _schedule_deferred(held)
    assert violated(refusal.value) == THE_RULE
    held.refresh_from_db()
    assert held.status == Status.HELD


def _schedule_deferred(session: Session) -> None:
    with transaction.atomic():
        run("SET CONSTRAINTS ALL DEFERRED")
        schedule_by_update(session)
        run("SET CONSTRAINTS ALL DEFERRED")


def test_asking_early_is_no_way_round(held: Session) -> None:
    """A check made now is made again for whatever is done after it."""
    run("SET CONSTRAINTS ALL DEFERRED")
    settle()
    with refused_by(THE_RULE):
        run("SET CONSTRAINTS ALL DEFERRED")
        schedule_by_update(held)


class Open(ModelAdmin):
    """An admin in which anyone may do anything."""

    def has_add_permission(self, *args: Any) -> bool:
        return True

    def has_change_permission(self, *args: Any) -> bool:
        return True

    def has_view_permission(self, *args: Any) -> bool:
        return True


def posted(fields: Iterable[tuple[str, Any]], by: User) -> HttpRequest:
    request = RequestFactory().post("/", dict(fields))
    request.user = by
    request._dont_enforce_csrf_checks = True
    return request


def fields_of(instance: Any) -> dict[str, Any]:
    """As the admin's own forms send them."""
    lower, upper, booked = (
        timezone.localtime(at)
        for at in (instance.during.lower, instance.during.upper, instance.booked_at)
    )
    return {
        "client": instance.client_id,
        "during_0": f"{lower:%Y-%m-%d %H:%M:%S}",
        "during_1": f"{upper:%Y-%m-%d %H:%M:%S}",
        "booked_at_0": f"{booked:%Y-%m-%d}",
        "booked_at_1": f"{booked:%H:%M:%S}",
        "status": instance.status,
    }


def test_the_admin_gives_nobody_a_seat_uncovered(
    nora: User, standing: Session, ben: Contact
) -> None:
    admin = Open(Participant, AdminSite())
    fields = {
        **fields_of(standing),
        "session": standing.pk,
        "contact": ben.pk,
        "clinician": standing.clinician_id,
        "format": standing.format,
        "discloser": PRACTICE,
    }
    with refused_by(THE_RULE):
        admin.add_view(posted(fields.items(), nora))
    assert not ben.seats.exists()


def test_the_admin_schedules_nothing_uncovered(nora: User, held: Session) -> None:
    admin = Open(Session, AdminSite())
    fields = {
        **fields_of(held),
        "clinician": held.clinician_id,
        "format": held.format,
        "room": "",
        "status": "scheduled",
    }
    with refused_by(THE_RULE):
        admin.change_view(posted(fields.items(), nora), str(held.pk))
    held.refresh_from_db()
    assert held.status == Status.HELD
