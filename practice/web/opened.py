"""Whose page it is: every form of a signed-in page says who opened it."""

from __future__ import annotations

from typing import Any

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest

from practice.models import User

NAME = "opened_by"  # the field
# What a page sends by itself, beside what was typed.
NOT_TYPED = {NAME, "csrfmiddlewaretoken"}


def mark_of(user: Any) -> str:
    """What stands for ``user`` on a page: no name, and nothing that others could guess.
    Empty for who is not signed in.
    """
    return _signer().sign(str(user.pk)) if user.is_authenticated else ""


def opener_of(request: HttpRequest) -> User | None:
    """Who opened the page whose form was sent; None of what no page of ours sent."""
    try:
        pk = _signer().unsign(request.POST.get(NAME, ""))
    except BadSignature:
        return None
    return User.objects.filter(pk=pk).first()


def _signer() -> Signer:
    return Signer(salt="practice.web.opened")
