"""Whatever the history is asked for, an index has it in order."""

from __future__ import annotations

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from clients.models import Client, ConsentEvent, Contact, EventKind
from practice.models import User
from practice.web.pages import Page
from releases.history.filters import HistoryFilters
from tests.refusals import run
from tests.releases.history.happenings import happened

pytestmark = pytest.mark.long

DAYS = "from=2026-01-01&to=2027-01-01"


@pytest.mark.parametrize(
    ("query", "index"),
    [
        ("", "event_by_time"),
        (DAYS, "event_by_time"),
        ("client={client}", "event_by_client"),
        ("client={client}&" + DAYS, "event_by_client"),
        ("client={client}&contact={contact}", "event_by_client"),
        ("clinician={clinician}", "event_by_clinician"),
        ("clinician={clinician}&" + DAYS, "event_by_clinician"),
        ("kind=viewed", "event_by_kind"),
        ("kind=viewed&" + DAYS, "event_by_kind"),
        ("kind=viewed&clinician={clinician}", "event_by_"),
    ],
)
@pytest.mark.parametrize("is_first", [True, False])
def test_a_page_is_read_from_its_index(
    nora: User,
    ada: User,
    jordan: Client,
    ben: Contact,
    query: str,
    index: str,
    is_first: bool,
) -> None:
    for _ in range(5):
        happened(EventKind.VIEWED, jordan, contact=ben)
    # On a few rows the planner would rather read them all and sort them.
    run("SET LOCAL enable_seqscan = off")
    run("SET LOCAL enable_sort = off")
    run("SET LOCAL enable_bitmapscan = off")
    ids = {"client": jordan.pk, "contact": ben.pk, "clinician": ada.pk}
    events = HistoryFilters(nora, QueryDict(query.format(**ids))).events()
    last = ConsentEvent.objects.earliest("id")
    with CaptureQueriesContext(connection) as captured, connection.cursor() as cursor:
        every, after = ConsentEvent.objects.all(), "" if is_first else str(last.pk)
        Page.of(events, ("-at", "-id"), after, 2, among=every)
        cursor.execute(f"EXPLAIN {captured.captured_queries[-1]['sql']}")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert f"Index Scan Backward using {index}" in plan
    assert "Sort" not in plan
