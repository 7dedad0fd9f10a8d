"""Whose page a form is from, and how long somebody stays signed in."""

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
from django.shortcuts import redirect, resolve_url

from practice.accounts import confirming
from practice.accounts.factors.adapter import HAS_FACTOR
from practice.accounts.factors.held import has_second_factor
from practice.accounts.passwords.outgrown import has_outgrown
from practice.accounts.sessions import SINCE, is_over
from practice.policies.current import needs_second_factor
from practice.web import not_sent
from practice.web.middleware import GetResponse
from practice.web.opened import NAME, mark_of, opener_of


class OwnPageMiddleware:
    """Lets a form be sent only by who opened its page: in another name, nothing is done.

    Someone else may have signed in since, in another tab of the same browser. Stands
    before the door, which would lose what was typed.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], *_: Any
    ) -> HttpResponseBase | None:
        asked = getattr(view, "login_required", True)
        if request.method != "POST" or NAME not in request.POST or not asked:
            return None
        if request.POST[NAME] == mark_of(request.user):
            return None
        return _not_theirs(request)


def _not_theirs(request: HttpRequest) -> HttpResponseBase | None:
    opener = opener_of(request)
    if opener is None:
        return None
    if not request.user.is_authenticated:
        return None if _by_htmx(request) else not_sent.signed_out(request)
    if _by_htmx(request):  # the page says so, and keeps what was typed into it
        return HttpResponse(status=HTTPStatus.FORBIDDEN)
    return not_sent.opened_by_another(request, opener)


class SignedInMiddleware:
    """Keeps nobody signed in for more than 12 hours.

    A fragment that meets a session that has ended gets 401, and not the door: the page
    says so and keeps what was typed into it.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if _by_htmx(request) and _leads_to_sign_in(response):
            response = HttpResponse(status=HTTPStatus.UNAUTHORIZED)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], *_: Any
    ) -> HttpResponseBase | None:
        if not request.user.is_authenticated or not getattr(
            view, "login_required", True
        ):
            return None
        request.session.setdefault(SINCE, time.time())
        if not is_over(request.session):
            return None
        logout(request)
        if request.method == "POST" and opener_of(request) and not _by_htmx(request):
            return not_sent.signed_out(request, long_enough=True)
        messages.info(request, "You have been signed in for 12 hours. Sign in again.")
        return redirect_to_login(request.get_full_path())


# What is open to who has no second factor yet, where all are to have one.
ENROLS = {"own_account", "own_code", "own_passkey", "own_recovery_codes"}
OPEN = {*ENROLS, "own_password", "alive", "sign_out"}


class EnrolledMiddleware:
    """Lets who has to have a second factor, and has none, see nothing but how to."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], *_: Any
    ) -> HttpResponseBase | None:
        if not getattr(view, "login_required", True):
            return None
        if not request.user.is_authenticated or not needs_second_factor():
            return None
        if _has_factor(request):
            return None
        request.must_enrol = True  # type: ignore[attr-defined]
        match = request.resolver_match
        if match and match.url_name in OPEN:
            return None
        if _by_htmx(request):
            return HttpResponse(status=HTTPStatus.FORBIDDEN)
        return redirect("own_account")


def _has_factor(request: HttpRequest) -> bool:
    """Asked of the database until it is so, and then no more in this session."""
    if not request.session.get(HAS_FACTOR):
        request.session[HAS_FACTOR] = has_second_factor(request.user)
    return bool(request.session[HAS_FACTOR])


CHANGES = {"own_password", "alive", "sign_out"}


class OutgrownMiddleware:
    """Lets who signed in by a password that is too short by now see nothing but how to
    change it; behind the middleware above, whose pages come first.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], *_: Any
    ) -> HttpResponseBase | None:
        if not getattr(view, "login_required", True):
            return None
        if not request.user.is_authenticated or not has_outgrown(request):
            return None
        if getattr(request, "must_enrol", False):
            return None
        request.must_change = True  # type: ignore[attr-defined]
        match = request.resolver_match
        if match and match.url_name in CHANGES:
            return None
        if _by_htmx(request):
            return HttpResponse(status=HTTPStatus.FORBIDDEN)
        return redirect("own_password")


class ConfirmedMiddleware:
    """Asks again who it is, before the views that are ``confirmed`` for a method."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], *_: Any
    ) -> HttpResponseBase | None:
        methods = getattr(view, "confirmed", ())
        if not methods or not request.user.is_authenticated:
            return None
        if request.user.role not in view.roles:  # type: ignore[attr-defined]
            return None
        return confirming.asked(request, methods)


def _by_htmx(request: HttpRequest) -> bool:
    return bool(getattr(request, "htmx", False))


def _leads_to_sign_in(response: HttpResponseBase) -> bool:
    where = urlsplit(response.headers.get("Location", "")).path
    return where == resolve_url(settings.LOGIN_URL)
