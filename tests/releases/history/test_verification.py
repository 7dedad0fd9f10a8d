"""Whoever changes the history past the triggers is found out, by both verifications."""

from __future__ import annotations

import json

import pytest
from django.db import connection

from clients.models import Client
from releases.history.verification import stored, verify, verify_by_hand
from tests.refusals import run, settle
from tests.releases.history.chains import (
    EVENTS,
    column,
    make_consistent,
    misfit,
    sha256,
    tamper,
    triggers_off,
)

# Each column, changed for the third of Jordan's five events.
CHANGES = {
    "id": "id = id + 1000",
    "client_id": "client_id = client_id + 1000",
    "number": "number = 1000",
    "kind": "kind = 'printed'",
    "at": "at = at + interval '1 microsecond'",
    "actor_id": "actor_id = NULL",
    "clinician_id": "clinician_id = clinician_id + 1",
    "contact_id": "contact_id = contact_id + 1",
    "release_id": "release_id = release_id + 1",
    "session_id": "session_id = 8",
    "reason": "reason = 'She asked for it.'",
    "names": 'names = names || \'{"client": "Jo"}\'',
    "detail": 'detail = \'{"starts": "2027-01-12T20:00:00+00:00", "times": 1.0}\'',
    "previous": "previous = upper(previous)",
    "body": "body = replace(body, 'not', 'NOT')",
    "sha256": "sha256 = upper(sha256)",
}


def test_an_untouched_history_fits(jordans: int) -> None:
    assert misfit() is None
    for verdict in (verify(), verify_by_hand(stored())):
        assert (verdict.events, verdict.chains) == (10, 2)
        assert str(verdict).startswith("Every event fits: 10 events in 2 chains, ")


@pytest.mark.django_db
def test_an_empty_history_fits() -> None:
    assert misfit() is None
    assert str(verify()).startswith("Every event fits: 0 events in 0 chains, ")


@pytest.mark.parametrize("name", CHANGES)
def test_a_changed_column_is_found(jordans: int, name: str) -> None:
    tamper(CHANGES[name], client=jordans, number=3)
    found = misfit()
    assert found is not None
    if name in {"client_id", "number"}:
        assert (found.client_id, found.number) == (jordans, 4)
        assert found.how == "one event before it is missing"
        return
    assert (found.client_id, found.number) == (jordans, 3)
    says = {"body": "record", "sha256": "record", "at": "time"}.get(name)
    says = says or name.removesuffix("_id")
    assert found.how == f"its {says} was changed after it was written"


def test_every_column_is_covered(jordans: int) -> None:
    with connection.cursor() as cursor:
        columns = connection.introspection.get_table_description(cursor, EVENTS)
    assert {each.name for each in columns} == set(CHANGES)
    said = {name.removesuffix("_id") for name in CHANGES} - {"body", "sha256"}
    assert set(json.loads(column("body", jordans, 3))) == said


def test_a_record_changed_with_its_hash_is_found(jordans: int) -> None:
    body = column("body", jordans, 3).replace("not", "NOT")
    tamper(f"body = $${body}$$, sha256 = '{sha256(body)}'", client=jordans, number=3)
    found = misfit()
    assert found is not None
    assert found.number == 3
    assert found.how == "its reason was changed after it was written"


@pytest.mark.parametrize("body", ["", "{}", "[]", "3", "}", '{"id": 1, "id": 2}'])
def test_a_record_that_is_none_is_found(jordans: int, body: str) -> None:
    tamper(f"body = '{body}', sha256 = '{sha256(body)}'", client=jordans, number=3)
    found = misfit()
    assert found is not None
    assert (found.number, "was changed" in found.how or "were" in found.how) == (
        3,
        True,
    )


def test_an_event_changed_all_through_breaks_the_next(jordans: int) -> None:
    tamper("reason = 'She asked for it.'", client=jordans, number=3)
    make_consistent(jordans, 3)
    found = misfit()
    assert found is not None
    assert (found.number, found.how) == (
        4,
        "it does not follow from what stands before it",
    )


