"""Asking to see another's client, and looking into it afterwards."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from clients.ledger import record
from clients.models import Client, EmergencyAccess, EventKind
from practice.models import User


def open_in_emergency(
    client: Client, reason: str, lasts: timedelta, clinician: User
) -> EmergencyAccess:
    """From now on for so long; recorded in the client's history with the reason."""
    now = timezone.now()
    with transaction.atomic():
        access = EmergencyAccess.objects.create(
            client=client,
            clinician=clinician,
            reason=reason,
            asked_at=now,
            ends_at=now + lasts,
        )
        record(
            EventKind.EMERGENCY,
            client,
            clinician,
            reason=reason,
            until=access.ends_at.isoformat(),
        )
    return access


def open_now(client: Client, user: User) -> EmergencyAccess | None:
    """By what ``user`` sees a client who is not theirs; asked for nobody else."""
    if not user.is_clinician or client.clinician_id == user.pk:
        return None
    accesses = EmergencyAccess.objects.open_to(user).filter(client=client)
    return accesses.order_by("ends_at").last()


def review(access: EmergencyAccess, by: User) -> bool:
    """Whether nobody had before."""
    unreviewed = EmergencyAccess.objects.unreviewed().filter(pk=access.pk)
    return bool(unreviewed.update(reviewed_by=by, reviewed_at=timezone.now()))
