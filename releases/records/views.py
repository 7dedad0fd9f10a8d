"""The page on which consent to sign on a screen is taken back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from practice.forms import Form, submitted_once
from practice.web.page import FORM, OFFICE, page
from practice.web.requests import SignedInRequest, id_in
from releases.models import RecordsConsent, Release
from releases.records.act import take_back


@page(*OFFICE, methods=FORM)
@submitted_once
def release_records(request: SignedInRequest, release_id: int) -> HttpResponse:
    """Who agreed to sign this release on a screen; and that they take it back."""
    releases = Release.objects.visible_to(request.user)
    release = get_object_or_404(releases.select_related("client"), pk=release_id)
    consents = RecordsConsent.objects.filter(
        signatures__document=release.document_id
    ).select_related("withdrawn_by", "client")
    if request.method == "POST":
        chosen = id_in(request.POST.get("consent", ""))
        consent = get_object_or_404(consents, pk=chosen)
        take_back(consent, request.user)
        said = f"{consent.person} signs on paper from now on. What they signed stays."
        messages.success(request, said)
        return redirect("release_records", release.pk)
    context = {"release": release, "consents": consents, "form": Form()}
    return render(request, "releases/records.html", context)