@pytest.mark.parametrize("consistently", [False, True])
def test_two_events_exchanged_are_found(jordans: int, consistently: bool) -> None:
    tamper("number = 1000", client=jordans, number=3)
    tamper("number = 3", client=jordans, number=4)
    tamper("number = 4", client=jordans, number=1000)
    if consistently:
        before = column("sha256", jordans, 2)
        tamper(f"previous = '{before}'", client=jordans, number=3)
        make_consistent(jordans, 3)
        tamper(f"previous = '{column('sha256', jordans, 3)}'", client=jordans, number=4)
        make_consistent(jordans, 4)
    found = misfit()
    assert found is not None
    if consistently:  # their ids are the wrong way round
        assert (found.number, found.how) == (4, "the event before it was written later")
    else:
        assert (found.number, found.how) == (
            3,
            "its number was changed after it was written",
        )


def slip_in(client: int, number: int) -> None:
    """A forged event after the one before it, whole in itself."""
    with triggers_off():
        run(
            f"INSERT INTO {EVENTS} (client_id, number, kind, at, clinician_id, reason,"
            " detail, previous, body, sha256)"
            f" SELECT client_id, %s, 'viewed', at, clinician_id, '', '{{}}', sha256, '', ''"
            f" FROM {EVENTS} WHERE client_id = %s AND number = %s",
            number,
            client,
            number - 1,
        )


def test_an_event_slipped_in_is_found(jordans: int) -> None:
    for number in (5, 4, 3):
        tamper("number = number + 1", client=jordans, number=number)
    slip_in(jordans, 3)
    make_consistent(jordans, 3)
    found = misfit()
    assert found is not None
    assert (found.number, found.how) == (
        4,
        "its number was changed after it was written",
    )


def test_an_event_slipped_in_beside_another_is_found(jordans: int) -> None:
    settle()
    run(f"ALTER TABLE {EVENTS} DROP CONSTRAINT event_chain_cannot_fork")
    slip_in(jordans, 5)
    with triggers_off():
        run(f"UPDATE {EVENTS} SET body = consent_event_body({EVENTS}) WHERE body = ''")
        run(
            f"UPDATE {EVENTS} SET sha256 = encode(sha256(convert_to(body, 'UTF8')), 'hex')"
            " WHERE sha256 = ''"
        )
    found = misfit()
    assert found is not None
    assert (found.number, found.how) == (5, "another event has its place")


@pytest.mark.parametrize(
    ("gone", "first", "how"),
    [
        ([1], 2, "one event before it is missing"),
        ([3], 4, "one event before it is missing"),
        ([1, 2], 3, "two events before it are missing"),
        ([2, 3, 4], 5, "three events before it are missing"),
    ],
)
def test_an_event_taken_out_is_found(
    jordans: int, gone: list[int], first: int, how: str
) -> None:
    with triggers_off():
        run(
            f"DELETE FROM {EVENTS} WHERE client_id = %s AND number = ANY(%s)",
            jordans,
            gone,
        )
    found = misfit()
    assert found is not None
    assert (found.number, found.how) == (first, how)


@pytest.mark.parametrize(
    "at",
    [
        "at - interval '1 day'",
        "'infinity'",
        "'-infinity'",
        "'2026-11-22 15:00:00 BC'",
    ],
)
def test_an_instant_that_cannot_be_is_found(jordans: int, at: str) -> None:
    tamper(f"at = {at}", client=jordans, number=1)
    found = misfit()
    assert found is not None
    assert (found.number, found.how) == (1, "its time was changed after it was written")


def test_an_event_dated_before_the_last_is_found(jordans: int) -> None:
    tamper("at = at - interval '1 day'", client=jordans, number=5)
    make_consistent(jordans, 5)
    found = misfit()
    assert found is not None
    assert (found.number, found.how) == (5, "the event before it was written later")


def test_the_first_of_several_is_named(jordans: int, kim: Client) -> None:
    tamper("reason = 'x'", client=kim.pk, number=1)
    tamper("reason = 'x'", client=jordans, number=4)
    tamper("reason = 'x'", client=jordans, number=2)
    found = misfit()
    assert found is not None
    assert (found.client_id, found.number) == (jordans, 2)


def test_an_end_cut_off_leaves_no_trace_in_the_database(jordans: int) -> None:
    """As the command says: this takes a seal that is kept elsewhere."""
    with triggers_off():
        run(f"DELETE FROM {EVENTS} WHERE client_id = %s AND number > 3", jordans)
    assert misfit() is None
