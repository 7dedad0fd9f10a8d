"""The rule, asked of the gate and of the database, which must agree."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from clients.models import Client, Contact
from collateral import gate
from collateral.gate import Proposal
from practice.spans import span
from tests.booked import book
from tests.clock import FIFTY, local
from tests.refusals import refusal_of

BOOKED = local("2026-01-05 10:00")  # a Monday


def codes(
    client: Client,
    contacts: Iterable[Contact],
    starts: datetime,
    *,
    ends: datetime | None = None,
    booked_at: datetime = BOOKED,
) -> dict[str, str]:
    """Why each contact is not covered, by name. The database agrees, or this fails."""
    contacts = list(contacts)
    verdict = gate.ask(
        Proposal(
            client=client,
            contacts=tuple(contacts),
            clinician=client.clinician,
            during=span(starts, ends or starts + FIFTY),
            room=None,
            format="joint",
            place="video",
            booked_at=booked_at,
        )
    )
    found = {gap.contact.name: gap.code.value for gap in verdict.gaps}
    assert refuses(client, contacts, starts, ends, booked_at) == bool(found)
    return found


def refuses(
    client: Client,
    contacts: Iterable[Contact],
    starts: datetime,
    ends: datetime | None,
    booked_at: datetime,
) -> bool:
    """Whether the database refuses such a session. Nothing is left of it."""

    def act() -> None:
        book(client, contacts, starts, ends=ends, booked_at=booked_at)

    with transaction.atomic():
        name = refusal_of(act)
        transaction.set_rollback(True)
    assert name in {"", "participant_release_in_force"}
    return bool(name)
