"""What must hold of a practice in which many have acted at once."""

from __future__ import annotations

from django.db import connection

from collateral.models import STANDING, Participant, Session, SessionTopic, Status
from releases.models import Release
from tests.collateral.rule.stage import Stage
from tests.signed import by_acts

# What becomes of a session when one of these is told of it.
TOLD = {
    "booked": Status.SCHEDULED,
    "held": Status.HELD,
    "reopened": Status.SCHEDULED,
    "cancelled": Status.CANCELLED,
}


def wrong(at: Stage) -> list[str]:
    """All that is not as it must be. Says nothing where all is well."""
    sessions = Session.objects.filter(clinician=at.ada)
    releases = Release.objects.filter(client=at.jordan)
    faults = {
        "a seat is uncovered": Participant.objects.filter(
            session__clinician=at.ada
        ).uncovered(),
        "a topic is uncovered": SessionTopic.objects.filter(
            participant__session__clinician=at.ada
        ).uncovered(),
        "a session stands for nobody": sessions.filter(
            status__in=STANDING, participants=None
        ),
        "a session has no plan": sessions.filter(plan=None),
        "a release has no signature": releases.exclude(draft=None).filter(
            document__signatures=None
        ),
    }
    exceeded = [
        f"{release} is exceeded"
        for release in releases.exclude(most_sessions=None).exclude(in_force=None)
        if Participant.objects.over_the_number(release).exists()
    ]
    found = exceeded + [fault for fault, rows in faults.items() if rows.exists()]
    mine = [at.jordan.pk, at.lee.client_id]
    return found + _untold(at) + broken_chains(mine)


def _untold(at: Stage) -> list[str]:
    """Acts without their event, and events without their act."""
    events = list(by_acts().filter(client=at.jordan))
    told = {
        at.booked.pk: Status.SCHEDULED,
        at.both.pk: Status.SCHEDULED,
        at.held.pk: Status.HELD,
    }
    for event in events:
        if event.kind in TOLD:
            told[event.session_id] = TOLD[event.kind]
    sessions = Session.objects.filter(clinician=at.ada)
    done = {
        s.pk: s.status if s.client_id == at.jordan.pk else told[s.pk] for s in sessions
    }
    releases = Release.objects.filter(client=at.jordan)
    facts = {
        "signed": releases.exclude(draft=None),
        "superseded": releases.exclude(superseded_at=None),
        "revoked": releases.exclude(revoked_at=None),
    }
    kinds = [event.kind for event in events]
    return [
        *([f"told {told}, done {done}"] if told != done else []),
        *(kind for kind, rows in facts.items() if kinds.count(kind) != rows.count()),
    ]


def broken_chains(clients: list[int]) -> list[str]:
    """Those of ``clients`` in whose history an event is missing or does not follow the
    last."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT DISTINCT client_id FROM (
                SELECT *, row_number() OVER chain AS place,
                    coalesce(lag(sha256) OVER chain, '') AS last,
                    lag(id) OVER chain AS last_id
                FROM clients_consentevent WHERE client_id = ANY(%s)
                WINDOW chain AS (PARTITION BY client_id ORDER BY number)
            ) AS event
            WHERE number <> place OR previous <> last OR id <= last_id
                OR sha256 <> encode(sha256(convert_to(body, 'UTF8')), 'hex')
        """,
            [clients],
        )
        return [f"the chain of client {client}" for (client,) in cursor.fetchall()]
