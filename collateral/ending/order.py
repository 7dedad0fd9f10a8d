"""What a court orders: whom it keeps away from a client, or from what is said of them,
leaves the sessions ahead; what was signed by whom it takes the say from ends.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from clients.law.signers import IN_PERSON
from clients.ledger import record
from clients.models import APART, SAYS, About, CourtOrder, EventKind, Ruling
from clients.names import folded
from clients.people.acts import keep_still
from collateral.care.act import ahead
from collateral.ending import authority
from collateral.ending.asked_again import hold_what_is_refused
from collateral.ending.authority import Lapses
from collateral.ending.hold import keep_still as keep_sessions_still
from collateral.ending.hold import put_on_hold
from collateral.ending.papers import lapse_of
from collateral.models import STANDING, Session, SessionQuerySet
from collateral.signed_forms.ends import by_order, end_forms
from practice.database.transactions import retried
from practice.models import User
from releases.models import Release, WhyEnded


def standing_with(order: CourtOrder) -> SessionQuerySet:
    """The sessions ahead in which the contact of ``order`` has a seat."""
    ahead = Session.objects.ahead_with(order.contact_id)
    return ahead.filter(status__in=STANDING)


def signed_by(order: CourtOrder, at: datetime) -> list[Release]:
    """What the contact of ``order`` signed in the client's place, and would count after
    ``at``: by papers that name them, or under their name.
    """
    name = folded(order.contact.name)
    signed = Release.objects.filter(client=order.client, in_force__endswith__gt=at)
    found = signed.select_related("client", "contact", "document")
    return [
        each
        for each in found.prefetch_related("document__signatures__rests_on")
        if any(
            made.capacity not in IN_PERSON
            and (
                folded(made.signer) == name
                or (made.rests_on and made.rests_on.contact_id == order.contact_id)
            )
            for made in each.document.signatures.all()
        )
    ]


@retried
def enter_orders(orders: Iterable[CourtOrder], actor: User) -> list[Session]:
    """Save each of ``orders``, clauses of one client's; the sessions put on hold by
    those that are the newest about what they say.
    """
    held: dict[int, Session] = {}
    for order in orders:
        held |= {session.pk: session for session in _enter(order, actor)}
    return sorted(held.values(), key=lambda each: (each.during.lower, each.pk))


def _enter(order: CourtOrder, actor: User) -> list[Session]:
    keep_still(order.client)
    keep_sessions_still(ahead(order.client))
    held, wins = [], _wins(order)
    if wins and order.ruling in APART:
        held = put_on_hold(standing_with(order), order.contact, None, actor)
    if wins and order.ruling == Ruling.NO_DECISIONS:
        now = timezone.now()
        ends = [lapse_of(each, now) for each in signed_by(order, now)]
        held += authority.end(Lapses(ends, WhyEnded.ORDERED), actor)
        held += end_forms(order.client, by_order(order, now), actor)
    order.save(force_insert=True)
    if order.ruling in SAYS[About.DECISIONS]:
        held += hold_what_is_refused(order.client, actor)
    record(
        EventKind.ORDER_ADDED,
        order.client,
        actor,
        contact=order.contact,
        order=order.pk,
        ruling=order.ruling,
    )
    return held


def _wins(order: CourtOrder) -> bool:
    """Whether nothing newer is on file about the same thing."""
    about = next(about for about, rulings in SAYS.items() if order.ruling in rulings)
    known = CourtOrder.objects.in_effect().filter(contact=order.contact_id, about=about)
    newest = known.first()
    return newest is None or order.dated_on >= newest.dated_on
