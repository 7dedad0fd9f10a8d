"""Entering a court's order, as a page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from clients.models import Client, CourtOrder
from collateral.ending.order import enter_order
from practice.formats import say_number
from practice.forms import ModelForm, submitted_once
from practice.models import Role
from practice.web.page import FORM, page
from practice.web.requests import SignedInRequest


class OrderForm(ModelForm):
    """What a court ordered about one contact."""

    class Meta:
        model = CourtOrder
        fields = ["contact", "ruling", "dated_on", "court", "evidence"]
        widgets = {"ruling": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        contact: Any = self.fields["contact"]
        contact.queryset = self.instance.client.contacts.all()
        contact.label_from_instance = lambda each: each.described
        ruling: Any = self.fields["ruling"]
        ruling.choices = [each for each in ruling.choices if each[0]]

    def clean_dated_on(self) -> Any:
        day = self.cleaned_data["dated_on"]
        if day > timezone.localdate():
            message = "A court has not ordered anything ahead of today."
            raise forms.ValidationError(message)
        return day


@page(Role.CLINICIAN, methods=FORM)
@submitted_once
def order_new(request: SignedInRequest, client_id: int) -> HttpResponse:
    """Enter what a court ordered; what it forbids is put on hold with it."""
    client = get_object_or_404(Client.objects.visible_to(request.user), pk=client_id)
    order = CourtOrder(client=client, entered_by=request.user)
    form = OrderForm(request.POST if request.method == "POST" else None, instance=order)
    if form.is_valid():
        with form.explaining_violations():
            held = enter_order(form.save(commit=False), request.user)
            said = f" Sessions on hold: {say_number(len(held))}." if held else ""
            messages.success(request, f"The order is on file.{said}")
            return redirect("client", client.pk)
    context = {"form": form, "client": client}
    status = 422 if form.is_bound else 200
    return render(request, "collateral/ending/order.html", context, status=status)
