"""Rows are written as ``bulk_create`` writes them, by a statement worded once."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction
from django.forms import model_to_dict
from django.test.utils import CaptureQueriesContext

from clients.ledger import event_of
from clients.models import Client, ConsentEvent, EventKind
from practice.database.constraints import violated
from practice.database.rows import insert
from practice.models import Room, User

pytestmark = pytest.mark.django_db


def told(client: Client, actor: User, reason: str) -> ConsentEvent:
    return event_of(EventKind.BOOKED, client, actor, reason=reason, contacts=[1, 2])


def test_each_has_its_key_and_what_the_database_made(jordan: Client) -> None:
    okafor = jordan.clinician
    events = [told(jordan, okafor, reason) for reason in ("Here's one: 100%.", "Two.")]
    insert(events)
    stored = list(ConsentEvent.objects.filter(client=jordan).order_by("-pk")[:2])
    assert [each.pk for each in reversed(stored)] == [each.pk for each in events]
    for mine, theirs in zip(events, reversed(stored), strict=True):
        assert (mine.reason, mine.detail, mine.at) == (
            theirs.reason,
            theirs.detail,
            theirs.at,
        )
        assert not mine._state.adding


def test_they_are_what_bulk_create_writes() -> None:
    ours, theirs = Room(name="Ours"), Room(name="Theirs")
    insert([ours])
    Room.objects.bulk_create([theirs])
    ours.refresh_from_db()
    theirs.refresh_from_db()
    unlike = {"id", "name"}
    said, known = model_to_dict(ours), model_to_dict(theirs)
    assert {k: v for k, v in said.items() if k not in unlike} == {
        k: v for k, v in known.items() if k not in unlike
    }


def test_none_are_written_without_a_question(jordan: Client) -> None:
    with CaptureQueriesContext(connection) as asked:
        insert([])
    assert not asked.captured_queries


def test_what_the_database_refuses_is_refused_by_name() -> None:
    insert([Room(name="Room 9")])
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        insert([Room(name="Room 9")])
    assert violated(refused.value)
