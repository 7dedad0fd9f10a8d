"""Sessions that took place after a revocation was received, and before it was recorded.

They stay as they were: nobody who met knew. They are told as what they are.
"""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.db.models import Q

from collateral.models import Participant, Session, SessionQuerySet
from collateral.sessions.seats import hears_in
from practice.spans import span
from releases.models import Release, Revocation


def took_place_on(release: Release) -> SessionQuerySet:
    """The sessions that leaned on ``release`` after its revocation was received, or on
    a part of it after that one's was.
    """
    parts = Revocation.objects.filter(grants__release=release).distinct()
    every = [*parts, *([release.revocation] if release.revocation else [])]
    none = Session.objects.none()
    return reduce(or_, (took_place_by(release, each) for each in every), none)


def took_place_by(release: Release, revocation: Revocation) -> SessionQuerySet:
    """Those of ``release``, by one revocation of it, whole or in part."""
    in_force = release.in_force
    if not (in_force and revocation.is_late):
        return Session.objects.none()
    seats = Participant.objects.standing().filter(
        client=release.client_id,
        contact=release.contact_id,
        during__overlap=span(revocation.received_at, revocation.recorded_at),
        during__endswith__lte=revocation.recorded_at,
    )
    seats = seats.filter(relies_on__overlap=in_force)
    if revocation.part:
        needing = Q(format__in=revocation.part) | Q(place__in=revocation.part)
        seats = seats.filter(needing | Q(topics__topic__in=revocation.part))
    sessions = Session.objects.filter(pk__in=seats.values("session"))
    return sessions.order_by("during__startswith", "pk")


def revoked_before(session: Session) -> list[Revocation]:
    """The revocations received before ``session``, which took place, was over, and
    recorded after.
    """
    seats = session.participants.values("contact")
    relied_on = span(session.booked_at, session.during.upper)
    whole = Q(releases__in_force__overlap=relied_on)
    part = Q()
    for contact, topics in hears_in(session).items():
        needed = [session.format, session.place, *topics]
        theirs = Q(grants__what__in=needed, grants__in_force__overlap=relied_on)
        part |= Q(contact=contact) & theirs
    found = Revocation.objects.filter(
        whole | part,
        client=session.client_id,
        contact__in=seats,
        received_at__lt=session.during.upper,
        recorded_at__gte=session.during.upper,
    )
    return list(
        found.select_related("contact").distinct().order_by("received_at", "pk")
    )
