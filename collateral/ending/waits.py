"""What waits for someone since releases end, or will: a voiding, a revocation in writing,
a right to sign that ends; a link to sign by that was locked; a copy for who signed; and
papers that were signed by hand, and are to be checked.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils import timezone

from clients.law.revoking import Wants
from clients.models import Client
from collateral.ending.rights import ending_soon
from practice.models import User
from releases.copies.owed import owed
from releases.models import Release, Revocation, SignatureLink, SignedByHand, Voiding

SHOWN = 20


def waits_for(user: User) -> dict[str, Any]:
    """Of the clients whom ``user`` may see, the oldest first."""
    releases = Release.objects.visible_to(user)
    voidings = Voiding.objects.filter(
        decided_at=None,
        release__in=releases.filter(in_force__endswith__gt=timezone.now()),
    )
    return {
        "voidings": voidings.select_related(
            "release__client", "release__contact", "asked_by"
        )[:SHOWN],
        "links": locked_links(user)[:SHOWN],
        "rights": ending_soon(Client.objects.visible_to(user))[:SHOWN],
        "papers": SignedByHand.objects.visible_to(user)
        .to_be_checked()
        .with_people()[:SHOWN],
        "copies": owed(user)[:SHOWN],
        "most": SHOWN,
        "writings": writings_wanted(user).select_related("client", "contact")[:SHOWN],
    }


def locked_links(user: User) -> Any:
    """Links that five wrong dates of birth locked, and nobody has looked into."""
    locked = SignatureLink.objects.visible_to(user).locked().order_by("locked_at", "pk")
    return locked.select_related("draft__client", "draft__contact", "client", "contact")


def writings_wanted(user: User) -> Any:
    """Revocations that are still to come in writing."""
    return Revocation.objects.filter(
        ~Q(wants=Wants.NOTHING),
        writing=None,
        client__in=Client.objects.visible_to(user),
    ).order_by("recorded_at", "pk")
