"""Adding and changing clients and contacts, which the consent history records."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from clients.models import Client, Contact
from clients.people.forms import ClientForm, ContactForm
from practice.formats import say_list
from practice.forms import submitted_once
from practice.models import Role
from practice.web.requests import SignedInRequest, for_roles
from releases.ledger import record
from releases.models import EventKind, Release

# What a client's age, and with it who signs, is reckoned from.
DECIDE_AGE = ("date_of_birth", "emancipated", "state")


@for_roles(Role.CLINICIAN, Role.FRONT_DESK)
@require_http_methods(["GET", "POST"])
@submitted_once
def client_new(request: SignedInRequest) -> HttpResponse:
    """Add a client."""
    return _client(request, None)


@for_roles(Role.CLINICIAN, Role.FRONT_DESK)
@require_http_methods(["GET", "POST"])
@submitted_once
def client_edit(request: SignedInRequest, client_id: int) -> HttpResponse:
    """Change a client's details. What was signed keeps the words it was signed with."""
    clients = Client.objects.visible_to(request.user)
    return _client(request, get_object_or_404(clients, pk=client_id))


def _client(request: SignedInRequest, client: Client | None) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = ClientForm(request.user, data, instance=client)
    if form.is_valid():
        with form.explaining_violations(), transaction.atomic():
            if not (client and _outlived(form, client)):
                saved = form.save(commit=False)
                # Only what was changed here: the rest may just have been, elsewhere.
                saved.save(update_fields=form.changed_data if client else None)
                kind = EventKind.CLIENT_CHANGED if client else EventKind.CLIENT_ADDED
                record(kind, saved, request.user, fields=form.changed_data)
                messages.success(request, "Saved.")
                return redirect("client", saved.pk)
    context = {"form": form, "client": client}
    status = 422 if form.is_bound else 200
    return render(request, "clients/people/client_form.html", context, status=status)


def _outlived(form: ClientForm, client: Client) -> bool:
    """Whether a release would count for longer than its signer had the right to sign.

    Whoever signs for the client at this moment is waited for.
    """
    asked = [name for name in DECIDE_AGE if name in form.changed_data]
    if not asked:
        return False
    Client.objects.select_for_update(no_key=True).get(pk=client.pk)
    found = Release.objects.outliving(client, timezone.now()).select_related("contact")
    if names := [release.contact.name for release in found]:
        message = ngettext(
            "With this, the release for {names} would count for longer than whoever "
            "signed it had the right to sign. Revoke it first.",
            "With this, the releases for {names} would count for longer than whoever "
            "signed them had the right to sign. Revoke them first.",
            len(names),
        )
        form.add_error(asked[0], message.format(names=say_list(names)))
    return bool(names)


@for_roles(Role.CLINICIAN, Role.FRONT_DESK)
@require_http_methods(["GET", "POST"])
@submitted_once
def contact_new(request: SignedInRequest, client_id: int) -> HttpResponse:
    """Add someone in a client's life."""
    clients = Client.objects.visible_to(request.user)
    client = get_object_or_404(clients, pk=client_id)
    return _contact(request, Contact(client=client))


@for_roles(Role.CLINICIAN, Role.FRONT_DESK)
@require_http_methods(["GET", "POST"])
@submitted_once
def contact_edit(request: SignedInRequest, contact_id: int) -> HttpResponse:
    """Change a contact's details; they stay the same contact."""
    contacts = Contact.objects.visible_to(request.user).select_related("client")
    return _contact(request, get_object_or_404(contacts, pk=contact_id))


def _contact(request: SignedInRequest, contact: Contact) -> HttpResponse:
    is_new = contact._state.adding
    data = request.POST if request.method == "POST" else None
    form = ContactForm(data, instance=contact)
    if form.is_valid():
        with form.explaining_violations(), transaction.atomic():
            saved = form.save()
            kind = EventKind.CONTACT_ADDED if is_new else EventKind.CONTACT_CHANGED
            record(
                kind,
                saved.client,
                request.user,
                contact=saved,
                fields=form.changed_data,
            )
            messages.success(request, "Saved.")
            return redirect("client", saved.client_id)
    context = {"form": form, "contact": contact, "client": contact.client}
    status = 422 if form.is_bound else 200
    return render(request, "clients/people/contact_form.html", context, status=status)
