"""Door mode: the client says alone, and at once, what somebody may hear who just came."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from clients.ledger import record
from clients.models import Contact, EventKind
from clients.people.acts import add_contact
from collateral.arrival.door_form import DoorForm, usual_release
from collateral.gate.unsent import keep
from collateral.sessions.found import answers_changes, found_session, refuse_if_ended
from practice.forms import submitted_once
from practice.models import Role
from practice.web.page import FORM, page
from practice.web.requests import SignedInRequest
from releases.models import ReleaseDraft

ADDED = ["name", "relationship"]
WAITS = "{name} waits outside until this is signed. Hand it to the client, alone."


@page(Role.CLINICIAN, Role.FRONT_DESK, methods=FORM)
@answers_changes
@submitted_once
def session_door(request: SignedInRequest, session_id: int) -> HttpResponse:
    """Prepare what is usual for who came, and lead to where the client signs it; or, where
    a release is in force, to where they join: another would only start after it.
    """
    found = found_session(request, session_id)
    if not found.client.is_visible_to(request.user):
        raise Http404
    refuse_if_ended(found)
    form = DoorForm(found, request.POST if request.method == "POST" else None)
    if form.is_valid():
        joining = reverse("session_participants", args=[found.pk])
        if form.has_release:
            return redirect(f"{joining}?contact={form.who.pk}")
        with form.explaining_violations(), transaction.atomic():
            contact = form.who
            if contact._state.adding:
                add_contact(contact, ADDED, request.user)
            there = _to_sign(request, form, contact)
            typed = {"contact": [str(contact.pk)]}
            keep(request, joining, waits_for=[contact.pk], typed=typed)
            messages.success(request, WAITS.format(name=contact.name))
            return redirect(there)
    context = {"session": found, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "collateral/arrival/door.html", context, status=status)


def _to_sign(request: SignedInRequest, form: DoorForm, contact: Contact) -> str:
    """Where what waits for their signature is handed over; or shown, for another phone.

    Where the law asks for more than is usual, where it is prepared.
    """
    waiting = ReleaseDraft.objects.awaiting_signature().filter(contact=contact)
    draft = waiting.first()
    if draft is None:
        preset = form.cleaned_data["preset"]
        usual = usual_release(form.session, contact, preset, request.user)
        if not usual.is_valid():
            return f"{reverse('draft_new', args=[contact.pk])}?preset={preset}"
        draft = usual.save()
        record(
            EventKind.DRAFT_PREPARED,
            draft.client,
            request.user,
            contact=contact,
            draft=draft.pk,
        )
    route = "draft_link" if request.POST.get("then") == "link" else "draft_signature"
    return reverse(route, args=[draft.pk])
