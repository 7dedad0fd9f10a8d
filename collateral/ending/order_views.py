"""Entering a court's order, as a page."""

from __future__ import annotations

from copy import copy
from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from clients.models import SAYS, Client, CourtOrder, Ruling
from collateral.ending.found import say, say_held
from collateral.ending.order import enter_orders
from practice.forms import ModelForm, submitted_once
from practice.models import Role
from practice.web.page import FORM, page
from practice.web.requests import SignedInRequest


class OrderForm(ModelForm):
    """What a court ordered about one contact: a row for each of its clauses."""

    ruling = forms.MultipleChoiceField(
        label="What it says",
        choices=Ruling.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick what the order says."},
    )
    layout = Layout("contact", "ruling", "dated_on", "court", "evidence")

    class Meta:
        model = CourtOrder
        fields = ["contact", "dated_on", "court", "evidence"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        contact: Any = self.fields["contact"]
        contact.queryset = self.instance.client.contacts.all()
        contact.label_from_instance = lambda each: each.described

    def clean_ruling(self) -> list[str]:
        said = list(dict.fromkeys(self.cleaned_data["ruling"]))
        for rulings in SAYS.values():
            both = [each.label for each in rulings if each in said]
            if len(both) > 1:
                message = f"An order does not say both: {' and '.join(both)}."
                raise forms.ValidationError(message)
        self.instance.ruling = said[0]  # for what is asked of each row
        return said

    @property
    def orders(self) -> list[CourtOrder]:
        """One for each clause, not saved."""
        clauses = [copy(self.save(commit=False)) for _ in self.cleaned_data["ruling"]]
        for order, ruling in zip(clauses, self.cleaned_data["ruling"], strict=True):
            order.ruling = ruling
        return clauses

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
            held = enter_orders(form.orders, request.user)
            done = say("The order is on file.", say_held(request.user, held))
            messages.success(request, done)
            return redirect("client", client.pk)
    context = {"form": form, "client": client}
    status = 422 if form.is_bound else 200
    return render(request, "collateral/ending/order.html", context, status=status)
