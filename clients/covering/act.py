"""Naming who covers clients, and ending it early: each client's history tells it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone

from clients.covering.told import tell
from clients.ledger import event_of, record_each
from clients.models import Client, ConsentEvent, Cover, EventKind
from clients.models.cover import CoverQuerySet
from practice.models import User
from practice.spans import end_of, last_day, local_day, span, start_of


def name_cover(
    client: Client, colleague: User, first: date, last: date, actor: User
) -> Cover:
    """Raises IntegrityError by name where the database refuses."""
    (cover,) = name_covers([client], colleague, first, last, actor)
    return cover


@transaction.atomic
def name_covers(
    clients: Iterable[Client], colleague: User, first: date, last: date, actor: User
) -> list[Cover]:
    """One for each, or none: in a handful of queries, and in the order in which everyone
    takes clients. The colleague is mailed that it is so.
    """
    during, now = span(start_of(first), end_of(last)), timezone.now()
    covers = Cover.objects.bulk_create(
        Cover(client=client, clinician=colleague, during=during, named_at=now)
        for client in sorted(clients, key=lambda each: each.pk)
    )
    record_each(_event(EventKind.COVERED, cover, actor) for cover in covers)
    if covers:
        tell(colleague, covers[0])
    return covers


def end_cover(cover: Cover, actor: User) -> bool:
    """Whether it stood until now."""
    return bool(end_covers(Cover.objects.filter(pk=cover.pk), actor))


@transaction.atomic
def end_covers(covers: CoverQuerySet, actor: User) -> list[Cover]:
    """Those of ``covers`` that stood until now."""
    ended = list(
        covers.standing()
        .select_for_update(of=("self",), no_key=True)
        .select_related("client", "clinician")
        .order_by("client", "pk")
    )
    Cover.objects.filter(pk__in=[each.pk for each in ended]).update(
        ended_at=timezone.now()
    )
    record_each(_event(EventKind.COVER_ENDED, cover, actor) for cover in ended)
    return ended


def cover_by(user: User, client: Client) -> Cover | None:
    """By which ``user`` leads what they book with ``client``, as long as it lasts."""
    if not user.is_clinician or client.clinician_id == user.pk:
        return None
    return Cover.objects.open_to(user).filter(client=client).first()


def covers_of(person: User) -> CoverQuerySet:
    """Running or ahead, for clients of others."""
    return Cover.objects.standing().filter(clinician=person)


def _event(kind: EventKind, cover: Cover, actor: User) -> ConsentEvent:
    return event_of(
        kind,
        cover.client,
        actor,
        names={"was": cover.clinician.name},
        cover=cover.pk,
        first=local_day(cover.during.lower).isoformat(),
        last=last_day(cover.during.upper).isoformat(),
    )
