"""What ends with somebody's account, or their role: the links they made, the rooms they
opened, that they cover clients of others, and the tokens of programs that they let in.
"""

from __future__ import annotations

from functools import partial
from operator import itemgetter
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from clients.covering.act import covers_of, end_cover
from practice.models import System, User
from practice.people import acts
from releases.links.act import withdraw
from releases.models import HowEnded, SignatureLink, SigningSession
from releases.signing import room


def links_of(person: User) -> QuerySet[SignatureLink]:
    """Those that ``person`` made, and by which somebody may still sign."""
    return SignatureLink.objects.standing().filter(made_by=person)


def rooms_of(person: User) -> QuerySet[SigningSession]:
    """Those that ``person`` opened, by handing a screen over or by a link of theirs."""
    return SigningSession.objects.filter(opened_by=person, ended_at=None)


@transaction.atomic
def change_role(person: User, role: str, actor: User) -> bool:
    """Whether it was another role until now."""
    changed = acts.change_role(person, role, actor)
    if changed:
        _close(person, actor)
    return changed


@transaction.atomic
def deactivate(person: User, actor: User) -> bool:
    """Whether they could sign in until now."""
    changed = acts.let_sign_in(person, actor, may=False)
    if changed:
        _close(person, actor)
        System.objects.in_use().filter(issued_by=person).withdraw(actor)
    return changed


def _close(person: User, actor: User) -> None:
    """In the order of the clients whose histories tell it, so that none waits for another."""
    people = SignatureLink.objects.open().select_related(
        "draft__client", "draft__contact", "client", "contact"
    )
    ends: list[tuple[int, Any]] = [
        (each.about.pk, partial(withdraw, each))
        for each in people.filter(made_by=person)
    ]
    ends += [
        (each.client_id, partial(end_cover, each))
        for each in covers_of(person).select_related("client", "clinician")
    ]
    for signing in rooms_of(person):
        room.end(signing, HowEnded.SIGNED_OUT)
    for _, end in sorted(ends, key=itemgetter(0)):
        end(actor)
