"""Preparing a release: terms, a page to read, paper to print."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from clients.models import Contact
from practice.forms import submitted_once
from practice.models import Role
from practice.requests import SignedInRequest, for_roles
from releases import content, paper
from releases.forms import DraftForm
from releases.history import record
from releases.models import EventKind, ReleaseDraft
from releases.views.pdf import pdf_response

PREPARE = for_roles(Role.CLINICIAN, Role.FRONT_DESK)


def _draft(request: SignedInRequest, draft_id: int) -> ReleaseDraft:
    drafts = ReleaseDraft.objects.visible_to(request.user).awaiting_signature()
    people = drafts.select_related("client__clinician", "contact", "prepared_by")
    return get_object_or_404(people, pk=draft_id)


@PREPARE
@require_http_methods(["GET", "POST"])
@submitted_once
def draft_new(request: SignedInRequest, contact_id: int) -> HttpResponse:
    """Prepare a release for a contact."""
    contacts = Contact.objects.visible_to(request.user).select_related("client")
    contact = get_object_or_404(contacts, pk=contact_id)
    data = request.POST if request.method == "POST" else None
    return _form(request, DraftForm(contact, request.user, data))


@PREPARE
@require_http_methods(["GET", "POST"])
@submitted_once
def draft_edit(request: SignedInRequest, draft_id: int) -> HttpResponse:
    """Change a release that is not signed yet."""
    found = _draft(request, draft_id)
    data = request.POST if request.method == "POST" else None
    return _form(request, DraftForm(found.contact, request.user, data, instance=found))


def _form(request: SignedInRequest, form: DraftForm) -> HttpResponse:
    draft = form.instance
    if form.is_valid():
        with form.explaining_violations(), transaction.atomic():
            draft = form.save()
            record(
                EventKind.DRAFT_PREPARED,
                draft.client,
                request.user,
                contact=draft.contact,
                draft=draft.pk,
            )
            messages.success(request, "The release is prepared. It counts once signed.")
            now = request.POST.get("then") == "sign"
            return redirect("draft_signature" if now else "draft", draft.pk)
    context = {"form": form, "contact": draft.contact, "client": draft.client}
    status = 422 if form.is_bound else 200
    return render(request, "releases/draft_form.html", context, status=status)


@require_safe
@PREPARE
def draft(request: SignedInRequest, draft_id: int) -> HttpResponse:
    """A prepared release, to read through before it is signed."""
    found = _draft(request, draft_id)
    context = {"draft": found, "content": content.of_draft(found)}
    return render(request, "releases/draft.html", context)


@require_safe
@PREPARE
def draft_paper(request: SignedInRequest, draft_id: int) -> HttpResponse:
    """The PDF to sign by hand, filled in."""
    found = _draft(request, draft_id)
    return pdf_response(
        request,
        lambda: paper.draft_paper(found),
        f"release-unsigned-{found.pk}.pdf",
        lambda: record(
            EventKind.DRAFT_PRINTED,
            found.client,
            request.user,
            contact=found.contact,
            draft=found.pk,
        ),
    )


@PREPARE
@require_http_methods(["GET", "POST"])
@submitted_once
def draft_withdrawal(request: SignedInRequest, draft_id: int) -> HttpResponse:
    """Put a prepared release aside: it will not be signed."""
    found = _draft(request, draft_id)
    if request.method == "POST":
        with transaction.atomic():
            # Whoever signs it at this moment is waited for.
            ReleaseDraft.objects.select_for_update().get(pk=draft_id)
            found = _draft(request, draft_id)
            found.withdrawn_at = timezone.now()
            found.save(update_fields=["withdrawn_at"])
            record(
                EventKind.DRAFT_WITHDRAWN,
                found.client,
                request.user,
                contact=found.contact,
                draft=found.pk,
            )
        messages.success(request, "The prepared release is put aside.")
        return redirect("client", found.client_id)
    return render(request, "releases/withdrawal.html", {"draft": found})
