"""Whether a name and a password fit, however anyone comes to ask."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest

from practice.accounts.addresses import address_of
from practice.accounts.attempts import record_failure, record_passing, record_refusal
from practice.accounts.factors.held import has_second_factor
from practice.accounts.models import Outcome
from practice.accounts.throttle import Locked, try_at
from practice.accounts.turns import one_at_a_time, seated
from practice.database.worded import worded
from practice.letterhead.current import letterhead
from practice.models import User
from practice.policies.current import policies


@worded  # with what every page says besides, so that none asks for that by itself
def _known(pk: int) -> QuerySet[User]:
    beside = {"letterhead": letterhead.beside(), "policies": policies.beside()}
    return User.objects.filter(pk=pk).annotate(**beside)


class Doorkeeper(ModelBackend):
    """Django's own, for only so many tries and so many at once; each is recorded."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **_: Any,
    ) -> User | None:
        user = self.look(request, username, password)
        if user is None:
            return None
        came = Outcome.PASSED if has_second_factor(user) else Outcome.SIGNED_IN
        record_passing(came, user, address_of(request))
        return user

    def look(
        self, request: HttpRequest | None, username: str | None, password: str | None
    ) -> User | None:
        """Whose name and password it is; what does not fit, or is too much, is recorded."""
        if not username or password is None:
            return None
        with seated():
            known = User.objects.filter(username__iexact=username).first()
            address = address_of(request)
            tried = try_at(username, known, address)
            try:
                tried.take()
            except Locked as locked:
                record_refusal(locked, known, address)
                raise PermissionDenied from None
            with one_at_a_time():
                user = super().authenticate(request, username, password)
            if user is None:
                record_failure(Outcome.FAILED, known, address)
                return None
            tried.give_back()
        return user

    def get_user(self, user_id: int) -> User | None:
        user = next(iter(_known(user_id)), None)
        return user if self.user_can_authenticate(user) else None
