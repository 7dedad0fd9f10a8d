"""Inviting someone to work here, and taking that back."""

from __future__ import annotations

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from practice.models import Invitation, User
from practice.people.models import LONGEST
from practice.secret import fresh, sha256_of


def fresh_invitation(by: User | None) -> tuple[Invitation, str]:
    """One that is not saved, of whoever it is to be: for a week from now on. With what
    its address holds, which is kept nowhere.
    """
    now, token = timezone.now(), fresh()
    return Invitation(
        token_sha256=sha256_of(token),
        invited_by=by,
        invited_at=now,
        expires_at=now + LONGEST,
    ), token


def withdraw(invitation_id: int, actor: User) -> bool:
    """Nobody joins by it from this moment. Whether it was this that ended it."""
    still = Invitation.objects.open().filter(pk=invitation_id)
    return bool(still.update(withdrawn_at=timezone.now(), withdrawn_by=actor))


@transaction.atomic
def fresh_token(invitation_id: int) -> tuple[Invitation, str] | None:
    """The invitation with what its address holds from now on; None where it stands no
    more.

    For a mail, which is written when it is sent: the address of the one before leads
    nowhere then.
    """
    standing = Invitation.objects.standing().select_for_update(of=("self",))
    invitation = standing.filter(pk=invitation_id).first()
    if invitation is None:
        return None
    token = fresh()
    invitation.token_sha256 = sha256_of(token)
    invitation.save(update_fields=["token_sha256"])
    return invitation, token


def path_of(token: str) -> str:
    """Where it leads to, on this site."""
    return reverse("join_door", args=[token])
