"""An event is recorded as it happens, or not at all."""

from __future__ import annotations

import pytest
from django.utils import timezone

from clients.ledger import record
from clients.models import Client, ConsentEvent, EventKind
from tests.clock import DAY, MINUTE
from tests.refusals import refused_by, run

INSERT = """
    INSERT INTO clients_consentevent (client_id, clinician_id, kind, at, reason, detail,
        number, previous, body, sha256)
    SELECT id, clinician_id, 'viewed', %s, '', '{}', 0, '', '', '' FROM clients_client
    WHERE id = %s
"""


@pytest.fixture(autouse=True)
def presently(db: None) -> None:
    """As everywhere but in tests and the demo, no past is laid."""
    run("SET LOCAL third_chair.past = ''")


def test_raw_sql_dates_no_event_back(jordan: Client) -> None:
    with refused_by("event_is_recorded_now"):
        run(INSERT, timezone.now() - 2 * MINUTE, jordan.pk)
    assert run(INSERT, timezone.now() - MINUTE / 2, jordan.pk) == 1


def test_nor_where_an_older_event_would_lift_it(jordan: Client) -> None:
    """The chain puts an event no sooner than the last one, which may be old itself."""
    run("SET LOCAL third_chair.past = 'laid'")
    run(INSERT, timezone.now() - 9 * DAY, jordan.pk)
    run("SET LOCAL third_chair.past = ''")
    with refused_by("event_is_recorded_now"):
        run(INSERT, timezone.now() - 30 * DAY, jordan.pk)
    assert run(INSERT, timezone.now(), jordan.pk) == 1


def test_what_is_dated_back_after_what_just_happened_is_recorded_after_it(
    jordan: Client,
) -> None:
    first = record(EventKind.VIEWED, jordan, None)
    run(INSERT, timezone.now() - DAY, jordan.pk)
    first.refresh_from_db()
    assert ConsentEvent.objects.get(number=2).at == first.at
