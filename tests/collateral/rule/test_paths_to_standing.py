"""Whatever the path by which a session comes to stand, the database answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from clients.models import Contact
from collateral.models import Participant, Session, Status
from practice.database.constraints import violated
from practice.spans import span
from releases.models import FormKind
from tests.clock import FIFTY, HOUR, afternoon
from tests.formed import form_signed
from tests.refusals import refused_by, run, settle
from tests.signed import sign


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
    form_signed(held.client, FormKind.ACKNOWLEDGEMENT, ben)
    with refused_by("participant_release_in_force"):
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
    with refused_by("participant_release_in_force"):
        Session.objects.update(**change)
    with refused_by("participant_release_in_force"):
        run("SET CONSTRAINTS ALL DEFERRED")
        Session.objects.update(**change)


@pytest.mark.django_db(transaction=True)
def test_deferring_the_question_is_no_way_round(held: Session) -> None:
    with pytest.raises(IntegrityError) as refusal:
        _schedule_deferred(held)
    assert violated(refusal.value) == "participant_release_in_force"
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
    with refused_by("participant_release_in_force"):
        run("SET CONSTRAINTS ALL DEFERRED")
        schedule_by_update(held)
