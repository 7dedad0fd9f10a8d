"""Handing a release over to be signed; where the law asks for ink, to its paper."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from collateral.ending import ripple
from practice.web.page import FORM, OFFICE, page
from practice.web.requests import SignedInRequest
from releases.models import Release, ReleaseDraft
from releases.models.waiting import being_checked, who_refuses
from releases.signing.handing import HandingForm
from releases.signing.room import open_room
from releases.terms import read


@page(*OFFICE, methods=FORM)
def draft_signature(request: SignedInRequest, draft_id: int) -> HttpResponse:
    """Read the release through, and hand it over to be signed on the screen."""
    drafts = ReleaseDraft.objects.visible_to(request.user).filter(withdrawn_at=None)
    draft: Any = get_object_or_404(
        drafts.annotate(
            refused_by=who_refuses(), being_checked=being_checked()
        ).select_related("client__clinician", "contact"),
        pk=draft_id,
    )
    if signed := Release.objects.filter(draft=draft).first():
        messages.info(request, "This release is signed.")
        return redirect("release", signed.pk)
    if draft.refused_by:
        return redirect("draft", draft.pk)
    if draft.being_checked:
        return redirect("draft_check", draft.pk)
    typed = request.POST if request.method == "POST" else None
    form = HandingForm(draft, typed)
    if form.by_hand:
        return redirect("draft_by_hand", draft.pk)
    if form.is_valid():
        open_room(request, draft, request.user, **form.asked())
        return redirect("room")
    return _page(request, draft, form, form.usual)


def _page(
    request: SignedInRequest, draft: ReleaseDraft, form: Any, capacity: str
) -> HttpResponse:
    terms, *others = map(read, form.copies)
    context = {
        "draft": draft,
        "form": form,
        "terms": terms,
        "other_copies": others,
        "ripple": ripple.of_signing(draft, capacity),
    }
    status = 422 if form.is_bound else 200
    return render(request, "collateral/ending/signature.html", context, status=status)
