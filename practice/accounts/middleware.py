"""How long somebody stays signed in."""

from __future__ import annotations

import time
from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import resolve_url

from practice.web.middleware import GetResponse

SINCE = "signed_in_at"


class SignedInMiddleware:
    """Keeps nobody signed in for more than 12 hours.

    A fragment that meets a session that has ended gets 401, and not the door: the page
    says so and keeps what was typed into it.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if getattr(request, "htmx", False) and _leads_to_sign_in(response):
            response = HttpResponse(status=HTTPStatus.UNAUTHORIZED)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], *_: Any
    ) -> HttpResponseBase | None:
        if not request.user.is_authenticated or not getattr(
            view, "login_required", True
        ):
            return None
        since = request.session.setdefault(SINCE, time.time())
        if time.time() - since < settings.SESSION_LONGEST_AGE:
            return None
        logout(request)
        messages.info(request, "You have been signed in for 12 hours. Sign in again.")
        return redirect_to_login(request.get_full_path())


def _leads_to_sign_in(response: HttpResponseBase) -> bool:
    where = urlsplit(response.headers.get("Location", "")).path
    return where == resolve_url(settings.LOGIN_URL)
