"""The page to which an invitation leads: anyone may ask for it, and it tells nothing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils import timezone

from practice.models import Invitation, User
from practice.people.forms import JoinForm
from practice.secret import sha256_of
from practice.web.page import FORM
from practice.web.silent import silent, silent_form

KEY = "invitation"  # in the session: the hash of what its address holds


@login_not_required
def join_door(request: HttpRequest, token: str) -> HttpResponse:
    """Leads on to a session of its own: whoever was signed in here is not, and no address
    of it holds what the invitation's did.

    Looking at it changes nothing, as what scans mails looks too. What never was, is over,
    or was withdrawn is answered alike.
    """
    if request.method not in FORM:
        return HttpResponseNotAllowed(FORM)
    known = sha256_of(token)
    if not Invitation.objects.standing().filter(token_sha256=known).exists():
        return silent(render(request, "practice/people/over.html", status=404))
    if request.method != "POST":
        return silent_form(render(request, "practice/people/door.html"))
    request.session.flush()
    request.session[KEY] = known
    return silent(redirect("join"))


@login_not_required
@transaction.atomic
def join(request: HttpRequest) -> HttpResponse:
    """Have whoever was invited say how they sign in; then the invitation has been used."""
    if request.method not in FORM:
        return HttpResponseNotAllowed(FORM)
    found = Invitation.objects.standing().select_for_update(of=("self",))
    invitation = found.filter(token_sha256=request.session.get(KEY, "")).first()
    if invitation is None:
        return render(request, "practice/people/over.html", status=404)
    new = User(name=invitation.name, role=invitation.role, email=invitation.email)
    form = JoinForm(request.POST if request.method == "POST" else None, instance=new)
    if form.is_valid() and joined(form, invitation):
        del request.session[KEY]
        messages.success(request, "You have joined. Sign in by what you have chosen.")
        return redirect("sign_in")
    context: dict[str, Any] = {"form": form, "invitation": invitation}
    status = 422 if form.is_bound else 200
    return render(request, "practice/people/join.html", context, status=status)


def joined(form: JoinForm, invitation: Invitation) -> bool:
    """Whether they have; not where somebody else took the name in the meantime."""
    with form.explaining_violations(), transaction.atomic():
        form.instance.set_password(form.cleaned_data["new_password"])
        form.instance.save(force_insert=True)
        invitation.used_at, invitation.user = timezone.now(), form.instance
        invitation.save(update_fields=["used_at", "user"])
    return not form.errors
