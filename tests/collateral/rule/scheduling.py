"""The four ways to schedule, each asked for someone who is not covered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import Client, ConsentEvent, Contact
from collateral.models import Participant, Session, SharedSessionPlan, Status
from collateral.models.keys import RELEASE_KEYS
from tests.booked import book, typed
from tests.clock import DAY, HOUR, afternoon
from tests.signed import sign

JSON = {"HTTP_ACCEPT": "application/json"}
HTMX = {"HTTP_HX_REQUEST": "true"}
PLAIN: dict[str, str] = {}
KINDS = {"plain": PLAIN, "htmx": HTMX, "json": JSON}


@dataclass(frozen=True)
class Asked:
    """A POST that schedules, and the contact on whom its cover depends."""

    url: str
    fields: dict[str, Any]
    contact: Contact
    session: Session | None = None

    def sent_by(self, browser: Browser, **headers: str) -> Any:
        return browser.post(self.url, self.fields, **headers)


def booking(client: Client, contact: Contact) -> Asked:
    url = reverse("booking", args=[client.pk])
    return Asked(url, typed([contact], afternoon(), topics="sleep"), contact)


def move(client: Client, contact: Contact) -> Asked:
    session = booked(client, contact)
    fields = typed([], afternoon(14), length="45")
    return Asked(reverse("session_move", args=[session.pk]), fields, contact, session)


def joining(client: Client, contact: Contact) -> Asked:
    other = Contact.objects.create(client=client, name="Sam Ortiz", relationship="x")
    sign(other)
    session = booked(client, other)
    url = reverse("session_participants", args=[session.pk])
    return Asked(url, {"contact": str(contact.pk)}, contact, session)


def reopening(client: Client, contact: Contact) -> Asked:
    session = book(client, [contact], afternoon(), status=Status.HELD)
    url = reverse("session_reopening", args=[session.pk])
    return Asked(url, {"contacts": [str(contact.pk)]}, contact, session)


WAYS = {"book": booking, "move": move, "join": joining, "reopen": reopening}


def booked(client: Client, contact: Contact) -> Session:
    """A session tomorrow for which alone ``contact`` is covered."""
    if not contact.releases.exists():
        sign(contact, ends=afternoon(1) + HOUR)
    return book(client, [contact], afternoon(1))


def all_rows() -> dict[str, list[Any]]:
    """All that scheduling writes, but for the refusal itself."""
    seats = Participant.objects.order_by("pk")
    events = ConsentEvent.objects.exclude(kind="refused").order_by("pk")
    return {
        "sessions": list(Session.objects.order_by("pk").values_list()),
        "seats": list(seats.values_list()),
        "plans": list(SharedSessionPlan.objects.order_by("pk").values_list()),
        "events": list(events.values_list()),
    }


def without_the_foreign_key() -> None:
    """Have the database ask the rule no more, until the test's transaction is undone."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            "SELECT conrelid::regclass, conname FROM pg_constraint"
            " WHERE conname = ANY(%s) AND conparentid = 0",
            [list(RELEASE_KEYS)],
        )
        for table, key in cursor.fetchall():
            cursor.execute(f"ALTER TABLE {table} ALTER CONSTRAINT {key} NOT ENFORCED")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def cover(contact: Contact) -> None:
    """Sign for ``contact`` from long before anything was booked until long after."""
    starts = timezone.now() - 30 * DAY
    last = contact.releases.order_by("-expires_at").first()
    sign(contact, last.expires_at if last else starts, timezone.now() + 300 * DAY)
