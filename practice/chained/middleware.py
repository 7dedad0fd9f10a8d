"""Each request goes by what held as it began."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from practice.chained.current import asked_once
from practice.letterhead.current import letterhead
from practice.policies.current import policies
from practice.web.middleware import GetResponse


class CurrentMiddleware:
    """Takes it from who is signed in, with whom it came; others ask where they need it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with asked_once():
            return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], *_: Any
    ) -> None:
        if not getattr(view, "login_required", True):
            return
        user: Any = request.user
        if user.is_authenticated and hasattr(user, "letterhead"):
            letterhead.know_what_came(user.letterhead)
            policies.know_what_came(user.policies)
