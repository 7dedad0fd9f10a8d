"""Requests as views get them."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django_htmx.middleware import HtmxDetails

from practice.models import User

LONGEST_ID = 19  # digits of a bigint


class SignedInRequest(HttpRequest):
    """A request that LoginRequiredMiddleware has let through."""

    user: User
    htmx: HtmxDetails


View = Callable[..., HttpResponse]


def id_in(text: str) -> int | None:
    """The id that was sent, if it could be one; thousands of digits could not."""
    return int(text) if text.isdecimal() and len(text) <= LONGEST_ID else None
