"""Another role for somebody who works here, and the end of their account."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from clients.covering.act import covers_of
from clients.models import Client
from practice.forms import Form, submitted_once
from practice.models import Role, System, User
from practice.web.page import FORM, page
from practice.web.requests import SignedInRequest
from releases.staff.closing import change_role, deactivate, links_of, rooms_of


class RoleForm(Form):
    """What they do here from now on."""

    role = forms.ChoiceField(
        choices=Role,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a role."},
    )


class LeavingForm(Form):
    """Nothing but that it is meant."""


@page(Role.ADMIN, methods=FORM, confirmed=("POST",))
@submitted_once
def person_role(request: SignedInRequest, user_id: int) -> HttpResponse:
    """From this moment they see what their new role does: they sign in anew."""
    person = get_object_or_404(User, pk=user_id)
    typed = request.POST if request.method == "POST" else None
    form = RoleForm(typed, initial={"role": person.role})
    if form.is_valid():
        with form.explaining_violations(), transaction.atomic():
            if change_role(person, form.cleaned_data["role"], request.user):
                messages.success(request, f"{person.name} has another role now.")
            return redirect("person", person.pk)
    return _ask(request, "releases/staff/role.html", person, form)


@page(Role.ADMIN, methods=FORM, confirmed=("POST",))
@submitted_once
def person_leaving(request: SignedInRequest, user_id: int) -> HttpResponse:
    """From this moment they may not sign in, and are signed out wherever they are."""
    person = get_object_or_404(User, pk=user_id)
    form = LeavingForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with form.explaining_violations(), transaction.atomic():
            if deactivate(person, request.user):
                messages.success(request, f"{person.name} may not sign in any more.")
            return redirect("person", person.pk)
    tokens = System.objects.in_use().filter(issued_by=person)
    return _ask(request, "releases/staff/leaving.html", person, form, tokens=tokens)


def _ask(
    request: SignedInRequest, template: str, person: User, form: Form, **ends: Any
) -> HttpResponse:
    """With what ends by it: what they set going, and whom they treat."""
    context: dict[str, Any] = {
        "person": person,
        "form": form,
        "links": links_of(person).count(),
        "rooms": rooms_of(person).count(),
        "covers": covers_of(person).count(),
        "clients": _in_care_with(person),
        **ends,
    }
    return render(request, template, context, status=422 if form.is_bound else 200)


def _in_care_with(person: User) -> int:
    treated = Client.objects.treated_by(person)
    return int(treated.filter(discharged_on=None, deceased_on=None).count())
