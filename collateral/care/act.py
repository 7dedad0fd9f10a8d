"""The end of a client's care: what is ahead is held in the same transaction."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from clients.ledger import record
from clients.models import Client, EventKind
from clients.people.acts import keep_still
from collateral.models import STANDING, Session, SessionQuerySet, Status
from collateral.sessions.seats import record_act
from practice.database.transactions import retried
from practice.formats import say_day
from practice.models import User


def ahead(client: Client) -> SessionQuerySet:
    """What stands for ``client`` and is not over, soonest first."""
    return Session.objects.filter(
        client=client, status__in=STANDING, during__endswith__gt=timezone.now()
    ).order_by("during__startswith", "pk")


@retried
def end_care(client: Client, how: str, day: date, actor: User) -> list[Session]:
    """Say that ``client`` was discharged, or died, on ``day``; the sessions held.

    ``how`` is the column that says it.
    """
    keep_still(client)
    held = list(ahead(client).select_for_update(of=("self",)).order_by("pk"))
    setattr(client, how, day)
    client.save(update_fields=[how])
    what = "Died" if how == "deceased_on" else "Discharged"
    said = f"{what}: {say_day(day)}."
    record(EventKind.CLIENT_ENDED, client, actor, reason=said)
    for session in held:
        session.status = Status.HELD
        session.save(update_fields=["status"])
        record_act(EventKind.HELD, session, actor, said)
    return held


@retried
def take_back(client: Client, actor: User) -> None:
    """Say that ``client`` is in care again; what was held stays so until it is booked."""
    keep_still(client)
    client.discharged_on = client.deceased_on = None
    client.save(update_fields=["discharged_on", "deceased_on"])
    record(EventKind.CLIENT_RETURNED, client, actor)
