"""The page on which a release is left to lapse, and that is taken back."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from practice.forms import Form, submitted_once
from practice.web.page import FORM, OFFICE, page
from practice.web.requests import SignedInRequest
from releases.lapsing.act import let_lapse, take_back
from releases.lapsing.form import LapseForm
from releases.models import Lapse, Release


@page(*OFFICE, methods=FORM)
@submitted_once
def release_lapse(request: SignedInRequest, release_id: int) -> HttpResponse:
    """Record that a release is left to lapse; or, where it is, that it is not after all."""
    releases = Release.objects.visible_to(request.user)
    people = releases.select_related("client__clinician", "contact")
    release = get_object_or_404(people, pk=release_id)
    standing = release.lapses.select_related("decided_by").filter(taken_back_at=None)
    if lapse := standing.first():
        lapse.release = release
        return _taking_back(request, lapse)
    if release.in_force is None or release.in_force.upper <= timezone.now():
        messages.info(request, "This release has ended already.")
        return redirect("release", release.pk)
    typed = request.POST if request.method == "POST" else None
    form = LapseForm(release, request.user, typed)
    if form.is_valid():
        with form.explaining_violations(), transaction.atomic():
            let_lapse(form.instance)
            messages.success(request, _said(release))
            return redirect("what_ends")
    context = {"form": form, "release": release}
    status = 422 if form.is_bound else 200
    return render(request, "releases/lapsing/lapse.html", context, status=status)


def _taking_back(request: SignedInRequest, lapse: Lapse) -> HttpResponse:
    form = Form(request.POST if request.method == "POST" else None)
    if form.is_valid():
        take_back(lapse, request.user)
        name = lapse.release.contact.name
        messages.success(request, f"The release for {name} is to be renewed after all.")
        return redirect("release", lapse.release_id)
    context = {"form": form, "release": lapse.release, "lapse": lapse}
    return render(request, "releases/lapsing/taking_back.html", context)


def _said(release: Release) -> str:
    name = release.contact.name
    return f"The release for {name} is left to lapse: nothing asks for a renewal now."
