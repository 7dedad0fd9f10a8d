"""Whom a view is there for, and how it may be asked."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.http import Http404, HttpResponseBase, HttpResponseNotAllowed

from practice.models import Role
from practice.web.requests import SignedInRequest

# How a page is asked that only shows something, and one that has a form.
LOOK = ("GET", "HEAD")
FORM = (*LOOK, "POST")

# Who arranges sessions and releases.
OFFICE = (Role.CLINICIAN, Role.FRONT_DESK)

V = TypeVar("V", bound=Callable[..., HttpResponseBase])


def page(
    *roles: Role, methods: tuple[str, ...] = LOOK, confirmed: tuple[str, ...] = ()
) -> Callable[[V], V]:
    """Open a view to ``roles``, or to whoever is signed in where none is named.

    Anyone else gets 404 whatever they send, so that they do not learn that it is there;
    only who may come in is told which ``methods`` there are. Asked in one of those that
    are to be ``confirmed``, the password or a passkey comes first, unless it has just
    been shown (see ``practice.accounts.confirming``).
    """

    def declare(view: V) -> V:
        @wraps(view)
        def opened(
            request: SignedInRequest, *args: Any, **kwargs: Any
        ) -> HttpResponseBase:
            if request.user.role not in opened.roles:  # type: ignore[attr-defined]
                raise Http404
            if request.method not in methods:
                return HttpResponseNotAllowed(methods)
            return view(request, *args, **kwargs)

        opened.roles = roles or tuple(Role)  # type: ignore[attr-defined]
        opened.methods = methods  # type: ignore[attr-defined]
        opened.confirmed = confirmed  # type: ignore[attr-defined]
        return cast("V", opened)

    return declare


def admits(view: Callable[..., Any], request: SignedInRequest) -> bool:
    """Whether ``view`` would be reached: for what is done before it is called."""
    allowed = getattr(view, "methods", (request.method,))
    return request.method in allowed and request.user.role in getattr(
        view, "roles", tuple(Role)
    )
