"""A password that could not be chosen any more: it lets in, to nothing but changing it."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from practice.accounts.lengths import BESIDE
from practice.accounts.passwords.our_words import CODE
from practice.models import User
from practice.policies.current import needs_second_factor

OUTGROWN = "password_outgrown"  # in the session: whose it is


def note_outgrown(request: HttpRequest, user: User, password: str) -> None:
    """As somebody signs in, for only then is it known how long theirs is."""
    request.session.pop(OUTGROWN, None)
    if _is_outgrown(user, password):
        request.session[OUTGROWN] = user.pk


def has_outgrown(request: HttpRequest) -> bool:
    """Of who is signed in: another may have begun to in this browser, and left it."""
    return bool(request.session.get(OUTGROWN) == request.user.pk)


def _is_outgrown(user: User, password: str) -> bool:
    try:
        validate_password(password, user)
    except ValidationError as refused:
        codes = {each.code for each in refused.error_list}
        if settings.DEMO and codes == {CODE}:
            return False  # the demo's own is printed for whoever tries it
        is_short = codes == {"password_too_short"} and len(password) >= BESIDE
        # Where a second factor is about to stand beside it, it is long enough.
        return not (is_short and needs_second_factor())
    return False
