"""Coming in by more than a password, or without one."""

from __future__ import annotations

from typing import Any

from allauth.account.models import Login
from allauth.mfa.webauthn.internal.auth import begin_authentication
from allauth.mfa.webauthn.internal.flows import perform_passwordless_login
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from practice.accounts.factors.forms import CodeForm, PasskeyAloneForm, PasskeyForm
from practice.accounts.factors.half_way import half_way
from practice.accounts.factors.held import has_passkey
from practice.web.page import FORM


@login_not_required
@require_http_methods(FORM)
def sign_in_code(request: HttpRequest) -> HttpResponse:
    """The second factor of whoever has just shown a password; to others, the door."""
    stage = half_way(request)
    if stage is None:
        return redirect("home" if request.user.is_authenticated else "sign_in")
    user: Any = stage.login.user
    code = CodeForm(user=user, data=_sent(request, "code"))
    passkey = PasskeyForm(user=user, data=_sent(request, "credential"))
    for form in (code, passkey):
        if form.is_valid():
            form.save()
            entered: HttpResponse = stage.exit()
            return entered
    options = begin_authentication(user) if has_passkey(user) else None
    problem = passkey.errors.get("credential", [""])[0]
    context = {"form": code, "options": options, "problem": problem}
    return render(request, "practice/accounts/factors/door.html", context)


def _sent(request: HttpRequest, name: str) -> Any:
    """What was sent, if ``name`` was among it."""
    return request.POST if name in request.POST else None


@login_not_required
@require_POST
def sign_in_passkey(request: HttpRequest) -> HttpResponse:
    """What the browser is to ask of a passkey; then, with its answer, in."""
    if request.user.is_authenticated:
        return redirect("home")
    if "credential" not in request.POST:
        return JsonResponse(begin_authentication())
    form = PasskeyAloneForm(data=request.POST, user=None)
    if not form.is_valid():
        messages.error(request, str(form.errors["credential"][0]))
        return redirect("sign_in")
    factor = form.cleaned_data["credential"]
    login = Login(user=factor.user, redirect_url=_onward(request))
    entered: HttpResponse = perform_passwordless_login(request, factor, login)
    return entered


def _onward(request: HttpRequest) -> str | None:
    """Where one was going, if that is here."""
    url = request.POST.get("next", "")
    here = {request.get_host()}
    safe = url_has_allowed_host_and_scheme(url, here, require_https=request.is_secure())
    return url if safe else None
