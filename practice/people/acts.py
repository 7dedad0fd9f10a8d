"""Changing somebody's account: each act is written down, and ends their sessions.

What they set going elsewhere, such as links to sign, ends in ``releases.staff``. Raises
IntegrityError by name where the database refuses.
"""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.db import transaction

from practice.accounts.devices.sessions import end_all_of
from practice.accounts.notices import Notice, tell
from practice.models import AccountEvent, AccountEventKind, User


@transaction.atomic
def change_role(person: User, role: str, actor: User) -> bool:
    """Whether it was another role until now."""
    known = _locked(person)
    if known.role == role:
        return False
    _write(AccountEventKind.ROLE_CHANGED, known, actor, role)
    known.role = role
    known.save(update_fields=["role"])
    tell(known, Notice.ROLE)
    return True


@transaction.atomic
def let_sign_in(person: User, actor: User, *, may: bool) -> bool:
    """Deactivate them, or let them back in; whether that is another than it was."""
    known = _locked(person)
    if known.is_active == may:
        return False
    kinds = AccountEventKind
    kind = kinds.LET_BACK_IN if may else kinds.DEACTIVATED
    _write(kind, known, actor, known.role)
    known.is_active = may
    known.save(update_fields=["is_active"])
    if may:
        tell(known, Notice.LET_BACK_IN)
    return True


@transaction.atomic
def take_factors(person: User, actor: User, made_sure: str) -> bool:
    """Take away all that they show beside their password, with the codes that stand in
    for it; whether there was any. ``made_sure`` says how the actor knew who asked.
    """
    known = _locked(person)
    gone, _ = Authenticator.objects.filter(user_id=known.pk).delete()
    if not gone:
        return False
    kind = AccountEventKind.FACTORS_TAKEN
    _write(kind, known, actor, known.role, made_sure=made_sure)
    known.session_round += 1
    known.save(update_fields=["session_round"])
    end_all_of(known)
    tell(known, Notice.FACTORS_TAKEN)
    return True


def _locked(person: User) -> User:
    return User.objects.select_for_update(no_key=True).get(pk=person.pk)


def _write(
    kind: AccountEventKind, known: User, actor: User, role: str, **said: str
) -> None:
    AccountEvent.objects.create(
        user=known, kind=kind, before=known.role, role=role, by=actor, **said
    )
