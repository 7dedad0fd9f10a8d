"""Naming who covers a client, and ending it early: each is in the client's history."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from clients.ledger import record
from clients.models import Client, Cover, EventKind
from practice.models import User
from practice.spans import end_of, last_day, local_day, span, start_of


@transaction.atomic
def name_cover(
    client: Client, colleague: User, first: date, last: date, actor: User
) -> Cover:
    """Raises IntegrityError by name where the database refuses."""
    cover = Cover.objects.create(
        client=client,
        clinician=colleague,
        during=span(start_of(first), end_of(last)),
        named_at=timezone.now(),
    )
    _record(EventKind.COVERED, cover, actor)
    return cover


@transaction.atomic
def end_cover(cover: Cover, actor: User) -> bool:
    """Whether it stood until now."""
    standing = Cover.objects.standing().filter(pk=cover.pk)
    if not standing.update(ended_at=timezone.now()):
        return False
    _record(EventKind.COVER_ENDED, cover, actor)
    return True


def cover_by(user: User, client: Client) -> Cover | None:
    """By which ``user`` leads what they book with ``client``, as long as it lasts."""
    if not user.is_clinician or client.clinician_id == user.pk:
        return None
    return Cover.objects.open_to(user).filter(client=client).first()


def covers_of(person: User) -> QuerySet[Cover]:
    """Running or ahead, for clients of others."""
    return Cover.objects.standing().filter(clinician=person)


def _record(kind: EventKind, cover: Cover, actor: User) -> None:
    record(
        kind,
        cover.client,
        actor,
        names={"was": cover.clinician.name},
        cover=cover.pk,
        first=local_day(cover.during.lower).isoformat(),
        last=last_day(cover.during.upper).isoformat(),
    )
