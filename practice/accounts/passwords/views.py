"""Changing one's password, and having a new one where it is forgotten."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from practice.accounts.addresses import address_of
from practice.accounts.devices.sessions import end_all_of, note_session
from practice.accounts.notices import Notice, tell
from practice.accounts.passwords.forms import (
    ForgottenForm,
    NewPasswordForm,
    OwnPasswordForm,
)
from practice.accounts.passwords.jobs import mail_new_password
from practice.accounts.passwords.outgrown import OUTGROWN
from practice.accounts.passwords.tokens import user_of
from practice.accounts.throttle import Locked, try_to_be_mailed, try_to_open
from practice.mail import can_mail
from practice.models import User
from practice.web.page import FORM, page
from practice.web.requests import SignedInRequest

TEMPLATES = "practice/accounts/passwords"
NEW = "new"  # in place of the key, which is then in the session and in no address
KEY = "password_reset_key"
MOST = 3  # people who share one address


@page(methods=FORM)
def own_password(request: SignedInRequest) -> HttpResponse:
    """It counts from now on; elsewhere, they are signed out."""
    user = User.objects.get(pk=request.user.pk)
    form = OwnPasswordForm(request, user)
    if form.is_valid():
        user.set_password(form.cleaned_data["new"])
        user.save(update_fields=["password"])
        update_session_auth_hash(request, user)
        request.session.pop(OUTGROWN, None)
        end_all_of(user, but=request.session.session_key)
        note_session(request, user)
        tell(user, Notice.PASSWORD)
        messages.success(request, "Your new password counts from now on.")
        return redirect("own_account")
    status = 422 if form.is_bound else 200
    return render(request, f"{TEMPLATES}/own.html", {"form": form}, status=status)


@login_not_required
@require_http_methods(FORM)
def password_forgotten(request: HttpRequest) -> HttpResponse:
    """The same answer, whoever it is that somebody asks for; and as much work."""
    form = ForgottenForm(request.POST if request.method == "POST" else None)
    context = {"form": form, "can_mail": can_mail()}
    if form.is_valid() and can_mail():
        _mail(request, form.cleaned_data["who"])
        context["asked"] = True
    return render(request, f"{TEMPLATES}/forgotten.html", context)


def _mail(request: HttpRequest, who: str) -> None:
    try:
        try_to_open(f"forgotten {who.casefold()}", address_of(request)).take()
    except Locked:
        return
    named = Q(username__iexact=who) | Q(email__iexact=who)
    people = User.objects.filter(named, is_active=True).exclude(email="")
    found = list(people.values_list("pk", flat=True)[:MOST])
    for pk in found or [0]:
        mail_new_password.defer(user=pk if _may_be_mailed(pk) else 0)


def _may_be_mailed(user: int) -> bool:
    """A person has a name and an address, and others may ask from many places."""
    try:
        try_to_be_mailed(user).take()
    except Locked:
        return False
    return True


@login_not_required
@require_http_methods(FORM)
def password_reset(request: HttpRequest, key: str) -> HttpResponse:
    """A new password for who was mailed this address. It signs nobody in."""
    user = user_of(request.session.get(KEY, "") if key == NEW else key)
    if user is None:
        return render(request, f"{TEMPLATES}/over.html", status=404)
    if key != NEW:
        request.session[KEY] = key
        return redirect("password_reset", NEW)
    form = NewPasswordForm(request, user)
    if form.is_valid():
        user.set_password(form.cleaned_data["new"])
        user.save(update_fields=["password"])
        end_all_of(user)
        request.session.pop(KEY, None)
        tell(user, Notice.PASSWORD)
        messages.success(request, "Your new password counts from now on. Sign in.")
        return redirect("sign_in")
    return render(request, f"{TEMPLATES}/new.html", {"form": form})
