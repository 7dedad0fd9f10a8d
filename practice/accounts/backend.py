"""Whether a name and a password fit, however anyone comes to ask."""

from __future__ import annotations

import logging
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.core.exceptions import PermissionDenied
from django.db.models import F, QuerySet
from django.http import HttpRequest

from practice.accounts.addresses import address_of
from practice.accounts.models import Outcome, SignInAttempt
from practice.accounts.throttle import Locked, try_at
from practice.accounts.turns import one_at_a_time, seated
from practice.database.worded import worded
from practice.models import User

logger = logging.getLogger(__name__)


@worded
def _known(pk: int) -> QuerySet[User]:
    return User.objects.filter(pk=pk)


class Doorkeeper(ModelBackend):
    """Django's own, for only so many tries and so many at once; each is recorded."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **_: Any,
    ) -> User | None:
        if not username or password is None:
            return None
        with seated():
            known = User.objects.filter(username__iexact=username).first()
            address = address_of(request)
            tried = try_at(username, known, address)
            try:
                tried.take()
            except Locked as locked:
                _record_refusal(locked, known, address)
                raise PermissionDenied from None
            with one_at_a_time():
                user = super().authenticate(request, username, password)
            if user is None:
                _record_failure(known, address)
                return None
            tried.give_back()
        SignInAttempt.objects.create(
            outcome=Outcome.SIGNED_IN, user=user, address=address
        )
        logger.info("Signed in: user %s", user.pk)
        return user

    def get_user(self, user_id: int) -> User | None:
        user = next(iter(_known(user_id)), None)
        return user if self.user_can_authenticate(user) else None


def _record_failure(known: User | None, address: str | None) -> None:
    SignInAttempt.objects.create(outcome=Outcome.FAILED, user=known, address=address)
    logger.warning("A name and a password did not fit: user %s", known and known.pk)


def _record_refusal(locked: Locked, known: User | None, address: str | None) -> None:
    """In one row a lock, which counts: else whoever is outside could fill the disk."""
    row, is_first = SignInAttempt.objects.get_or_create(
        outcome=Outcome.REFUSED,
        user=known,
        address=address,
        locked_until=locked.until,
    )
    if is_first:
        who = known and known.pk
        logger.warning("No more tries to sign in until %s: user %s", locked.until, who)
    else:
        SignInAttempt.objects.filter(pk=row.pk).update(times=F("times") + 1)
