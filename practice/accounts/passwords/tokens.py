"""The address under which a new password is chosen: for an hour, and once."""

from __future__ import annotations

from allauth.account.forms import default_token_generator
from django.urls import reverse

from practice.models import User
from practice.web.requests import id_in


def path_for(user: User) -> str:
    """Made as it is mailed, and kept nowhere. It holds for the password that there is,
    so it opens nothing once that has changed.
    """
    return reverse("password_reset", args=[f"{user.pk}-{_made(user)}"])


def user_of(key: str) -> User | None:
    pk, _, token = key.partition("-")
    user = User.objects.filter(pk=id_in(pk) or 0, is_active=True).first()
    if user is None or not default_token_generator.check_token(user, token):
        return None
    return user


def _made(user: User) -> str:
    return str(default_token_generator.make_token(user))
