"""Entering by what someone may decide for a client, and verifying it, as pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from clients.ledger import record
from clients.models import Authority, Client, EventKind
from clients.people.acts import keep_still
from practice.forms import Form, ModelForm, submitted_once
from practice.web.page import FORM, OFFICE, page
from practice.web.requests import SignedInRequest

# Holds, in the change's transaction, what is ahead and stands no more by it.
AskAgain = Callable[[SignedInRequest, Client], None]


class AuthorityForm(ModelForm):
    """What was seen of someone's authority, and what it says."""

    printed = ("person_name", "evidence")
    beside = {
        "authority_names_one_person": "person_name",
        "authority_letters_end": "ends_on",
        "authority_ends_after_it_starts": "ends_on",
        "authority_once_at_a_time": "contact",
    }
    layout = Layout(
        Row(Column("contact"), Column("person_name")),
        "kind",
        "acts",
        "evidence",
        "seen_on",
        Row(Column("starts_on"), Column("ends_on")),
        "scope",
    )

    class Meta:
        model = Authority
        fields = [
            "contact",
            "person_name",
            "kind",
            "acts",
            "evidence",
            "seen_on",
            "starts_on",
            "ends_on",
            "scope",
        ]
        widgets = {"acts": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        today = timezone.localdate()
        kwargs.setdefault("initial", {"seen_on": today, "starts_on": today})
        super().__init__(*args, **kwargs)
        contact: Any = self.fields["contact"]
        contact.queryset = self.instance.client.contacts.all()
        contact.label_from_instance = lambda each: each.described

    def clean_seen_on(self) -> Any:
        seen = self.cleaned_data["seen_on"]
        if seen > timezone.localdate():
            message = "What was seen was seen today or before."
            raise forms.ValidationError(message)
        return seen


@page(*OFFICE, methods=FORM)
@submitted_once
def authority_new(
    request: SignedInRequest, client_id: int, ask_again: AskAgain
) -> HttpResponse:
    """Enter who may decide for a client, with what was seen of it."""
    client = get_object_or_404(Client.objects.visible_to(request.user), pk=client_id)
    by = {"seen_by": request.user, "entered_by": request.user}
    data = request.POST if request.method == "POST" else None
    form = AuthorityForm(data, instance=Authority(client=client, **by))
    if form.is_valid():
        with form.explaining_violations(), transaction.atomic():
            keep_still(client)
            added = form.save()
            ask_again(request, client)
            _recorded(request, EventKind.AUTHORITY_ADDED, added)
            messages.success(request, f"It is on file who may sign for {client.name}.")
            return redirect("client", client.pk)
    context = {"form": form, "client": client}
    status = 422 if form.is_bound else 200
    return render(request, "clients/people/authority.html", context, status=status)


@page(*OFFICE, methods=FORM)
@submitted_once
def authority_verification(
    request: SignedInRequest, authority_id: int, ask_again: AskAgain
) -> HttpResponse:
    """Say that one has looked at the papers too; not who entered them."""
    visible = Authority.objects.visible_to(request.user).select_related(
        "client", "entered_by"
    )
    found = get_object_or_404(visible, pk=authority_id, verified_at=None)
    form = Form(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with form.explaining_violations(), transaction.atomic():
            keep_still(found.client)
            found.verified_by, found.verified_at = request.user, timezone.now()
            found.save(update_fields=["verified_by", "verified_at"])
            ask_again(request, found.client)
            _recorded(request, EventKind.AUTHORITY_VERIFIED, found)
            messages.success(request, "The papers are verified.")
            return redirect("client", found.client_id)
    context = {"form": form, "authority": found, "client": found.client}
    status = 422 if form.is_bound else 200
    return render(request, "clients/people/verification.html", context, status=status)


def _recorded(request: SignedInRequest, kind: EventKind, found: Authority) -> None:
    record(
        kind,
        found.client,
        request.user,
        contact=found.contact,
        names={"signer": found.name},
        authority=found.pk,
        right=found.kind,
    )
