"""The page on which someone's refusal to sign is recorded, and taken back."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from practice.forms import Form, submitted_once
from practice.web.page import FORM, OFFICE, page
from practice.web.requests import SignedInRequest
from releases.models import Refusal, ReleaseDraft
from releases.refusing.act import refuse, take_back
from releases.refusing.form import RefusalForm

NOT_NEEDED = (
    "Nobody has to sign this together with others. If it will not be signed, put it "
    "aside."
)


@page(*OFFICE, methods=FORM)
@submitted_once
def draft_refusal(request: SignedInRequest, draft_id: int) -> HttpResponse:
    """Record that someone who has to sign refuses to; or that they will after all."""
    drafts = ReleaseDraft.objects.visible_to(request.user).awaiting_signature()
    people = drafts.select_related("client__clinician", "contact")
    draft = get_object_or_404(people, pk=draft_id)
    if standing := draft.refusals.filter(taken_back_at=None).first():
        standing.draft = draft
        return _taking_back(request, standing)
    typed = request.POST if request.method == "POST" else None
    form = RefusalForm(draft, request.user, typed)
    if not form.signers:
        messages.info(request, NOT_NEEDED)
        return redirect("draft_withdrawal", draft.pk)
    if form.is_valid():
        with form.explaining_violations(), transaction.atomic():
            refuse(form.instance)
            who = form.instance.signer
            messages.success(request, f"It is recorded that {who} refuses to sign.")
            return redirect("draft", draft.pk)
    context = {"form": form, "draft": draft}
    status = 422 if form.is_bound else 200
    return render(request, "releases/refusing/refusal.html", context, status=status)


def _taking_back(request: SignedInRequest, standing: Refusal) -> HttpResponse:
    form = Form(request.POST if request.method == "POST" else None)
    if form.is_valid():
        take_back(standing, request.user)
        messages.success(request, f"{standing.signer} may sign after all.")
        return redirect("draft", standing.draft_id)
    context = {"form": form, "draft": standing.draft, "refusal": standing}
    return render(request, "releases/refusing/taking_back.html", context)
