"""The page on which a second person checks a paper against its pages."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from collateral.ending.by_hand import checks_alone, passes
from collateral.ending.check_form import CheckForm
from collateral.signing.said import back_to_booking, said_of
from practice.forms import submitted_once
from practice.paper.pdf import Unprintable
from practice.web.page import FORM, OFFICE, page
from practice.web.requests import SignedInRequest
from releases.models import Release, ReleaseDraft, ScannedPage, SignedByHand
from releases.printing.coded import words_in
from releases.scans.sets import PageSet
from releases.signing.by_hand import CheckedAlready, send_back
from releases.signing.scanned import key_of, scanned
from releases.signing.sign import DraftChanged
from releases.terms import read
from releases.terms.content import sha256_of

TOLD = "Somebody else decided about this paper just now. Nothing of yours was saved."
OTHERS = "The release or its pages were changed just now. Look at them again."


@page(*OFFICE, methods=FORM)
@submitted_once
def draft_check(request: SignedInRequest, draft_id: int) -> HttpResponse:
    """Check what was entered of a signed paper against the picture of each page."""
    drafts = ReleaseDraft.objects.visible_to(request.user)
    draft = get_object_or_404(
        drafts.select_related("client__clinician", "contact"), pk=draft_id
    )
    entered = draft.by_hand.select_related("entered_by").filter(checked_at=None).first()
    if entered is None or draft.withdrawn_at:
        return _where_it_went(request, draft)
    entered.draft = draft
    words = words_in(draft, entered.capacity)
    as_worded = sha256_of(words) == entered.version
    scans = scanned(entered)
    form = _form(request, entered, scans, as_worded=as_worded)
    if form.is_valid():
        try:
            with form.explaining_violations():
                return _act(request, form, scans)
        except Unprintable as error:
            form.add_error(None, str(error))
        except CheckedAlready:
            messages.error(request, TOLD)
            return _where_it_went(request, draft)
        except DraftChanged:
            messages.error(request, OTHERS)
            return redirect("draft_check", draft.pk)
    context = {
        "draft": draft,
        "entered": entered,
        "scans": scans,
        "form": form,
        "terms": read(words),
        "is_as_worded": as_worded,
    }
    status = 422 if form.is_bound else 200
    return render(request, "collateral/ending/check.html", context, status=status)


def _form(
    request: SignedInRequest,
    entered: SignedByHand,
    scans: PageSet | None,
    *,
    as_worded: bool,
) -> CheckForm:
    other = entered.entered_by_id != request.user.pk
    whole = scans is not None and scans.is_whole and as_worded
    return CheckForm(
        entered,
        request.POST if request.method == "POST" else None,
        may_pass=whole and (other or checks_alone(entered, request.user)),
        shown=f"{entered.pk}:{key_of(scans)}",
    )


def _act(
    request: SignedInRequest, form: CheckForm, scans: PageSet | None
) -> HttpResponse:
    entered, actor = form.entered, request.user
    if form.cleaned_data["shown"] != form.now_shown:
        raise DraftChanged
    if form.misfit:
        send_back(entered, form.misfit, actor)
        messages.success(request, "The paper is sent back. Nothing of it is in force.")
        return redirect("draft", entered.draft_id)
    release, held = passes(entered, actor, pages=key_of(scans))
    messages.success(request, said_of(entered.draft, release, held, actor))
    if release is None:
        return redirect("draft", entered.draft_id)
    return back_to_booking(request, release)


def _where_it_went(request: SignedInRequest, draft: Any) -> HttpResponse:
    """To the release that it is, or to where a paper of it may be entered."""
    if signed := Release.objects.filter(draft=draft).first():
        messages.info(request, "This release is signed.")
        return redirect("release", signed.pk)
    if draft.withdrawn_at:
        return redirect("client", draft.client_id)
    if ScannedPage.objects.kept().filter(printout__draft=draft).exists():
        messages.info(request, "Enter first what stands on it.")
        return redirect("draft_by_hand", draft.pk)
    messages.info(request, "No paper of this release waits to be checked.")
    return redirect("draft", draft.pk)
