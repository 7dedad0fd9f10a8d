"""Who keeps a session on hold whose other sessions wait, too: they are decided together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Max
from django.utils import timezone

from clients.models import Contact
from collateral.gate import Line
from collateral.models import Participant, Session, Status
from practice.models import User


@dataclass(frozen=True)
class Together:
    """How many wait for a decision about ``contact``, and under which release."""

    contact: Contact
    number: int
    release: int


def together(session: Session, lines: Iterable[Line], user: User) -> list[Together]:
    """Of whoever is not covered; or, where everyone is by now, of everyone. One query, for
    whoever decides about a session on hold.
    """
    if session.status != Status.HELD or not user.is_clinician:
        return []
    lines = list(lines)
    people = [line.contact for line in lines if not line.covered]
    known = {each.pk: each for each in people or [line.contact for line in lines]}
    held = Session.objects.visible_to(user).filter(
        status=Status.HELD, during__endswith__gt=timezone.now()
    )
    found = (
        Participant.objects.filter(contact__in=known, session__in=held)
        .order_by("contact")
        .values("contact")
        .annotate(
            number=Count("session", distinct=True), release=Max("contact__releases")
        )
        .filter(number__gt=1, release__isnull=False)
    )
    return [
        Together(known[each["contact"]], each["number"], each["release"])
        for each in found
    ]
