"""The page on which a second person checks a form that was signed by hand."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from collateral.ending.by_hand import checks_alone
from collateral.ending.check_form import CheckForm
from collateral.ending.check_views import TOLD
from collateral.ending.found import say
from collateral.signed_forms.act import SignedMeanwhile
from collateral.signed_forms.by_hand import passes
from practice.forms import submitted_once
from practice.web.page import FORM, OFFICE, page
from practice.web.requests import SignedInRequest
from releases.models import SignedByHand
from releases.scans.sets import PageSet
from releases.signed_forms.asked import form_of
from releases.signing.by_hand import CheckedAlready, send_back
from releases.signing.scanned import key_of, printouts_of, scanned
from releases.signing.sign import DraftChanged

OTHERS = "The form or its pages were changed just now. Look at them again."
MEANWHILE = (
    "They have signed this meanwhile, or do not sign it any more. Send the paper back, and "
    "say so."
)


@page(*OFFICE, methods=FORM)
@submitted_once
def form_check(request: SignedInRequest, paper_id: int) -> HttpResponse:
    """Check what was entered of a signed form against the picture of each page."""
    papers = SignedByHand.objects.visible_to(request.user).with_people()
    entered = get_object_or_404(papers, pk=paper_id, draft=None)
    if entered.checked_at:
        return redirect("client_forms", entered.client.pk)
    scans, printout = scanned(entered), printouts_of(entered).earliest("pk")
    asked = form_of(printout)
    as_worded = asked.version == entered.version
    form = _form(request, entered, scans, as_worded=as_worded)
    if form.is_valid():
        try:
            with form.explaining_violations():
                return _act(request, form, scans)
        except SignedMeanwhile:
            form.add_error(None, MEANWHILE)
        except CheckedAlready:
            messages.error(request, TOLD)
            return redirect("client_forms", entered.client.pk)
        except DraftChanged:
            messages.error(request, OTHERS)
            return redirect("form_check", entered.pk)
    context = {
        "entered": entered,
        "scans": scans,
        "form": form,
        "words": printout.content,
        "is_as_worded": as_worded,
    }
    status = 422 if form.is_bound else 200
    return render(request, "collateral/signed_forms/check.html", context, status=status)


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
        messages.success(request, "The paper is sent back. Nothing of it counts.")
    else:
        signed = passes(entered, actor, pages=key_of(scans))
        waits = "" if signed.whole else "It waits for whoever else has to sign."
        messages.success(request, say("Signed, and checked against the paper.", waits))
    return redirect("client_forms", entered.client.pk)
