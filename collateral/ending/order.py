"""A court's order that someone stays away: the sessions ahead are held with it."""

from __future__ import annotations

from clients.ledger import record
from clients.models import CourtOrder, EventKind, Ruling
from clients.people.acts import keep_still
from collateral.ending.hold import put_on_hold
from collateral.models import STANDING, Session, SessionQuerySet
from practice.database.transactions import retried
from practice.models import User


def standing_with(order: CourtOrder) -> SessionQuerySet:
    """The sessions ahead in which the contact of ``order`` has a seat."""
    ahead = Session.objects.ahead_with(order.contact_id)
    return ahead.filter(status__in=STANDING)


@retried
def enter_order(order: CourtOrder, actor: User) -> list[Session]:
    """Save ``order``; the sessions put on hold, if it is the newest and bars contact."""
    keep_still(order.client)
    newest = CourtOrder.objects.in_effect().filter(contact=order.contact_id).first()
    wins = newest is None or order.dated_on >= newest.dated_on
    apart = wins and order.ruling == Ruling.NO_CONTACT
    held = []
    if apart:
        held = put_on_hold(standing_with(order), order.contact, None, actor)
    order.save(force_insert=True)
    record(
        EventKind.ORDER_ADDED,
        order.client,
        actor,
        contact=order.contact,
        order=order.pk,
        ruling=order.ruling,
    )
    return held
