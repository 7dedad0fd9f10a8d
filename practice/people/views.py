"""Who works here, for an admin to see and say."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from practice.mail import can_mail
from practice.models import Invitation, Role, User
from practice.people.forms import InvitationForm
from practice.people.inviting import fresh_invitation, path_of, withdraw
from practice.people.jobs import mail_invitation
from practice.web.page import FORM, page
from practice.web.requests import SignedInRequest


@page(Role.ADMIN, methods=FORM)
def people(request: SignedInRequest) -> HttpResponse:
    """Everyone who signs in, or may soon. A link that is not mailed is in the answer, and
    nowhere else.
    """
    typed, may_mail = request.POST if request.method == "POST" else None, can_mail()
    new, token = fresh_invitation(request.user)
    form = InvitationForm(typed, instance=new, can_mail=may_mail)
    shown: dict[str, Any] = {}
    if form.is_valid():
        with form.explaining_violations(), transaction.atomic():
            form.save()
            if new.email:
                mail_invitation.defer(invitation=new.pk)
                messages.success(request, f"An invitation is on its way to {new.name}.")
                return redirect("people")
            shown = {"made": new, "address": _address(request, token)}
            form = InvitationForm(can_mail=may_mail)
    context = {
        "form": form,
        "people": _everyone(),
        "invitations": Invitation.objects.open().select_related("invited_by"),
        "can_mail": may_mail,
        **shown,
    }
    status = 422 if form.is_bound else 200
    return render(request, "practice/people/people.html", context, status=status)


def _everyone() -> list[User]:
    """Those who work here, then those who did."""
    return sorted(User.objects.all(), key=lambda each: not each.is_active)


def _address(request: SignedInRequest, token: str) -> str:
    here = settings.PRACTICE_URL or request.build_absolute_uri("/").rstrip("/")
    return f"{here}{path_of(token)}"


@page(Role.ADMIN, methods=("POST",))
def invitation_withdrawal(request: SignedInRequest, invitation_id: int) -> HttpResponse:
    """Nobody joins by it any more. Sent again, it was withdrawn already."""
    invitation = get_object_or_404(Invitation, pk=invitation_id)
    if withdraw(invitation.pk, request.user):
        messages.success(request, f"The invitation of {invitation.name} is withdrawn.")
    return redirect("people")
