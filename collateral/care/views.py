"""A client's care has ended, or begins again."""

from __future__ import annotations

import datetime as dt
from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import ngettext

from clients.models import Client
from collateral.care.act import ahead, end_care, take_back
from practice.forms import Form, submitted_once
from practice.numbers import say_number
from practice.web.page import FORM, OFFICE, page
from practice.web.requests import SignedInRequest

HOW = [("discharged_on", "Discharged"), ("deceased_on", "Died")]


class CareForm(Form):
    """How, and on which day, a client's care ended."""

    how = forms.ChoiceField(
        choices=HOW,
        widget=forms.RadioSelect,
        label="What happened",
        error_messages={"required": "Choose what happened."},
    )
    day = forms.DateField(label="On")
    layout = Layout("how", "day")

    def __init__(self, client: Client, *args: Any, **kwargs: Any) -> None:
        self.client = client
        kwargs.setdefault("initial", {"day": timezone.localdate()})
        super().__init__(*args, **kwargs)

    def clean_day(self) -> dt.date:
        day: dt.date = self.cleaned_data["day"]
        if day > timezone.localdate():
            message = "This day is ahead. Say it once it has come."
            raise ValidationError(message)
        if day < self.client.date_of_birth:
            message = "Care cannot end before the client was born."
            raise ValidationError(message)
        return day


@page(*OFFICE, methods=FORM)
@submitted_once
def client_care(request: SignedInRequest, client_id: int) -> HttpResponse:
    """Say that care has ended; or, where it has, that it goes on."""
    clients = Client.objects.visible_to(request.user).select_related("clinician")
    client = get_object_or_404(clients, pk=client_id)
    if client.care_ended:
        return _ended(request, client)
    form = CareForm(client, request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = form.cleaned_data
        held = end_care(client, said["how"], said["day"], request.user)
        messages.success(request, _said(len(held)))
        return redirect("client", client.pk)
    sessions = ahead(client).select_related("clinician", "room")
    context = {"client": client, "form": form, "sessions": sessions}
    status = 422 if form.is_bound else 200
    return render(request, "collateral/care/care.html", context, status=status)


def _ended(request: SignedInRequest, client: Client) -> HttpResponse:
    if request.method == "POST" and "again" in request.POST:
        take_back(client, request.user)
        messages.success(request, "In care again. What is on hold can be booked again.")
        return redirect("client", client.pk)
    return render(request, "collateral/care/ended.html", {"client": client})


def _said(held: int) -> str:
    if not held:
        return "Care has ended. Nothing was booked ahead."
    said = ngettext(
        "Care has ended. {count} session was put on hold.",
        "Care has ended. {count} sessions were put on hold.",
        held,
    )
    return said.format(count=capfirst(say_number(held)))
