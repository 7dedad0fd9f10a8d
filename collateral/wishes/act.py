"""Wishes written down and closed; the client's stop, and that they take it back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django.utils import timezone

from clients.ledger import record
from clients.models import Client, Contact, EventKind
from collateral.ending.unready import hold_not_ready
from collateral.models import Closing, Session, Stop, StopMessage, Wish
from collateral.sessions.seats import lock
from collateral.wishes.message import send_stop_message
from practice.database.transactions import retried
from practice.models import User


@retried
def add_wish(wish: Wish, actor: User) -> Wish:
    """Write it down; the consent history says whom it is about, and none of its words."""
    wish.recorded_by, wish.recorded_at = actor, timezone.now()
    wish.save(force_insert=True)
    record(EventKind.WISH_ADDED, wish.client, actor, contact=wish.contact, wish=wish.pk)
    return wish


@retried
def close_wish(wish: Wish, how: str, why: str, actor: User) -> None:
    _close(wish, how, why, actor)
    _record_closed(wish, actor)


@retried
def stop(
    client: Client,
    contacts: Sequence[Contact],
    actor: User,
    tell: Collection[Contact] = (),
) -> list[Session]:
    """Have ``client`` stop with each of ``contacts``: what stands ahead is held, open
    wishes are withdrawn. Nobody is told anything but those whom to ``tell``, who are mailed
    once that a session does not take place. The sessions held.
    """
    lock(contacts)
    standing = Stop.objects.standing().filter(contact__in=contacts)
    stopped = set(standing.values_list("contact", flat=True))
    new = [contact for contact in contacts if contact.pk not in stopped]
    wishes = list(Wish.objects.open().filter(contact__in=new).select_related("contact"))
    held = hold_not_ready(new, actor)
    told = []
    for contact in new:
        made = Stop.objects.create(
            client=client, contact=contact, said_at=timezone.now(), recorded_by=actor
        )
        if contact in tell:
            told.append(_have_told(made))
    for wish in wishes:
        wish.client = client
        _close(wish, Closing.WITHDRAWN, "", actor)
        _record_closed(wish, actor)
    for contact in new:
        mailed: dict[str, Any] = {"mailed": True} if contact.pk in told else {}
        record(EventKind.STOPPED, client, actor, contact=contact, **mailed)
    return held


def _have_told(stopped: Stop) -> int:
    """Have it mailed; the key of whom to."""
    at, contact = timezone.now(), stopped.contact
    StopMessage.objects.create(stop=stopped, email=contact.email, asked_at=at)
    send_stop_message.defer(stop=stopped.pk)
    return contact.pk


@retried
def lift(stopped: Stop, actor: User) -> None:
    """The client wants it again; what is on hold stays so until it is booked. Once,
    whoever else hears it at the same moment.
    """
    standing = Stop.objects.standing().filter(pk=stopped.pk)
    if not standing.update(lifted_at=timezone.now(), lifted_by=actor):
        return
    record(EventKind.STOP_LIFTED, stopped.client, actor, contact=stopped.contact)


def _close(wish: Wish, how: str, why: str, actor: User) -> None:
    wish.closed_as, wish.closed_why = how, why
    wish.closed_by, wish.closed_at = actor, timezone.now()
    wish.save(update_fields=["closed_as", "closed_why", "closed_by", "closed_at"])


def _record_closed(wish: Wish, actor: User) -> None:
    contact = wish.contact
    record(EventKind.WISH_CLOSED, wish.client, actor, contact=contact, wish=wish.pk)
