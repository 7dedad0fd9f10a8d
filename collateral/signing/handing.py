"""Handing a release over to be signed; where the law asks for ink, entering the paper."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from collateral import ending
from collateral.ending import ripple
from collateral.signing.said import back_to_booking, said_of
from practice.paper.pdf import Unprintable
from practice.web.page import FORM, OFFICE, page
from practice.web.requests import SignedInRequest
from releases.models import Release, ReleaseDraft
from releases.models.waiting import who_refuses
from releases.signing.form import SignatureForm
from releases.signing.handing import HandingForm
from releases.signing.room import open_room
from releases.signing.sign import DraftChanged
from releases.terms import read


@page(*OFFICE, methods=FORM)
def draft_signature(request: SignedInRequest, draft_id: int) -> HttpResponse:
    """Read the release through, and hand it over to be signed on the screen."""
    drafts = ReleaseDraft.objects.visible_to(request.user).filter(withdrawn_at=None)
    draft: Any = get_object_or_404(
        drafts.annotate(refused_by=who_refuses()).select_related(
            "client__clinician", "contact"
        ),
        pk=draft_id,
    )
    if signed := Release.objects.filter(draft=draft).first():
        messages.info(request, "This release is signed.")
        return redirect("release", signed.pk)
    if draft.refused_by:
        return redirect("draft", draft.pk)
    typed = request.POST if request.method == "POST" else None
    form = HandingForm(draft, typed)
    if form.by_hand:
        return _by_hand(request, draft)
    if form.is_valid():
        open_room(request, draft, request.user, **form.asked())
        return redirect("room")
    return _page(request, draft, form, form.usual)


def _by_hand(request: SignedInRequest, draft: ReleaseDraft) -> HttpResponse:
    """Enter the paper that was signed with ink, where nothing is signed on a screen."""
    form = SignatureForm(draft, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            release, held = ending.sign(
                draft,
                form.signature(request),
                request.user,
                version=form.cleaned_data["read"],
            )
        except Unprintable as error:
            form.add_error(None, str(error))
        except IntegrityError as error:
            form.add_refusal(error)
        except DraftChanged:
            messages.error(request, "This release was changed just now. Read it again.")
            return redirect("draft_signature", draft.pk)
        else:
            messages.success(request, said_of(draft, release, held, request.user))
            if release is None:
                return redirect("draft", draft.pk)
            return back_to_booking(request, release)
    return _page(request, draft, form, form["capacity"].value() or "")


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
