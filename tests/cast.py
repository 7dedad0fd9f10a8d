"""The cast: named people as fixtures, and what they commonly do.

Ada is a clinician. Her clients are Jordan, of age, and Teo, who is fifteen. Cleo is
another clinician, who must see nothing of theirs. Finn stands at the front desk, Nora
is the admin.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client as Browser
from django.utils import timezone

from clients.law.signers import Capacity
from clients.models import Client, Contact, Modality
from collateral.models import Participant, Session, SharedSessionPlan, Status
from collateral.models.session import MIRRORED
from practice.models import Role, Room, User
from practice.spans import Span, last_day, local_day, local_instant, span
from releases.models import (
    PRACTICE,
    Document,
    DocumentKind,
    Format,
    Grant,
    Mark,
    Purpose,
    Release,
    ReleaseDraft,
    Signature,
)
from releases.models.grant import grant
from releases.signing.names import name_disclosers
from releases.terms import content, read

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
TICK = timedelta(microseconds=1)
FIFTY = timedelta(minutes=50)


@pytest.fixture
def ada(db: None) -> User:
    """A clinician."""
    return user("ada", "Dr. Ada Okafor", Role.CLINICIAN)


@pytest.fixture
def cleo(db: None) -> User:
    """Another clinician, who must see nothing of Ada's."""
    return user("cleo", "Cleo Marsh", Role.CLINICIAN)


@pytest.fixture
def finn(db: None) -> User:
    """At the front desk."""
    return user("finn", "Finn Doyle", Role.FRONT_DESK)


@pytest.fixture
def nora(db: None) -> User:
    """The admin."""
    return user("nora", "Nora Lind", Role.ADMIN)


@pytest.fixture
def blue_room(db: None) -> Room:
    return Room.objects.create(name="Blue room")


@pytest.fixture
def jordan(ada: User) -> Client:
    """Ada's client, of age."""
    return client_of(ada, "Jordan Reyes")


@pytest.fixture
def ben(jordan: Client) -> Contact:
    """Jordan's partner."""
    return contact_of(jordan, "Ben Hart", "partner")


@pytest.fixture
def maria(jordan: Client) -> Contact:
    """Jordan's mother."""
    return contact_of(jordan, "Maria Reyes", "mother")


@pytest.fixture
def teo(ada: User) -> Client:
    """Ada's client, fifteen."""
    born = timezone.localdate().replace(day=1) - 15 * 366 * DAY
    return client_of(ada, "Teo Vance", born=born)


@pytest.fixture
def rosa(teo: Client) -> Contact:
    """Teo's mother."""
    return contact_of(teo, "Rosa Vance", "mother")


@pytest.fixture
def kim(cleo: User) -> Client:
    """Cleo's client."""
    return client_of(cleo, "Kim Park")


@pytest.fixture
def lee(kim: Client) -> Contact:
    """Kim's brother."""
    return contact_of(kim, "Lee Park", "brother")


@pytest.fixture
def adas(ada: User, client: Browser) -> Browser:
    """A browser in which Ada is signed in."""
    client.force_login(ada)
    return client


@pytest.fixture
def unprinted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sign without rendering the paper, where a test is not about it."""
    monkeypatch.setattr("releases.signing.sign.original", lambda document: None)


def user(username: str, name: str, role: Role) -> User:
    """Someone who signs in, though not with a password."""
    return User.objects.create(username=username, name=name, role=role, password="!")


def client_of(
    clinician: User,
    name: str,
    *,
    born: date = date(1990, 5, 2),
    state: str = "NY",
    **details: Any,
) -> Client:
    """A client whom ``clinician`` treats."""
    return Client.objects.create(
        legal_name=name,
        clinician=clinician,
        date_of_birth=born,
        state=state,
        modality=Modality.INDIVIDUAL,
        **details,
    )


def contact_of(client: Client, name: str, relationship: str = "friend") -> Contact:
    """Someone in ``client``'s life."""
    return Contact.objects.create(client=client, name=name, relationship=relationship)


def local(text: str) -> datetime:
    """The instant at which the practice's clock shows ``2027-01-12 15:00``."""
    day, _, clock = text.partition(" ")
    return local_instant(
        date.fromisoformat(day), time.fromisoformat(clock or "00:00"), lenient=True
    )


def draft_for(
    contact: Contact,
    by: User,
    *,
    effective_on: date | None = None,
    expires_on: date | None = None,
    **terms: Any,
) -> ReleaseDraft:
    """A release prepared for ``contact``, from today for half a year."""
    today = timezone.localdate()
    return ReleaseDraft.objects.create(
        client=contact.client,
        contact=contact,
        prepared_by=by,
        purpose=Purpose.SUPPORT,
        topics=terms.pop("topics", ["attendance", "skills"]),
        effective_on=effective_on or today,
        expires_on=expires_on or today + 180 * DAY,
        **terms,
    )


