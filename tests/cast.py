"""The cast: named people as fixtures.

Ada is a clinician. Her clients are Jordan, of age, and Teo, who is fifteen. Cleo is
another clinician, who must see nothing of theirs. Finn stands at the front desk, Nora
is the admin.
"""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Authority, Client, Contact, Modality
from practice.models import Role, Room, User
from releases.models import Document, Paper, ReleasePreset
from tests.clock import DAY
from tests.formed import form_signed
from tests.room import hashed


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
    monkeypatch.setattr("releases.signing.sign.original", blank_paper)


def blank_paper(document: Document) -> Paper:
    """A paper of ``document`` with nothing on it."""
    return Paper.objects.create(
        document=document, pdf=b"%PDF-", sha256=hashlib.sha256(b"%PDF-").hexdigest()
    )


def user(username: str, name: str, role: Role) -> User:
    """Someone who signs in; no password is looked at but ``tests.room``'s."""
    return User.objects.create(
        username=username, name=name, role=role, password=hashed()
    )


def emancipated() -> dict[str, Any]:
    """What a client is who was, today."""
    seen = "decree, certified copy"
    return {
        "emancipated": True,
        "emancipated_on": timezone.localdate(),
        "emancipation_seen": seen,
    }


def client_of(
    clinician: User,
    name: str,
    *,
    born: date = date(1990, 5, 2),
    state: str = "NY",
    consented: bool = True,
    **details: Any,
) -> Client:
    """A client whom ``clinician`` treats; of a minor, a parent has consented to it."""
    client = Client.objects.create(
        legal_name=name,
        clinician=clinician,
        date_of_birth=born,
        state=state,
        modality=Modality.INDIVIDUAL,
        **details,
    )
    if consented and client.is_minor_on(timezone.localdate()):
        form_signed(client)
    return client


def contact_of(client: Client, name: str, relationship: str = "friend") -> Contact:
    """Someone in ``client``'s life."""
    return Contact.objects.create(client=client, name=name, relationship=relationship)


def preset_of(owner: User, name: str, **terms: Any) -> ReleasePreset:
    """A start of their own for releases."""
    chosen = {
        "topics": ["sleep"],
        "purposes": ["support"],
        "direction": "disclose",
        "formats": ["joint"],
        "places": ["video"],
    }
    return ReleasePreset.objects.create(owner=owner, name=name, **chosen | terms)


def authority_of(
    client: Client,
    by: User,
    person: Contact | str,
    kind: str = "parent",
    *,
    verified_by: User | None = None,
    **said: Any,
) -> Authority:
    """That ``person`` may decide for ``client``, as ``by`` entered it; letters end in
    100 days.
    """
    today = timezone.localdate()
    named = {"person_name": person} if isinstance(person, str) else {"contact": person}
    found = Authority.objects.create(
        client=client,
        kind=kind,
        **named,
        **{
            "evidence": "birth certificate",
            "seen_on": today,
            "seen_by": by,
            "starts_on": today,
            "ends_on": today + 100 * DAY if kind == "letters" else None,
            "entered_by": by,
            **said,
        },
    )
    if verified_by:
        found.verified_by, found.verified_at = verified_by, timezone.now()
        found.save(update_fields=["verified_by", "verified_at"])
    return found
