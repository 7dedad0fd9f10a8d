"""What the crowd does by raw SQL, past the acts."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from collateral.models.keys import keys_wait
from tests.bare import said_for
from tests.clock import DAY
from tests.collateral.rule.someone import AHEAD, Someone
from tests.refusals import run

MIRRORED = "client_id, clinician_id, format, place, during, status, booked_at"
SEATS = f"session_id, contact_id, discloser, {MIRRORED}"
RELEASES = (
    "document_id, client_id, contact_id, discloser, signed_at, effective_at, "
    "expires_at, expires_event, revoked_reason"
)
# What each release is made of that the statement before has signed.
DOCUMENT = (
    "WITH document AS (INSERT INTO releases_document (client_id, kind, content, "
    "content_sha256) VALUES (%s, 'release', %s, repeat('0', 64)) RETURNING id)"
)
SIGNATURE = (
    "signature AS (INSERT INTO releases_signature (document_id, signer, capacity, "
    "authority, mark, strokes, typed_name, initials, signed_at, time_zone, device, "
    "witness) SELECT document_id, 'Jordan Reyes', 'client', '', 'typed', '[]', "
    "'Jordan Reyes', '{}', signed_at, 'America/New_York', '', '' FROM signed) "
    "INSERT INTO releases_grant (release_id, client_id, contact_id, "
    "release_discloser, release_in_force, what, discloser) SELECT id, client_id, "
    "contact_id, discloser, in_force, what, discloser FROM signed, "
    "(VALUES ('joint'), ('collateral'), ('in_person'), ('phone'), ('video')) "
    "AS way (what)"
)


@transaction.atomic
def books_past_the_acts(one: Someone) -> None:
    contact, during = one.contact(), one.time()
    run(
        "WITH session AS (INSERT INTO collateral_session "
        "(client_id, clinician_id, format, place, during, booked_at, status) "
        "VALUES (%s, %s, 'collateral', 'phone', %s, clock_timestamp(), 'scheduled') "
        "RETURNING *) "
        f"INSERT INTO collateral_participant ({SEATS}) SELECT "
        f"id, %s, 0, {MIRRORED} FROM session",
        contact.client_id,
        contact.client.clinician_id,
        during,
        contact.pk,
    )


def _change(one: Someone, table: str, change: str, *values: Any) -> None:
    run(
        f"UPDATE {table} SET {change} WHERE id = "
        f"(SELECT id FROM {table} ORDER BY random() LIMIT 1)",
        *values,
    )


def moves_past_the_acts(one: Someone) -> None:
    _change(one, "collateral_session", "during = %s", one.time())


def sets_any_status(one: Someone) -> None:
    statuses = ["scheduled", "held", "checked_in", "completed", "cancelled"]
    status = one.chance.choice(statuses)
    _change(one, "collateral_session", "status = %s", status)


def sets_when_it_was_booked(one: Someone) -> None:
    back = timedelta(minutes=one.chance.randrange(60))
    _change(one, "collateral_session", "booked_at = %s", timezone.now() - back)


def gives_it_to_another_client(one: Someone) -> None:
    client = one.contact().client_id
    _change(one, "collateral_session", "client_id = %s", client)


def changes_the_person(one: Someone) -> None:
    contact = one.contact().pk
    _change(one, "collateral_participant", "contact_id = %s", contact)


def takes_someone_out(one: Someone) -> None:
    run(
        "DELETE FROM collateral_participant WHERE id = (SELECT id FROM "
        "collateral_participant WHERE status = 'held' ORDER BY random() LIMIT 1)"
    )


def seats_someone(one: Someone) -> None:
    contact = one.contact()
    run(
        f"INSERT INTO collateral_participant ({SEATS}) "
        f"SELECT id, %s, 0, {MIRRORED} FROM collateral_session "
        "WHERE client_id = %s ORDER BY random() LIMIT 1",
        contact.pk,
        contact.client_id,
    )


def ends_a_release(one: Someone) -> None:
    fact = one.chance.choice(["event_occurred_at", "voided_at", "superseded_at"])
    _change(one, "releases_release", f"{fact} = clock_timestamp()")


def shortens_a_release(one: Someone) -> None:
    until = timezone.now() + one.chance.randrange(AHEAD) * DAY
    _change(one, "releases_release", "superseded_at = %s", until)


@transaction.atomic
def holds_and_voids(one: Someone) -> None:
    contact = one.contact()
    run(
        "UPDATE collateral_session SET status = 'held' WHERE id IN (SELECT session_id "
        "FROM collateral_participant WHERE contact_id = %s "
        "AND status IN ('scheduled', 'checked_in', 'completed'))",
        contact.pk,
    )
    run(
        "UPDATE releases_release SET voided_at = clock_timestamp() "
        "WHERE contact_id = %s AND upper(in_force) > clock_timestamp()",
        contact.pk,
    )


def renews(one: Someone) -> None:
    """From where the last release ends, or with a gap of a microsecond."""
    contact = one.contact()
    gap = one.chance.choice([0, 0, 0, 1])
    run(
        f"{DOCUMENT}, signed AS (INSERT INTO releases_release ({RELEASES}) "
        "SELECT document.id, %s, %s, 0, clock_timestamp(), starts, starts + %s, '', '' "
        "FROM document, (SELECT coalesce(max(upper(in_force)), clock_timestamp()) + %s "
        "AS starts FROM releases_release WHERE contact_id = %s) AS last RETURNING *), "
        f"{SIGNATURE}",
        contact.client_id,
        json.dumps(said_for(contact)),
        contact.client_id,
        contact.pk,
        one.chance.choice([10, 40, 90]) * DAY,
        timedelta(microseconds=gap),
        contact.pk,
    )


@transaction.atomic
def replaces_past_the_acts(one: Someone) -> None:
    """Ends what is in force at an instant and carries on from that same instant."""
    contact, now = one.contact(), timezone.now()
    keys_wait()
    run(
        "UPDATE releases_release SET superseded_at = %s WHERE contact_id = %s "
        "AND in_force && tstzrange(%s, NULL)",
        now,
        contact.pk,
        now,
    )
    run(
        f"{DOCUMENT}, signed AS (INSERT INTO releases_release ({RELEASES}) "
        "SELECT id, %s, %s, 0, %s, %s, %s, '', '' FROM document RETURNING *), "
        f"{SIGNATURE}",
        contact.client_id,
        json.dumps(said_for(contact)),
        contact.client_id,
        contact.pk,
        now,
        now,
        now + one.chance.choice([20, 90]) * DAY,
    )


PAST_THE_ACTS = [
    books_past_the_acts,
    moves_past_the_acts,
    sets_any_status,
    sets_when_it_was_booked,
    gives_it_to_another_client,
    changes_the_person,
    takes_someone_out,
    seats_someone,
    ends_a_release,
    shortens_a_release,
    holds_and_voids,
    renews,
    replaces_past_the_acts,
]
