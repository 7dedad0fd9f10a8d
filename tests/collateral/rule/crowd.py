"""Eight people at once, each in a process and on a connection of their own, doing
anything at all to a small practice: the application's acts, and raw SQL past them.
"""

from __future__ import annotations

import multiprocessing
import random
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from multiprocessing.connection import Connection
from typing import Any

from django.db import DatabaseError, connections, transaction
from django.utils import timezone

from clients.ledger import record
from clients.models import Client, Contact, EventKind
from collateral import ending
from collateral.gate import Proposal
from collateral.models import Participant, Session, SharedSessionPlan
from practice.database.constraints import violated
from practice.models import Role, User
from practice.spans import span
from releases.models import Mark, Purpose, Release, Signature
from tests.cast import client_of, contact_of, user
from tests.clock import DAY, MINUTE
from tests.collateral import acts as booking
from tests.refusals import run
from tests.signed import draft_for

PEOPLE = 8
LEVELS = ["read committed"] * 3 + ["repeatable read", "serializable"]
AHEAD = 60  # days in which sessions are booked
TYPED = Signature(
    signer="Jordan Reyes", capacity="client", mark=Mark.TYPED, typed_name="Jordan Reyes"
)
MIRRORED = "client_id, clinician_id, format, during, status, booked_at"
SEATS = f"session_id, contact_id, discloser, {MIRRORED}"
RELEASES = (
    "document_id, client_id, contact_id, discloser, signed_at, effective_at, "
    "expires_at, expires_event, revoked_reason"
)
# What each release is made of that the statement before has signed.
DOCUMENT = (
    "WITH document AS (INSERT INTO releases_document (client_id, kind, content, "
    "content_sha256) VALUES (%s, 'release', '{}', repeat('0', 64)) RETURNING id)"
)
SIGNATURE = (
    "signature AS (INSERT INTO releases_signature (document_id, signer, capacity, "
    "authority, mark, strokes, typed_name, initials, signed_at, time_zone, device, "
    "witness) SELECT document_id, 'Jordan Reyes', 'client', '', 'typed', '[]', "
    "'Jordan Reyes', '{}', signed_at, 'America/New_York', '', '' FROM signed) "
    "INSERT INTO releases_grant (release_id, client_id, contact_id, "
    "release_discloser, release_in_force, what, discloser) SELECT id, client_id, "
    "contact_id, discloser, in_force, what, discloser FROM signed, "
    "(VALUES ('joint'), ('collateral')) AS format (what)"
)


@dataclass
class Practice:
    """Few enough clients that everyone is in everyone's way."""

    clinicians: list[User]
    clients: list[Client]
    contacts: list[Contact]

    @classmethod
    def opened(cls) -> Practice:
        clinicians = [user(f"c{n}", "Ada Okafor", Role.CLINICIAN) for n in range(4)]
        clients = [client_of(each, "Jordan Reyes") for each in clinicians * 2]
        contacts = [contact_of(each, "Ben Hart") for each in clients * 2]
        return cls(clinicians, clients, contacts)


class Someone:
    """One of the crowd, whose choices follow from their number alone."""

    def __init__(self, practice: Practice, number: int) -> None:
        self.practice = practice
        self.chance = random.Random(number)  # noqa: S311 (a test that repeats itself)

    def act(self) -> tuple[str, str]:
        """Do one thing at one level; its name and what came of it."""
        act = self.chance.choice(ACTS)
        level = self.chance.choice(LEVELS)
        run(f"SET default_transaction_isolation = '{level}'")
        try:
            act(self)
        except booking.SessionChanged:
            return act.__name__, "changed meanwhile"
        except DatabaseError as error:
            said = violated(error) or type(error.__cause__).__name__
            return act.__name__, f"{said} at {level}"
        return act.__name__, "done"

    def contact(self) -> Contact:
        return self.chance.choice(self.practice.contacts)

    def session(self, *statuses: str) -> Session | None:
        wanted = Session.objects.select_related("client")
        if statuses:
            wanted = wanted.filter(status__in=statuses)
        found = list(wanted.order_by("-pk").values_list("pk", flat=True)[:200])
        return wanted.filter(pk=self.chance.choice(found)).first() if found else None

    def release(self) -> Release | None:
        theirs = Release.objects.filter(contact=self.contact(), in_force__isnull=False)
        return theirs.select_related("contact", "client").order_by("-pk").first()

    def time(self) -> Any:
        start = timezone.now() + self.chance.randrange(AHEAD * 24 * 4) * 15 * MINUTE
        return span(start, start + self.chance.choice([25, 50, 90]) * MINUTE)


