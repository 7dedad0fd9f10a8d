"""What a root is made of, as SQL: of each client where their chain ends, and what their
releases are. All of it is reckoned where it is stored; nothing of it comes here but hashes.
"""

# ruff: noqa: S608 - it is made of our own words

from __future__ import annotations

from typing import Any

from django.db import connection

# What ended a release, each by a word that a misfit says; a fact stays or comes sooner.
FACTS = {
    "event": "event_occurred_at",
    "revoked": "revoked_at",
    "superseded": "superseded_at",
    "voided": "voided_at",
    "authority": "authority_ended_at",
    "law": "law_ended_at",
}
UNTIL = "until"
GRANTS = "grants"

# Instants as UTC's clock has them, whatever zone the session is set to.
STATE = """jsonb_strip_nulls(jsonb_build_object(
    '{until}', upper(release.in_force) AT TIME ZONE 'UTC', {facts},
    '{grants}', (
        SELECT jsonb_object_agg(id, ended_at AT TIME ZONE 'UTC') FROM releases_grant
        WHERE release_id = release.id AND ended_at IS NOT NULL
    )
))""".format(
    until=UNTIL,
    grants=GRANTS,
    facts=", ".join(
        f"'{word}', release.{column} AT TIME ZONE 'UTC'"
        for word, column in FACTS.items()
    ),
)
NOW = f"""
    SELECT client.id AS client_id, coalesce(last.number, 0) AS number,
        coalesce(last.sha256, '') AS head,
        coalesce(signed.state, '{{}}')::text AS releases
    FROM clients_client AS client
    LEFT JOIN LATERAL (
        SELECT number, sha256 FROM clients_consentevent
        WHERE client_id = client.id ORDER BY number DESC LIMIT 1
    ) AS last ON true
    LEFT JOIN (
        SELECT client_id, jsonb_object_agg(release.id, {STATE}) AS state
        FROM releases_release AS release GROUP BY client_id
    ) AS signed ON signed.client_id = client.id
"""
# Of each client the newest leaf, as of one root.
NEWEST = """
    SELECT DISTINCT ON (client_id) client_id, root_id, number, head, releases
    FROM releases_rootleaf WHERE root_id <= %(root)s
    ORDER BY client_id, root_id DESC
"""
GROW = f"""
    INSERT INTO releases_rootleaf (root_id, client_id, number, head, releases)
    SELECT %(root)s, client_id, now.number, now.head, now.releases
    FROM ({NOW}) AS now LEFT JOIN ({NEWEST}) AS was USING (client_id)
    WHERE client_id <> ALL (%(but)s) AND (now.number, now.head, now.releases)
        IS DISTINCT FROM (was.number, was.head, was.releases)
"""
HASH = f"""
    SELECT encode(sha256(convert_to(coalesce(string_agg(leaf, '' ORDER BY client_id), ''),
        'UTF8')), 'hex')
    FROM (
        SELECT client_id, encode(sha256(convert_to(
            client_id || ':' || number || ':' || head || ':' || releases, 'UTF8'
        )), 'hex') AS leaf FROM ({NEWEST}) AS newest
    ) AS leaves
"""
ENDED = " OR ".join(f"{column} IS NOT NULL" for column in FACTS.values())
# Each with how far it reaches, so that it can be counted again: none of it ever is less.
COUNTED = {
    "clients": "SELECT count(*), coalesce(max(id), 0) FROM clients_client {}",
    "events": "SELECT count(*), coalesce(max(id), 0) FROM clients_consentevent {}",
    "releases": "SELECT count(*), coalesce(max(id), 0) FROM releases_release {}",
    "ended": "SELECT count(*), coalesce(max(id), 0) FROM releases_release"
    f" {{}} AND ({ENDED})",
}


def grow(root: int, but: list[int]) -> None:
    """Write the leaves that are not as before, of all clients ``but`` these."""
    with connection.cursor() as cursor:
        cursor.execute(GROW, {"root": root, "but": but})


def hash_of(root: int) -> str:
    """The hash of every client's newest leaf as of ``root``."""
    with connection.cursor() as cursor:
        cursor.execute(HASH, {"root": root})
        (found,) = cursor.fetchone()
    return str(found)


def counted(upto: dict[str, Any] | None = None) -> dict[str, list[int]]:
    """How many there are of each, and the last one's id; among those ``upto`` such ids."""
    found = {}
    with connection.cursor() as cursor:
        for name, ask in COUNTED.items():
            last = int(upto[name][1]) if upto else None
            cursor.execute(
                ask.format("WHERE (%(l)s::bigint IS NULL OR id <= %(l)s)"), {"l": last}
            )
            found[name] = list(cursor.fetchone())
    return found