@transaction.atomic
def sign(
    contact: Contact,
    starts: datetime | None = None,
    ends: datetime | None = None,
    **facts: Any,
) -> Release:
    """A signed release for ``contact``, in force from ``starts`` until ``ends``.

    Written as it is, to the microsecond and on any day, past the act of signing; from
    yesterday for half a year where nothing is said.
    """
    starts = starts or timezone.now() - DAY
    ends = ends or timezone.now() + 180 * DAY
    signed_at = facts.pop("signed_at", min(starts, timezone.now()))
    prepared = draft_for(
        contact,
        contact.client.clinician,
        effective_on=local_day(starts),
        expires_on=max(last_day(ends), local_day(starts)),
        expires_event=facts.get("expires_event", ""),
    )
    unsigned = content.of_draft(prepared)
    made = signature_of(contact.client, signed_at)
    grants = facts.pop("grants", None)
    release = Release(
        client=contact.client,
        contact=contact,
        document=document_of(contact.client, content.signed(unsigned, [made])),
        draft=prepared,
        discloser=facts.pop("discloser", PRACTICE),
        signed_at=signed_at,
        effective_at=starts,
        expires_at=ends,
        **facts,
    )
    return enter(release, made, grants)


def document_of(client: Client, words: dict[str, Any]) -> Document:
    """What was signed, not yet saved."""
    return Document(
        client=client,
        kind=DocumentKind.RELEASE,
        content=words,
        content_sha256=content.sha256_of(words),
    )


def covered(span: Span) -> set[int]:
    """The ids of contacts who may join a session with the client through all of it."""
    return {contact for contact, _ in Grant.objects.covering(Format.JOINT, span)}


def bare(contact: Contact, **columns: Any) -> Release:
    """A release with nothing in it, not yet saved, that grants each format alone."""
    return Release(
        client=contact.client,
        contact=contact,
        document=document_of(contact.client, {}),
        **{"discloser": PRACTICE, **columns},
    )


def signature_of(client: Client, at: datetime) -> Signature:
    """The client's own, typed and not yet saved."""
    return Signature(
        signer=client.legal_name,
        capacity=Capacity.CLIENT,
        mark=Mark.TYPED,
        typed_name=client.legal_name,
        signed_at=at,
        time_zone="America/New_York",
    )


@transaction.atomic
def enter(
    release: Release,
    made: Signature | None = None,
    grants: Iterable[str] | None = None,
) -> Release:
    """Save ``release``, the signature with which it is born, and what it permits; or
    ``grants`` alone.
    """
    if release.document._state.adding:
        release.document.save()
    release.document = release.document
    release.save(force_insert=True)
    made = made or signature_of(release.client, release.signed_at)
    made.document = release.document
    made.save(force_insert=True)
    release.refresh_from_db(fields=["in_force"])
    said = release.document.content
    permits = [*Format.values, *(read(said).permits if said else ())]
    grant(release, permits if grants is None else grants)
    name_disclosers(release)
    return release


@transaction.atomic
def book(
    client: Client,
    contacts: Iterable[Contact],
    starts: datetime,
    *,
    ends: datetime | None = None,
    booked_at: datetime | None = None,
    status: Status = Status.SCHEDULED,
    **details: Any,
) -> Session:
    """A session with ``contacts``, written row by row past the gate: the database is
    asked, and nobody else.
    """
    session = Session.objects.create(
        client=client,
        clinician=details.pop("clinician", None) or client.clinician,
        during=span(starts, ends or starts + FIFTY),
        booked_at=booked_at or timezone.now(),
        status=status,
        **details,
    )
    for contact in contacts:
        seat(session, contact)
    SharedSessionPlan.objects.create(session=session, purpose=Purpose.SUPPORT)
    return session


def seat(session: Session, contact: Contact, **columns: Any) -> Participant:
    """A seat in ``session`` for ``contact``, which mirrors it but in ``columns``."""
    mirrored = {name: getattr(session, name) for name in MIRRORED}
    mirrored["discloser"] = PRACTICE
    return Participant.objects.create(
        session=session, contact=contact, **{**mirrored, **columns}
    )


def typed(who: Iterable[Contact], starts: datetime, /, **fields: Any) -> dict:
    """What a browser sends from the booking page."""
    at = timezone.localtime(starts)
    return {
        "date": at.date().isoformat(),
        "start": f"{at:%H:%M}",
        "length": "50",
        "room": "",
        "contacts": [str(contact.pk) for contact in who],
        "format": "joint",
        "purpose": "support",
        "topics": "",
        "boundaries": "",
        **fields,
    }


def afternoon(days: int = 7) -> datetime:
    """Three o'clock by the practice's clock, so many days from today."""
    return local_instant(timezone.localdate() + days * DAY, time(15), lenient=True)
