"""One's own second factors: seen, set up, taken away."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

import segno
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.internal.flows import delete_and_cleanup
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.flows import activate_totp
from allauth.mfa.webauthn.internal.auth import begin_registration
from allauth.mfa.webauthn.internal.flows import add_authenticator
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import SafeString, mark_safe

from practice.accounts.devices.sessions import end, end_all_of, sessions_of
from practice.accounts.factors import recovery
from practice.accounts.factors.adapter import HAS_FACTOR
from practice.accounts.factors.forms import SECRET, CodeSetUpForm, PasskeySetUpForm
from practice.accounts.factors.held import factors_of, has_second_factor
from practice.accounts.factors.removal import RemovalForm, last_of
from practice.accounts.notices import Notice, tell
from practice.models import User
from practice.web.page import FORM, page
from practice.web.requests import SignedInRequest, id_in

TEMPLATES = "practice/accounts/factors"


@page()
def own_account(request: SignedInRequest) -> HttpResponse:
    """How one signs in, and where one is signed in."""
    standing = list(factors_of(request.user).order_by("created_at"))
    context = {
        "factors": standing,
        "has_code": any(each.type == Authenticator.Type.TOTP for each in standing),
        "sessions": sessions_of(request.user, request.session.session_key),
        "codes_left": recovery.left(request.user),
    }
    return render(request, f"{TEMPLATES}/account.html", context)


@page(methods=("POST",))
def own_sessions_end(request: SignedInRequest) -> HttpResponse:
    """One of them, or all but this."""
    which = request.POST.get("which", "")
    if which == "others":
        end_all_of(request.user, but=request.session.session_key)
    elif number := id_in(which):
        end(request.user, number)
    messages.success(request, "Nobody is signed in there any more.")
    return redirect("own_account")


@page(methods=FORM, confirmed=FORM)
def own_code(request: SignedInRequest) -> HttpResponse:
    """An app takes over a secret, and shows that it has. Of those, one person has one."""
    if factors_of(request.user).filter(type=Authenticator.Type.TOTP).exists():
        return redirect("own_account")
    form = CodeSetUpForm(request)
    if form.is_valid():
        try:
            activate_totp(request, form)
        except IntegrityError:  # sent twice at once
            return redirect("own_account")
        request.session.pop(SECRET, None)
        return _added(request, "Your app’s codes are asked for from now on.")
    url = get_adapter().build_totp_url(request.user, form.secret)
    context = {"form": form, "secret": form.secret, "picture": _picture(url)}
    status = 422 if form.is_bound else 200
    return render(request, f"{TEMPLATES}/code.html", context, status=status)


def _picture(url: str) -> SafeString:
    code = segno.make(url, error="m", micro=False)
    return mark_safe(code.svg_inline(border=4, omitsize=True, light="#fff"))  # noqa: S308


@page(methods=FORM, confirmed=FORM)
def own_passkey(request: SignedInRequest) -> HttpResponse:
    """A passkey that the browser has made."""
    data = request.POST if request.method == "POST" else None
    form = PasskeySetUpForm(user=request.user, data=data)
    if form.is_valid():
        add_authenticator(
            request, form.cleaned_data["name"], form.cleaned_data["credential"]
        )
        return _added(request, "Your passkey may be used from now on.")
    context = {
        "form": form,
        "options": begin_registration(request.user, passwordless=False),
        "by_number": _is_by_number(request),
    }
    status = 422 if form.is_bound else 200
    return render(request, f"{TEMPLATES}/passkey.html", context, status=status)


def _is_by_number(request: SignedInRequest) -> bool:
    """Whether the address names no host, for which browsers make no passkey."""
    try:
        ip_address(urlsplit(f"//{request.get_host()}").hostname or "")
    except ValueError:
        return False
    return True


def _added(request: SignedInRequest, said: str) -> HttpResponse:
    """On to the account; or, with the first of them, what stands in for it."""
    request.session[HAS_FACTOR] = True
    tell(request.user, Notice.FACTOR_ADDED)
    if recovery.left(request.user):
        messages.success(request, said)
        return redirect("own_account")
    return _codes(request, said)


@page(methods=FORM, confirmed=("POST",))
def own_recovery_codes(request: SignedInRequest) -> HttpResponse:
    """New ones instead of those there were. They are in the answer, and nowhere else."""
    if not has_second_factor(request.user):
        return redirect("own_account")
    if request.method == "POST":
        tell(request.user, Notice.FACTOR_ADDED)
        return _codes(request, "")
    return render(request, f"{TEMPLATES}/new_codes.html")


def _codes(request: SignedInRequest, said: str) -> HttpResponse:
    context = {"codes": recovery.made(request.user), "said": said}
    return render(request, f"{TEMPLATES}/codes.html", context)


@page(methods=FORM, confirmed=FORM)
def own_factor_removal(request: SignedInRequest, factor_id: int) -> HttpResponse:
    """Who takes the last away has a password that can stand alone."""
    with transaction.atomic():
        User.objects.select_for_update().get(pk=request.user.pk)
        factor = get_object_or_404(factors_of(request.user), pk=factor_id)
        form = RemovalForm(request, is_last=last_of(request.user))
        if form.is_valid():
            delete_and_cleanup(request, factor)
            tell(request.user, Notice.FACTOR_REMOVED)
            request.session[HAS_FACTOR] = has_second_factor(request.user)
            messages.success(request, "It is not asked for any more.")
            return redirect("own_account")
    context = {"form": form, "factor": factor, "is_last": last_of(request.user)}
    status = 422 if form.is_bound else 200
    return render(request, f"{TEMPLATES}/removal.html", context, status=status)
