"""How often each page asks the database: few times, and as few for thirty as for one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from clients.ledger import record
from clients.models import Contact, EventKind
from collateral.models import Session, Status
from practice.spans import start_of
from tests.booked import book, typed
from tests.cast import client_of, contact_of
from tests.clock import DAY, afternoon
from tests.planned import write_out
from tests.privacy.doors import browser_of
from tests.privacy.house import House, build
from tests.signed import draft_for, sign

pytestmark = pytest.mark.django_db

# At most so many, those for the session and for who is asking among them.
MOST = """
clients               ada     4
client_new            ada     4
client_edit           ada     5
contact_new           ada     4
contact_edit          ada     4
contact_correction    ada     4
draft_new             ada     9
draft_notes           ada     8
draft                 ada     9
draft_edit            ada     8
draft_paper           ada    12
draft_withdrawal      ada     4
preset_new            ada     4
presets               ada     4
preset_edit           ada     4
preset_deletion       ada     4
draft_signature       ada    13
draft_link            ada    12
draft_refusal         ada     8
draft_by_hand         ada    12
draft_check           ada    12
scans                 ada     9
scan_batch            ada     9
scan_page             ada     6
scan_discarding       ada     5
scan_picture          ada     5
papers_to_check       ada     4
papers_to_check       finn    4
releases              ada     5
release               ada    13
release_paper         ada    12
release_original      ada    12
release_records       ada     5
release_revocation    ada    12
release_event         ada     7
release_notice        ada     6
release_voiding       ada     6
release_sessions      ada     8
release_lapse         ada     5
client_papers         ada     9
contact_paper         ada     6
refusal_paper         ada     6
revocation_paper      ada     7
print_room            ada     5
print_batch_new       ada     5
print_batch           ada     5
print_batch_paper     ada     6
what_ends             ada     6
what_ends             finn    6
week                  ada    14
week_of               ada     7
week                  finn    6
week                  nora    7
slot                  ada     5
client                ada    13
client_circle         ada    10
client_circle         finn   10
client_circle         nora   10
client_sitting        ada    13
parent_ledger         ada    10
parent_ledger         finn   10
parent_entry_new      ada     8
client_forms          ada     8
client_forms          finn    8
form_signature        ada     8
form_filing           ada     8
form_paper            ada    10
signed_form_paper     ada     8
form_withdrawal       ada     8
client_disclosures    ada     6
client_disclosure     ada     6
contact_disclosure    ada     8
disclosure_correction ada     7
disclosure_striking   ada     6
hours                 ada     8
hours                 finn    8
hours                 nora    9
hours_edit            ada     5
hours_edit            nora    6
busy_new              ada     4
busy_removal          ada     5
practice_hours        nora    5
closed_day_new        nora    4
closed_day_removal    nora    5
booking               ada     9
times                 ada    12
session               ada    13
client_care           ada     5
session_plan          ada     9
plan_edit             ada    11
plan_approval         ada     8
client_goals          ada     5
goal_closing          ada     4
practice_handout      ada    6
session_handouts      ada    10
participant_handout   ada    12
wishes                ada     9
screening             ada     8
incident_new          ada     6
wish_new              ada     5
wish_closing          ada     4
client_stop           ada     8
client_stop           finn    8
stop_lifting          ada     4
client_family         ada     7
client_parents        ada    12
intake_new            ada     5
check_in_new          ada     5
expectation_new       ada     5
inquiry_new           ada     5
inquiry_answer        ada     6
session_opening       ada     5
session_debrief       ada     9
session_debrief_correction ada 10
home_practices        ada     6
home_practice_new     ada     6
home_practice_closing ada     4
observations          ada     6
observation_new       ada     5
observation_correction ada    6
session_move          ada    11
session_participants  ada     6
session_topics        ada     8
session_reopening     ada    11
session_cancellation  ada     5
series                ada    10
series_move           ada     9
series_reopening      ada     9
series_left_out       ada    14
series_letting_go     ada     8
series_cancellation   ada     8
session_arrival       ada     12
session_door          ada     6
arrival_undoing       ada     4
clients               finn    4
releases              finn    5
client                finn   12
session               finn   10
day                   finn   15
day_of                finn    7
clients               nora    5
client                nora   11
session               nora   11
day                   nora   15
day_of                nora    8
history               nora    9
history_day           nora   13
history_export        nora    7
history_verification  nora    5
ideas                 nora    4
laws                  nora    7
law                   nora    6
law_version           nora    6
law_review            nora    5
law_value             nora    5
seal_settings         nora    4
systems               nora    5
api_schema            nora    3
paper_alarms          nora    5
paper_alarm           nora    5
"""
ROWS = [line.split() for line in MOST.strip().splitlines()]
PAGES = [(route, who) for route, who, _ in ROWS]
CEILING = {(route, who): int(most) for route, who, most in ROWS}


def furnish(house: House, many: int) -> list[Contact]:
    """So many of everything: contacts of Jordan with releases that end soon, drafts and
    events; clients of Ada; sessions today, tomorrow, later, past and on hold.
    """
    soon = timezone.now() + 20 * DAY
    contacts = [contact_of(house.jordan, f"Contact {n}") for n in range(many)]
    for contact in contacts:
        sign(contact, ends=soon)
        draft_for(contact, house.ada)
        record(EventKind.VIEWED, house.jordan, house.finn, contact=contact)
    minutes = timedelta(minutes=20)
    first = start_of(timezone.localdate() + DAY)
    for n in range(many):
        other = client_of(house.ada, f"Client {n}")
        friend = contact_of(other, f"Friend {n}")
        sign(friend, ends=soon)
        starts = first + n * 2 * minutes
        book(other, [friend], starts, ends=starts + minutes)
        starts = first + 2 * DAY + n * 2 * minutes
        book(
            house.jordan,
            [contacts[n]],
            starts,
            ends=starts + minutes,
            status=Status.HELD,
        )
    planned = book(house.jordan, contacts, afternoon(9))
    write_out(planned, goals=[house.goal.pk])
    book(house.jordan, contacts, afternoon(10), status=Status.HELD)
    return contacts


@pytest.fixture(scope="module")
def counted(django_db_setup: None, django_db_blocker: Any) -> dict[Any, list[int]]:
    """How many queries each page took, with one of everything and then with thirty."""
    counts: dict[Any, list[int]] = {}
    with django_db_blocker.unblock():
        for many in (1, 30):
            with transaction.atomic():
                for page, queries in numbers(build(), many):
                    counts.setdefault(page, []).append(queries)
                transaction.set_rollback(True)
    return counts


def numbers(house: House, many: int) -> Iterator[tuple[Any, int]]:
    contacts = furnish(house, many)
    crowded = replace(
        house,
        booked=Session.objects.get(during__startswith=afternoon(9)),
        held=Session.objects.get(during__startswith=afternoon(10)),
    )
    for route, who in PAGES:
        yield (route, who), asked(house, who, "get", crowded.path(route))
    late = typed(contacts, afternoon(100))
    coverage = house.path("coverage")
    yield "coverage", asked(house, "ada", "post", coverage, late)
    search, typing = {"q": "client"}, {"HX-Request": "true"}
    yield "search", asked(house, "ada", "post", "/clients/", search, headers=typing)


def asked(
    house: House, who: str, how: str, url: str, data: Any = None, **options: Any
) -> int:
    """How many queries one request of a signed-in person takes."""
    browser = browser_of(getattr(house, who))
    browser.get("/")  # a session's first request writes
    with transaction.atomic():
        with CaptureQueriesContext(connection) as captured:
            response = getattr(browser, how)(url, data or {}, **options)
            assert response.status_code == 200
            response.getvalue()
        transaction.set_rollback(True)
    return len(captured)


@pytest.mark.parametrize(("route", "who"), PAGES)
def test_a_page_asks_as_often_for_thirty_as_for_one(
    route: str, who: str, counted: dict[Any, list[int]]
) -> None:
    one, thirty = counted[route, who]
    assert thirty == one
    assert one <= CEILING[route, who]


@pytest.mark.parametrize(("what", "most"), [("coverage", 17), ("search", 6)])
def test_what_is_asked_while_typing_asks_little(
    what: str, most: int, counted: dict[Any, list[int]]
) -> None:
    one, thirty = counted[what]
    assert thirty == one
    assert one <= most


def test_no_page_asks_more_than_fourteen_times() -> None:
    assert max(CEILING.values()) <= 14
