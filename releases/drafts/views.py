"""Preparing a release: terms, a page to read, paper to print."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from clients.law.who import who_may_sign
from clients.ledger import record
from clients.models import Contact, EventKind
from practice.forms import submitted_once
from practice.versions import is_latest
from practice.web.page import FORM, OFFICE, page
from practice.web.requests import SignedInRequest
from releases.drafts.form import DraftForm
from releases.drafts.notes import NotesForm, form_for
from releases.drafts.own import own_presets, own_terms
from releases.drafts.presets import presets, terms_of
from releases.drafts.usual import usual_terms
from releases.links.reminders import with_reminders
from releases.models import Kind, Refusal, Release, ReleaseDraft
from releases.printing.asked import points_asked
from releases.printing.coded import to_sign
from releases.printing.response import pdf_response
from releases.refusing.form import who_has_to
from releases.signing.several import words_of
from releases.terms import read
from releases.terms.law import unsaid
from releases.terms.voices import rights_by_voice


def _draft(request: SignedInRequest, draft_id: int) -> ReleaseDraft:
    drafts = ReleaseDraft.objects.visible_to(request.user).awaiting_signature()
    people = drafts.select_related("client__clinician", "contact", "prepared_by")
    return get_object_or_404(people, pk=draft_id)


@page(*OFFICE, methods=FORM)
@submitted_once
def draft_new(request: SignedInRequest, contact_id: int) -> HttpResponse:
    """Prepare a release for a contact."""
    contacts = Contact.objects.visible_to(request.user).select_related("client")
    contact = get_object_or_404(contacts, pk=contact_id)
    data = request.POST if request.method == "POST" else None
    asked = request.GET.get("preset", "")
    chosen = terms_of(asked) or own_terms(request.user, asked)
    terms = usual_terms(contact) | chosen
    return _form(request, DraftForm(contact, request.user, data, initial=terms))


@page(*OFFICE, methods=FORM)
@submitted_once
def draft_notes(request: SignedInRequest, contact_id: int, kind: str) -> HttpResponse:
    """Prepare a release of notes that are kept apart, and of nothing else."""
    if kind not in Kind.values or kind == Kind.GENERAL:
        raise Http404
    contacts = Contact.objects.visible_to(request.user).select_related("client")
    contact = get_object_or_404(contacts, pk=contact_id)
    data = request.POST if request.method == "POST" else None
    return _form(request, NotesForm(kind, contact, request.user, data))


@page(*OFFICE, methods=FORM)
@submitted_once
def draft_edit(request: SignedInRequest, draft_id: int) -> HttpResponse:
    """Change a release that is not signed yet."""
    drafts = ReleaseDraft.objects.visible_to(request.user)
    people = drafts.select_related("client__clinician", "contact", "prepared_by")
    found = get_object_or_404(people, pk=draft_id)
    if decided := _decided(request, found):
        return decided
    data = request.POST if request.method == "POST" else None
    return _form(request, form_for(found, request.user, data))


def _decided(request: SignedInRequest, draft: ReleaseDraft) -> HttpResponse | None:
    """Where a draft leads that was signed or put aside; nowhere while it waits."""
    if signed := Release.objects.filter(draft=draft).first():
        messages.info(request, "This release is signed, and final.")
        return redirect("release", signed.pk)
    if draft.withdrawn_at:
        messages.info(request, "This prepared release was put aside.")
        return redirect("client", draft.client_id)
    if draft.frozen:
        messages.info(request, "Someone has signed this, so that it stays as it is.")
        return redirect("draft", draft.pk)
    return None


def _form(request: SignedInRequest, form: DraftForm) -> HttpResponse:
    draft = form.instance
    if form.is_valid():
        with form.explaining_violations(), transaction.atomic():
            if draft.pk and (decided := _decided(request, _locked(draft))):
                return decided
            if not draft.pk or is_latest(form):
                _save(form)
                return _prepared(request, draft)
    notes = draft.kind != Kind.GENERAL
    offered = not (draft.pk or form.is_bound or notes)
    context = {
        "form": form,
        "contact": draft.contact,
        "client": draft.client,
        "presets": presets() if offered else {},
        "own_presets": own_presets(request.user) if offered else {},
        "notes": draft.get_kind_display() if notes else "",
    }
    status = 422 if form.is_bound else 200
    return render(request, "releases/drafts/form.html", context, status=status)


def _prepared(request: SignedInRequest, draft: ReleaseDraft) -> HttpResponse:
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


def _locked(draft: ReleaseDraft) -> ReleaseDraft:
    """``draft`` as it is now: whoever signs it at this moment is waited for."""
    return ReleaseDraft.objects.select_for_update().get(pk=draft.pk)


def _save(form: DraftForm) -> None:
    """What the form asks and no more: what else a draft holds is not the form's."""
    draft = form.save(commit=False)
    draft.save(update_fields=form.Meta.fields if draft.pk else None)


def _refusal(draft: Any) -> Refusal | None:
    """That which stands, of one found with who may have refused it."""
    if not draft.refused_by:
        return None
    refusals = Refusal.objects.select_related("recorded_by")
    return refusals.filter(draft=draft, taken_back_at=None).first()


@page(*OFFICE)
def draft(request: SignedInRequest, draft_id: int) -> HttpResponse:
    """A prepared release, to read through before it is signed."""
    found = _draft(request, draft_id)
    today = timezone.localdate()
    who = who_may_sign(found.client, today)
    _, *others = rights_by_voice(found.client, today, who).values()
    words = words_of(found)
    context = {
        "draft": found,
        "terms": read(words),
        "lacks": unsaid(words),
        "other_signers": [rights[0] for rights in others],
        "refusal": _refusal(found),
        "may_be_refused": bool(who_has_to(who)),
        "links": with_reminders(found.links.all()),
        "signed": found.signatures.order_by("pk").values_list("signer", flat=True),
    }
    return render(request, "releases/drafts/draft.html", context)


@page(*OFFICE)
def draft_paper(request: SignedInRequest, draft_id: int) -> HttpResponse:
    """The PDF to sign by hand, filled in: ``by`` whom, if not as usual."""
    found = _draft(request, draft_id)
    who = who_may_sign(found.client, timezone.localdate())
    by = request.GET.get("by", "")
    return pdf_response(
        request,
        lambda: to_sign(
            found,
            request.user,
            by if by in who.rights else "",
            who,
            points_asked(request),
        ),
        f"release-unsigned-{found.pk}.pdf",
        lambda: record(
            EventKind.DRAFT_PRINTED,
            found.client,
            request.user,
            contact=found.contact,
            draft=found.pk,
        ),
    )


@page(*OFFICE, methods=FORM)
@submitted_once
def draft_withdrawal(request: SignedInRequest, draft_id: int) -> HttpResponse:
    """Put a prepared release aside: it will not be signed."""
    found = _draft(request, draft_id)
    if request.method == "POST":
        with transaction.atomic():
            _locked(found)
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
    return render(request, "releases/drafts/withdrawal.html", {"draft": found})
