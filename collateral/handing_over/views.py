"""Whose clients go to whom, for an admin to say."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import ngettext

from clients.models import Client
from collateral.handing_over.act import hand_over_all
from collateral.handing_over.waits import waiting
from practice.forms import Form, submitted_once
from practice.models import Role, User
from practice.numbers import say_number
from practice.web.page import FORM, page
from practice.web.requests import SignedInRequest, id_in


class HandingOverForm(Form):
    """Which of a clinician’s clients are handed over."""

    clients = forms.ModelMultipleChoiceField(
        Client.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one client."},
    )

    def __init__(self, person: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        clients: Any = self.fields["clients"]
        clients.queryset = Client.objects.treated_by(person)


@page(Role.ADMIN, methods=FORM)
@submitted_once
def person_clients(request: SignedInRequest, user_id: int) -> HttpResponse:
    """Whom they treat; and, once it is said to whom, what waits if they are handed over."""
    person = get_object_or_404(User, pk=user_id)
    others = User.objects.filter(role=Role.CLINICIAN, is_active=True).exclude(
        pk=user_id
    )
    typed = request.POST if request.method == "POST" else None
    chosen = id_in((typed or request.GET).get("to", ""))
    to = others.filter(pk=chosen or 0).first()
    form = HandingOverForm(person, typed)
    if to and form.is_valid():
        ids = [each.pk for each in form.cleaned_data["clients"]]
        with form.explaining_violations(), transaction.atomic():
            handed = hand_over_all(ids, person, to, request.user)
            messages.success(request, _said(len(handed), to))
            return redirect(f"{reverse('person_clients', args=[person.pk])}?to={to.pk}")
    template, status = (
        "collateral/handing_over/clients.html",
        422 if form.is_bound else 200,
    )
    context = {"person": person, "others": others, "form": form, **_shown(person, to)}
    return render(request, template, context, status=status)


def _shown(person: User, to: User | None) -> dict[str, Any]:
    """Whom ``person`` treats; with what waits, and of those who are with ``to`` by now."""
    if to is None:
        return {"clients": Client.objects.treated_by(person)}
    found = waiting(Client.objects.filter(clinician__in=[person, to]), person, to)
    return {
        "to": to,
        "theirs": [w for w in found if w.client.clinician_id == person.pk],
        "waits": [w for w in found if w.client.clinician_id == to.pk and w],
    }


def _said(count: int, to: User) -> str:
    said = ngettext(
        "{count} client is handed over to {name}.",
        "{count} clients are handed over to {name}.",
        count,
    )
    return capfirst(said.format(count=say_number(count), name=to.name))
