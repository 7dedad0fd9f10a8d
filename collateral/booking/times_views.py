"""Free times: beside the booking page as it is typed, and on a page of their own."""

from __future__ import annotations

import datetime as dt
from typing import Any

from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.dateparse import parse_date

from clients.models import Client, Contact
from collateral.booking.contacts import ContactChoices
from collateral.booking.coverage import planned
from collateral.booking.form import BookingForm
from collateral.booking.like import like_before
from collateral.booking.times import Times
from collateral.booking.when import LengthField
from collateral.booking.where import WhereField
from collateral.booking.whose import client_to_book
from practice.forms import Form
from practice.hours.reach import within_reach
from practice.models import User
from practice.web.page import FORM, OFFICE, page
from practice.web.requests import SignedInRequest
from releases.models import Format

ASKED = ("length", "room", "format")  # each has what is usual


class Search(Form):
    """Who would join, for how long, where, and from which day on."""

    method = "get"
    contacts = ContactChoices(
        Contact.objects.none(),
        required=False,
        label="Who joins",
        widget=forms.CheckboxSelectMultiple,
    )
    date = forms.DateField(
        required=False, label="From the day", help_text="Empty: from today."
    )
    length = LengthField()
    room = WhereField()
    format = forms.ChoiceField(choices=Format, label="With or without the client")

    layout = Layout(
        "contacts",
        Row(
            Column("date", css_class="col-12 col-sm-6"),
            Column("length", css_class="col-12 col-sm-6"),
        ),
        Row(
            Column("room", css_class="col-12 col-sm-6"),
            Column("format", css_class="col-12 col-sm-6"),
        ),
    )

    def __init__(self, client: Client, data: QueryDict) -> None:
        super().__init__(data)
        contacts: Any = self.fields["contacts"]
        contacts.offer_all_of(client)

    def clean_date(self) -> dt.date | None:
        day: dt.date | None = self.cleaned_data["date"]
        return within_reach(day) if day else None


@page(*OFFICE, methods=FORM)
def times(request: SignedInRequest, client_id: int) -> HttpResponse:
    """The next free times. From the booking page, a POST with what is typed so far: the
    panel for htmx, else that page with it.
    """
    client = client_to_book(request, client_id)
    if request.method != "POST":
        return _page(request, client)
    typed = request.POST
    read = BookingForm.read(client, request.user, typed)
    found = Times.of(read, typed, _day(typed.get("after", "")), beside=True)
    if request.htmx:
        context = {"client": client, "times": found}
        return render(request, "collateral/booking/_times.html", context)
    form = BookingForm.unfaulted(client, request.user, typed)
    context = planned(form) | {"times": found}
    return render(request, "collateral/booking/booking.html", context)


def _page(request: SignedInRequest, client: Client) -> HttpResponse:
    """On its own, for who and where the address says; else as is usual, for nobody."""
    asked = _with_usual(client, request.user, like_before(client, request.GET))
    search = Search(client, asked)
    found = None
    if search.is_valid():
        read = BookingForm.read(client, request.user, asked)
        found = Times.of(read, asked, _day(asked.get("after", "")), beside=False)
    context = {"client": client, "form": search, "times": found}
    status = 200 if found else 422
    return render(request, "collateral/booking/times.html", context, status=status)


def _with_usual(client: Client, user: User, asked: QueryDict) -> QueryDict:
    usual, full = BookingForm(client, user), asked.copy()
    for name in ASKED:
        full.setdefault(name, str(usual[name].value()))
    return full


def _day(text: str) -> dt.date | None:
    try:
        day = parse_date(text)
        return within_reach(day) if day else None
    except (ValueError, ValidationError):
        return None
