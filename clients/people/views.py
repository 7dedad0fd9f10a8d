"""Adding and changing clients and contacts, as pages."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from clients.models import Client, Contact
from clients.people import acts
from clients.people.forms import ClientForm, ContactForm
from practice.forms import submitted_once
from practice.versions import is_latest
from practice.web.page import FORM, OFFICE, page
from practice.web.requests import SignedInRequest

# Asks, inside the change's transaction, before anything is saved: a page to show first,
# where that ends what was signed.
AsksFirst = Callable[[SignedInRequest, ClientForm], HttpResponse | None]
# Where someone new was wanted, if anywhere.
LeadOn = Callable[[SignedInRequest, Contact], str | None]


@page(*OFFICE, methods=FORM)
@submitted_once
def client_new(request: SignedInRequest) -> HttpResponse:
    """Add a client."""
    data = request.POST if request.method == "POST" else None
    form = ClientForm(request.user, data)
    if form.is_valid():
        with form.explaining_violations(), transaction.atomic():
            client = form.save(commit=False)
            acts.add_client(client, form.changed_data, request.user)
            said = f"{client.name} is added. Next, add who they want to bring."
            return _saved(request, client, said)
    return _client_page(request, form)


@page(*OFFICE, methods=FORM)
@submitted_once
def client_edit(
    request: SignedInRequest, client_id: int, asks_first: AsksFirst
) -> HttpResponse:
    """Change a client's details. What was signed keeps the words it was signed with."""
    clients = Client.objects.visible_to(request.user)
    client = get_object_or_404(clients, pk=client_id)
    data = request.POST if request.method == "POST" else None
    form = ClientForm(request.user, data, instance=client)
    if form.is_valid():
        with form.explaining_violations(), transaction.atomic():
            acts.keep_still(client)
            if is_latest(form):
                if page_before := asks_first(request, form):
                    return page_before
                acts.change_client(client, form.changed_data, request.user)
                said = f"The details of {client.name} are saved."
                return _saved(request, client, said)
    return _client_page(request, form, client)


def _client_page(
    request: SignedInRequest, form: ClientForm, client: Client | None = None
) -> HttpResponse:
    context = {"form": form, "client": client}
    status = 422 if form.is_bound else 200
    return render(request, "clients/people/client_form.html", context, status=status)


@page(*OFFICE, methods=FORM)
@submitted_once
def contact_new(
    request: SignedInRequest, client_id: int, lead_on: LeadOn
) -> HttpResponse:
    """Add someone in a client's life, and go on with what they were added for."""
    clients = Client.objects.visible_to(request.user)
    contact = Contact(client=get_object_or_404(clients, pk=client_id))
    data = request.POST if request.method == "POST" else None
    form = ContactForm(data, instance=contact)
    if form.is_valid():
        with form.explaining_violations(), transaction.atomic():
            acts.add_contact(contact, form.changed_data, request.user)
            said = f"{contact.name} is added. A release that is signed lets them join."
            there = lead_on(request, contact)
            return _saved(request, contact.client, said, there)
    return _contact_page(request, form)


@page(*OFFICE, methods=FORM)
@submitted_once
def contact_edit(request: SignedInRequest, contact_id: int) -> HttpResponse:
    """Change a contact's details; they stay the same contact."""
    contacts = Contact.objects.visible_to(request.user).select_related("client")
    contact = get_object_or_404(contacts, pk=contact_id)
    data = request.POST if request.method == "POST" else None
    form = ContactForm(data, instance=contact)
    if form.is_valid():
        with form.explaining_violations(), transaction.atomic():
            if is_latest(form):
                acts.change_contact(contact, form.changed_data, request.user)
                said = f"The details of {contact.name} are saved."
                return _saved(request, contact.client, said)
    return _contact_page(request, form)


def _contact_page(request: SignedInRequest, form: ContactForm) -> HttpResponse:
    contact: Contact = form.instance
    context = {"form": form, "contact": contact, "client": contact.client}
    status = 422 if form.is_bound else 200
    return render(request, "clients/people/contact_form.html", context, status=status)


def _saved(
    request: SignedInRequest, client: Client, said: str, there: str | None = None
) -> HttpResponse:
    messages.success(request, said)
    return redirect(there) if there else redirect("client", client.pk)
