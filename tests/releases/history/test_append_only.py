"""The history can be added to, and that is all; each client's chain is one line."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection, transaction

from clients.ledger import record
from clients.models import Client, ConsentEvent, EventKind
from practice.database.constraints import violated
from practice.models import User
from releases.history.verification import verify
from tests.cast import client_of
from tests.refusals import refused_by, run, settle

WRITERS, EACH = 8, 25


@pytest.fixture
def event(jordan: Client, ada: User) -> ConsentEvent:
    record(EventKind.CLIENT_ADDED, jordan, ada)
    return ConsentEvent.objects.get()


@pytest.mark.parametrize(
    "change",
    [
        lambda event: event.save(),
        lambda event: ConsentEvent.objects.update(reason="x"),
        lambda event: ConsentEvent.objects.bulk_update([event], ["reason"]),
        lambda event: event.delete(),
        lambda event: ConsentEvent.objects.filter(pk=event.pk).delete(),
        lambda event: run("UPDATE clients_consentevent SET reason = reason"),
        lambda event: run("DELETE FROM clients_consentevent"),
        lambda event: run(
            "MERGE INTO clients_consentevent AS event USING clients_client AS client"
            " ON event.client_id = client.id WHEN MATCHED THEN DELETE"
        ),
        lambda event: run(
            "WITH gone AS (DELETE FROM clients_consentevent RETURNING 1) SELECT FROM gone"
        ),
    ],
    ids=["save", "update", "bulk", "delete", "filter", "sql", "clear", "merge", "with"],
)
def test_nothing_written_changes(
    event: ConsentEvent, change: Callable[[ConsentEvent], object]
) -> None:
    with refused_by("history_is_append_only"):
        change(event)


@pytest.mark.parametrize(
    "truncate",
    [
        "TRUNCATE clients_consentevent",
        "TRUNCATE clients_consentevent CASCADE",
        "TRUNCATE clients_consentevent RESTART IDENTITY",
    ],
)
def test_nothing_written_is_truncated(event: ConsentEvent, truncate: str) -> None:
    with refused_by("history_is_not_truncated"):
        run(truncate)


@pytest.mark.parametrize("table", ["clients_client", "practice_user"])
def test_nor_along_with_what_it_refers_to(event: ConsentEvent, table: str) -> None:
    """Whatever the triggers of other tables say: those are off."""
    settle()
    for other in connection.introspection.table_names():
        if other != ConsentEvent._meta.db_table:
            run(f"ALTER TABLE {other} DISABLE TRIGGER USER")
    with refused_by("history_is_not_truncated"):
        run(f"TRUNCATE {table} CASCADE")


def at_once(act: Callable[[int], object]) -> None:
    """Have everyone ``act``, each on a connection of their own."""

    def on_a_connection(writer: int) -> None:
        try:
            act(writer)
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as writers:
        list(writers.map(on_a_connection, range(WRITERS)))


@pytest.mark.django_db(transaction=True)
def test_a_chain_stays_one_line_under_eight_writers(ada: User) -> None:
    jordan, teo = client_of(ada, "Jordan Reyes"), client_of(ada, "Teo Vance")

    def write(writer: int) -> None:
        for count in range(EACH):
            record(EventKind.VIEWED, teo if count % 5 == 0 else jordan, ada)

    at_once(write)
    for client, share in ((jordan, 4), (teo, 1)):
        events = ConsentEvent.objects.filter(client=client).order_by("number")
        numbers = [event.number for event in events]
        assert numbers == list(range(1, WRITERS * EACH * share // 5 + 1))
    assert verify().misfit is None


@pytest.mark.django_db(transaction=True)
def test_a_chain_cannot_fork_where_a_snapshot_hides_its_end(ada: User) -> None:
    """Under REPEATABLE READ the trigger sees the chain as it was; the key does not."""
    jordan = client_of(ada, "Jordan Reyes")
    record(EventKind.CLIENT_ADDED, jordan, ada)

    refusals = set()

    def write(writer: int) -> None:
        left = EACH
        while left:
            try:
                with transaction.atomic():
                    run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
                    record(EventKind.VIEWED, jordan, ada)
            except IntegrityError as error:
                refusals.add(violated(error))
            else:
                left -= 1

    at_once(write)
    assert refusals <= {"event_chain_cannot_fork"}
    assert ConsentEvent.objects.count() == 1 + WRITERS * EACH
    assert verify().misfit is None


@pytest.mark.django_db(transaction=True)
def test_the_snapshot_that_is_too_old_is_refused_by_name(ada: User) -> None:
    jordan = client_of(ada, "Jordan Reyes")
    with (
        ThreadPoolExecutor(1) as other,
        refused_by("event_chain_cannot_fork"),
    ):
        run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        assert not ConsentEvent.objects.exists()

        def meanwhile() -> None:
            record(EventKind.VIEWED, jordan, ada)
            connection.close()

        other.submit(meanwhile).result()
        record(EventKind.VIEWED, jordan, ada)
    assert ConsentEvent.objects.count() == 1
    assert verify().misfit is None
