"""Many rows at once, by COPY: past every constraint and trigger that there is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime
from operator import itemgetter
from typing import Any, TypeVar

from django.db import connection, transaction
from django.db.models import Model
from psycopg.types.json import Jsonb

from clients.models import Client, ConsentEvent, Contact, EventKind
from collateral.models import (
    Attendance,
    CheckIn,
    Debrief,
    Disclosure,
    Expectation,
    FamilyMember,
    HomePractice,
    Inquiry,
    Intake,
    LeftOutDate,
    Observation,
    ParentEntry,
    Participant,
    PlanApproval,
    PlanVersion,
    Screening,
    Session,
    SessionSeries,
    SessionTopic,
    SharedSessionPlan,
    TreatmentGoal,
    Wish,
)
from practice.database.triggers import LAY_THE_PAST
from practice.models import Busy, Room, User
from releases.models import (
    PRACTICE,
    Document,
    Release,
    ReleaseDraft,
    Revocation,
    Signature,
    SignedForm,
    Voiding,
)
from releases.terms import read

M = TypeVar("M", bound=Model)

# Each after those to which it refers.
ORDER: tuple[type[Model], ...] = (
    User,
    Room,
    Busy,
    Client,
    Contact,
    SignedForm,
    Wish,
    Screening,
    TreatmentGoal,
    ReleaseDraft,
    Document,
    Signature,
    Revocation,
    Release,
    Voiding,
    SessionSeries,
    Session,
    LeftOutDate,
    Participant,
    SessionTopic,
    SharedSessionPlan,
    Debrief,
    Attendance,
    HomePractice,
    Observation,
    PlanVersion,
    PlanApproval,
    Disclosure,
    ParentEntry,
    FamilyMember,
    Intake,
    CheckIn,
    Expectation,
    Inquiry,
    ConsentEvent,
)

# What releases permit; and by name, where someone else's release names a clinician for
# the same contact, what they permit to all.
GRANT = """
    INSERT INTO releases_grant (release_id, client_id, contact_id, release_discloser,
        release_in_force, what, discloser)
    SELECT id, client_id, contact_id, discloser, in_force, what, teller
    FROM releases_release JOIN unnest(%s::bigint[], %s::text[], %s::bigint[])
        AS permitted (release, what, teller) ON release = id
"""


class Batch:
    """Rows that refer to one another, to be written in one transaction.

    Keys are taken so many at a time; those not used are lost.
    """

    def __init__(self, keys_at_once: int = 20) -> None:
        self._keys_at_once = keys_at_once
        self._rows: dict[type[Model], list[Any]] = defaultdict(list)
        self._permitted: list[tuple[Release, str]] = []
        self._named: dict[int, int] = {}
        self._keys: dict[type[Model], Iterator[int]] = defaultdict(lambda: iter(()))

    def add(self, row: M) -> M:
        """Keep ``row``, which has a key from now on."""
        if row.pk is None:
            row.pk = self.key_of(type(row))
        self._rows[type(row)].append(row)
        return row

    def sign(self, release: Release, signature: Signature) -> Release:
        """Keep ``release`` with its document, its signature and what it permits."""
        release.document = signature.document = self.add(release.document)
        self.add(signature)
        permits = read(release.document.content).grants
        self._permitted += [(release, what) for what in permits]
        if release.discloser != PRACTICE:
            self._named[release.contact_id] = release.discloser
        return self.add(release)

    def discloser_of(self, contact: Contact, session: Session) -> int:
        """On whose grants a seat leans: by name, if any release names the clinician."""
        named = self._named.get(contact.pk) == session.clinician_id
        return session.clinician_id if named else PRACTICE

    def put(self, model: type[Model], **columns: Any) -> None:
        """As ``add``, for rows so many that making them costs as much as the COPY.

        A value for every column, by its attribute's name and as psycopg takes it.
        """
        self._rows[model].append(columns)

    def happened(
        self,
        kind: EventKind,
        client: Client,
        actor: User,
        at: datetime,
        *,
        contact: Contact | None = None,
        release: Release | None = None,
        session_id: int | None = None,
        reason: str = "",
        names: Mapping[str, str] | None = None,
        **detail: Any,
    ) -> None:
        """As ``clients.ledger.record``, at a time gone by."""
        self.put(
            ConsentEvent,
            id=0,  # given inside the chain's lock, as all that is empty here
            client_id=client.pk,
            number=0,
            kind=kind.value,
            at=at,
            actor_id=actor.pk,
            clinician_id=client.clinician_id,
            contact_id=contact and contact.pk,
            release_id=release and release.pk,
            session_id=session_id,
            reason=reason,
            detail=Jsonb(detail),
            names=Jsonb(names) if names else None,
            previous="",
            body="",
            sha256="",
        )

    def write(self) -> None:
        """Write everything, or nothing; a chain's events in the order of time."""
        self._rows[ConsentEvent].sort(key=itemgetter("at"))
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(LAY_THE_PAST)
            for model in ORDER:
                _copy(model, self._rows.pop(model, []))
                if model is Release:
                    self._grant()

    def _grant(self) -> None:
        rows = [
            (release.pk, what, release.discloser) for release, what in self._permitted
        ]
        rows += [
            (release.pk, what, self._named[release.contact_id])
            for release, what in self._permitted
            if release.discloser == PRACTICE and release.contact_id in self._named
        ]
        self._permitted.clear()
        if rows:
            with connection.cursor() as cursor:
                cursor.execute(
                    GRANT, [list(column) for column in zip(*rows, strict=True)]
                )

    def key_of(self, model: type[Model]) -> int:
        """From the table's own sequence, so that what is added later follows on."""
        if (key := next(self._keys[model], None)) is None:
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT nextval(pg_get_serial_sequence(%s, 'id'))"
                    " FROM generate_series(1, %s)",
                    [model._meta.db_table, self._keys_at_once],
                )
                self._keys[model] = iter([row[0] for row in cursor.fetchall()])
            key = next(self._keys[model])
        return key


def _copy(model: type[Model], rows: list[Any]) -> None:
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    into = f"COPY {quote(model._meta.db_table)} ({columns}) FROM STDIN"
    names = [field.attname for field in fields]
    with connection.cursor() as cursor, cursor.copy(into) as copy:
        for row in rows:
            if isinstance(row, dict):
                copy.write_row([row[name] for name in names])
            else:
                copy.write_row(
                    [
                        field.get_db_prep_save(getattr(row, name), connection)
                        for field, name in zip(fields, names, strict=True)
                    ]
                )