def books(one: Someone) -> None:
    first = one.contact()
    others = [c for c in one.practice.contacts if c.client_id == first.client_id]
    proposal = Proposal(
        client=first.client,
        contacts=tuple(others[: one.chance.choice([1, 2])]),
        clinician=first.client.clinician,
        during=one.time(),
        room=None,
        format=one.chance.choice(["joint", "collateral"]),
    )
    booking.book(
        proposal, SharedSessionPlan(purpose=Purpose.SUPPORT), proposal.clinician
    )


def moves(one: Someone) -> None:
    if session := one.session("scheduled", "held"):
        booking.move(session, one.time(), None, session.client.clinician)


def adds_a_person(one: Someone) -> None:
    if session := one.session("scheduled", "held"):
        booking.join(session, one.contact(), session.client.clinician)


def reopens(one: Someone) -> None:
    if session := one.session("held", "scheduled"):
        seats = list(session.participants.select_related("contact"))
        people = [seat.contact for seat in seats]
        some = one.chance.choice([1, 2])
        stay, leave = people[:some], people[some:]
        booking.reopen(session, stay, leave, session.client.clinician)


def cancels(one: Someone) -> None:
    if session := one.session("scheduled", "held"):
        booking.cancel(session, "snow", session.client.clinician)


def signs(one: Someone) -> None:
    contact, today = one.contact(), timezone.localdate()
    starts = today + one.chance.choice([0, 0, 0, 10, 30]) * DAY
    ends = starts + one.chance.choice([5, 40, 90, 120]) * DAY
    clinician = contact.client.clinician
    draft = draft_for(contact, clinician, effective_on=starts, expires_on=ends)
    ending.sign(draft, TYPED, clinician)


def revokes(one: Someone) -> None:
    if release := one.release():
        ending.revoke(release, "asked on the phone", release.client.clinician)


def ends_by_event(one: Someone) -> None:
    if release := one.release():
        ending.end_by_event(release, "discharged", release.client.clinician)


def views(one: Someone) -> None:
    if release := one.release():
        actor = release.client.clinician
        record(
            EventKind.VIEWED,
            release.client,
            actor,
            contact=release.contact,
            release_id=release.pk,
        )


@transaction.atomic
def books_past_the_acts(one: Someone) -> None:
    contact, during = one.contact(), one.time()
    run(
        "WITH session AS (INSERT INTO collateral_session "
        "(client_id, clinician_id, format, during, booked_at, status) "
        "VALUES (%s, %s, 'collateral', %s, clock_timestamp(), 'scheduled') "
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
    run("SET CONSTRAINTS participant_release_in_force DEFERRED")
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
        contact.client_id,
        contact.pk,
        now,
        now,
        now + one.chance.choice([20, 90]) * DAY,
    )


OF_THE_APPLICATION = [
    *[signs, revokes, ends_by_event],
    *[books, moves, adds_a_person, reopens, cancels],
    views,
]
STARTS_ANEW = {act.__name__ for act in OF_THE_APPLICATION} - {"views"}
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
ACTS: list[Callable[[Someone], None]] = [
    *[books, renews, books_past_the_acts] * 3,
    *OF_THE_APPLICATION,
    *PAST_THE_ACTS,
]


@dataclass
class Told:
    """What the crowd was told, and how often somebody looked for an uncovered seat."""

    outcomes: Counter[tuple[str, str]]
    samples: int
    uncovered: int


def let_loose(practice: Practice, operations: int, seed: int = 1) -> Told:
    """Have the crowd do so many things, and look all the while from outside."""
    # A connection shared with a forked process would be closed by both.
    connections.close_all()
    fork = multiprocessing.get_context("fork")
    ends, workers = [], []
    for number in range(PEOPLE):
        mine, theirs = fork.Pipe(duplex=False)
        share = operations // PEOPLE
        work = fork.Process(
            target=_work, args=(practice, seed * PEOPLE + number, share, theirs)
        )
        work.start()
        theirs.close()
        ends.append(mine)
        workers.append(work)
    told = Told(Counter(), 0, 0)
    while ends:
        told.samples += 1
        told.uncovered += Participant.objects.uncovered().count()
        for end in multiprocessing.connection.wait(ends, timeout=0.05):
            told.outcomes += end.recv()
            ends.remove(end)
    for work in workers:
        work.join()
    told.samples += 1
    told.uncovered += Participant.objects.uncovered().count()
    return told


def _work(practice: Practice, number: int, share: int, end: Connection) -> None:
    one = Someone(practice, number)
    run("SET deadlock_timeout = '50ms'")
    run("SET synchronous_commit = off")
    end.send(Counter(one.act() for _ in range(share)))


@contextmanager
def weakened(without: str, restored: str) -> Iterator[None]:
    """A database that has lost a part of the rule, for as long as the block.

    Whatever was scheduled meanwhile goes before the rule comes back.
    """
    run(without)
    try:
        yield
    finally:
        with transaction.atomic():
            run("SET LOCAL session_replication_role = replica")
            run("TRUNCATE collateral_session, releases_release CASCADE")
        run(restored)
