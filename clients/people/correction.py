"""Correcting who a contact is: the same person, whatever was signed for them."""

from __future__ import annotations

from datetime import date
from typing import Any

from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html

from clients.models import IDENTITY, Contact
from clients.people import acts, namesakes
from clients.people.forms import plausible
from practice.formats import say_day_short_year
from practice.forms import ModelForm, submitted_once
from practice.versions import is_latest
from practice.web.page import FORM, OFFICE, page
from practice.web.requests import SignedInRequest

ANOTHER = "Then nothing is corrected here. Add another contact, and prepare a release for them."
NOTHING = "Nothing is different yet. Change what is wrong."


class CorrectionForm(ModelForm):
    """Who a contact is from now on, why, and whether it is the same person."""

    others = ""  # as in ClientForm

    layout = Layout(
        Row(Column("name"), Column("relationship")),
        Row(Column("organisation"), Column("date_of_birth")),
        "reason",
        "same_person",
    )
    printed = ("name", "relationship", "organisation")

    class Meta:
        model = Contact
        fields = IDENTITY
        widgets = {
            "relationship": forms.TextInput(attrs={"list": "relationships"}),
        }

    reason = forms.CharField(
        max_length=300,
        label="Why it is corrected",
        help_text="For example: misspelled, or a new surname since marriage.",
    )
    same_person = forms.ChoiceField(
        choices=[("yes", "Yes, the same person"), ("no", "No, someone else")],
        widget=forms.RadioSelect,
        label="Is this the same person?",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in IDENTITY:
            self.fields[name].help_text = _until_now(getattr(self.instance, name))
        self.fields["same_person"].help_text = format_html(
            'What is signed for one person never passes to another. For someone else, <a href="{}">add another contact</a>.',
            reverse("contact_new", args=[self.instance.client_id]),
        )

    def clean_date_of_birth(self) -> date | None:
        return plausible(self.cleaned_data["date_of_birth"])

    def clean_same_person(self) -> str:
        answer: str = self.cleaned_data["same_person"]
        if answer != "yes":
            raise ValidationError(ANOTHER)
        return answer

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.corrected and "same_person" in cleaned:
            raise ValidationError(NOTHING)
        if "name" in cleaned and "name" in self.changed_data:
            found = namesakes.contacts_like(self.instance, cleaned["name"])
            self.others = namesakes.ask_about_contact(self, found)
        return cleaned

    @property
    def corrected(self) -> list[str]:
        """What of who they are is different."""
        return [name for name in IDENTITY if name in self.changed_data]


def _until_now(value: Any) -> str:
    told = say_day_short_year(value) if isinstance(value, date) else value
    return format_html("Until now: <bdi>{}</bdi>", told or "nothing")


@page(*OFFICE, methods=FORM)
@submitted_once
def contact_correction(request: SignedInRequest, contact_id: int) -> HttpResponse:
    """Set right how someone is written down whom a draft or a release names."""
    contacts = Contact.objects.visible_to(request.user).select_related("client")
    contact = get_object_or_404(contacts, pk=contact_id)
    if not contact.identity_is_final:
        return redirect("contact_edit", contact.pk)
    was = contact.name
    form = CorrectionForm(
        request.POST if request.method == "POST" else None, instance=contact
    )
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        with form.explaining_violations(), transaction.atomic():
            if is_latest(form):
                acts.correct_contact(contact, form.corrected, reason, request.user)
                messages.success(request, _said(was, contact.name))
                return redirect("client", contact.client_id)
    context = {"form": form, "contact": contact, "was": was, "client": contact.client}
    status = 422 if form.is_bound else 200
    return render(request, "clients/people/correction.html", context, status=status)


def _said(was: str, name: str) -> str:
    done = f"{was} is corrected." if was == name else f"{was} is now {name}."
    return f"{done} What was signed for them stays theirs, as it was signed."
