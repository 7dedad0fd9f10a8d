"""The page on which a paper that was signed by hand is entered, and the list of those
that are to be checked.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from practice.forms import submitted_once
from practice.web.page import FORM, OFFICE, page
from practice.web.pages import Page
from practice.web.requests import SignedInRequest
from releases.models import ReleaseDraft, SignedByHand
from releases.signing.by_hand import enter
from releases.signing.by_hand_form import PaperForm
from releases.signing.scanned import with_pages
from releases.terms import read

PER_PAGE = 20
ENTERED = (
    "It is entered. It counts once someone else has checked it against its pages: scan "
    "them if you have not."
)


@page(*OFFICE, methods=FORM)
@submitted_once
def draft_by_hand(request: SignedInRequest, draft_id: int) -> HttpResponse:
    """Enter what stands on a paper that was signed by hand."""
    drafts = ReleaseDraft.objects.visible_to(request.user).awaiting_signature()
    people = drafts.select_related("client__clinician", "contact")
    draft: Any = get_object_or_404(people, pk=draft_id)
    if draft.refused_by:
        return redirect("draft", draft.pk)
    if draft.being_checked:
        messages.info(request, "A paper of this release is entered already.")
        return redirect("draft_check", draft.pk)
    form = PaperForm(draft, request.POST if request.method == "POST" else None)
    if form.is_valid():
        with form.explaining_violations():
            enter(form.entered(request.user))
            messages.success(request, ENTERED)
            return redirect("draft_check", draft.pk)
    context = {"draft": draft, "form": form, "terms": read(form.words)}
    status = 422 if form.is_bound else 200
    return render(request, "releases/signing/by_hand.html", context, status=status)


@page(*OFFICE)
def papers_to_check(request: SignedInRequest) -> HttpResponse:
    """Papers that were signed by hand, and count once a second person has checked them."""
    papers = SignedByHand.objects.visible_to(request.user)
    waiting = with_pages(papers.to_be_checked().with_people())
    rows = Page.of(
        waiting, ("id",), request.GET.get("after", ""), PER_PAGE, among=papers
    )
    return render(request, "releases/signing/to_check.html", {"papers": rows})
