"""Requests as views get them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django_htmx.middleware import HtmxDetails

from practice.models import Role, User

LONGEST_ID = 19  # digits of a bigint


class SignedInRequest(HttpRequest):
    """A request that LoginRequiredMiddleware has let through."""

    user: User
    htmx: HtmxDetails
    # What the gate read, and how, for its answer if the database refuses.
    proposal: Any
    proposed: Callable[[], Any]
    done: str


View = Callable[..., HttpResponse]


def for_roles(*roles: Role) -> Callable[[View], View]:
    """Let only these roles see that a page is there: anyone else gets 404."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(
            request: SignedInRequest, *args: Any, **kwargs: Any
        ) -> HttpResponse:
            if request.user.role not in roles:
                raise Http404
            return view(request, *args, **kwargs)

        guarded.roles = roles  # type: ignore[attr-defined]
        return guarded

    return guard


def id_in(text: str) -> int | None:
    """The id that was sent, if it could be one; thousands of digits could not."""
    return int(text) if text.isdecimal() and len(text) <= LONGEST_ID else None
