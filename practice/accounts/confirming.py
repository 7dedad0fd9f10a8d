"""Whether it is still they, asked before what nobody may do on a screen left open."""

from __future__ import annotations

import time
from http import HTTPStatus
from typing import Any

from allauth.mfa.webauthn.internal.auth import begin_authentication
from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from practice.accounts.backend import Doorkeeper
from practice.accounts.factors.forms import PasskeyForm
from practice.accounts.factors.held import has_passkey
from practice.accounts.sessions import SINCE
from practice.accounts.turns import TooManyAtOnce
from practice.forms import Form
from practice.models import User

FRESH = 5 * 60  # seconds
CONFIRMED = "confirmed_at"  # in the session
PASSWORD, PASSKEY, LOOK = "confirm_password", "confirm_passkey", "confirm_look"
OURS = {PASSWORD, PASSKEY, LOOK, "csrfmiddlewaretoken", "opened_by"}
DOES_NOT_FIT = (
    "This password does not fit. After five tries, wait 15 minutes for the next; then "
    "longer each time."
)


class PasswordForm(Form):
    """Their own password, asked as at the door: so many tries, each that fails recorded."""

    confirm_password = forms.CharField(
        label="Your password",
        strip=False,
        max_length=4096,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, request: HttpRequest, data: Any = None) -> None:
        self.request = request
        super().__init__(data)

    def clean_confirm_password(self) -> str:
        password: str = self.cleaned_data[PASSWORD]
        if not is_password_of(self.request.user, password, self.request):
            raise ValidationError(DOES_NOT_FIT)
        return password


def is_password_of(user: Any, password: str, request: HttpRequest) -> bool:
    try:
        return Doorkeeper().look(request, user.username, password) is not None
    except TooManyAtOnce:
        message = "Others are signing in at this moment. Try again."
        raise ValidationError(message, code="busy") from None
    except PermissionDenied:
        return False


def is_fresh(session: Any) -> bool:
    """Whether they signed in, or said again who they are, within five minutes."""
    latest = max(session.get(SINCE, 0), session.get(CONFIRMED, 0))
    return bool(0 <= time.time() - latest < FRESH)


def asked(request: HttpRequest, methods: tuple[str, ...]) -> HttpResponse | None:
    """The page that asks, or None where the view may go on, with what was sent to it."""
    answers = request.method == "POST" and bool(
        {PASSWORD, PASSKEY} & request.POST.keys()
    )
    if not answers and request.method not in methods:
        return None
    if not is_fresh(request.session):
        form = _form(request, answers=answers)
        if not form.is_valid():
            return _page(request, form, answers=answers)
        request.session[CONFIRMED] = time.time()
    if answers and LOOK in request.POST:
        return redirect(request.get_full_path())
    if answers:
        kept = request.POST.copy()
        for name in (PASSWORD, PASSKEY):
            kept.pop(name, None)
        request.POST = kept  # type: ignore[assignment]
    return None


def _form(request: HttpRequest, *, answers: bool) -> Form:
    if answers and PASSKEY in request.POST:
        said = {"credential": request.POST[PASSKEY]}
        return PasskeyForm(user=request.user, data=said)
    return PasswordForm(request, request.POST if answers else None)


def _page(request: HttpRequest, form: Form, *, answers: bool) -> HttpResponse:
    """All that was typed is on it, and nowhere else."""
    problem = ""
    if isinstance(form, PasskeyForm):
        problem, form = str(form.errors["credential"][0]), PasswordForm(request)
    user: User = request.user  # type: ignore[assignment]
    context = {
        "form": form,
        "problem": problem,
        "look": LOOK in request.POST if answers else request.method != "POST",
        "sent": [
            (name, value)
            for name, values in request.POST.lists()
            if name not in OURS
            for value in values
        ],
        "options": begin_authentication(user) if has_passkey(user) else None,
    }
    return render(
        request,
        "practice/accounts/confirm.html",
        context,
        status=HTTPStatus.FORBIDDEN,  # also where it does not fit: it is no look
    )
