"""One click beside whoever signed: their copy was given, mailed, or not wanted."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from practice.forms import ModelForm, problems_of, submitted_once
from practice.models import User
from practice.web.page import OFFICE, page
from practice.web.requests import SignedInRequest
from releases.copies.act import settle
from releases.models import Release, Signature, SignersCopy


class CopyForm(ModelForm):
    """Which of those who signed, and in which way."""

    class Meta:
        model = SignersCopy
        fields = ["signature", "way"]

    def __init__(self, release: Release, actor: User, data: Any) -> None:
        copy = SignersCopy(recorded_by=actor, recorded_at=timezone.now())
        super().__init__(data, instance=copy)
        signature: Any = self.fields["signature"]
        signature.queryset = Signature.objects.filter(document=release.document_id)


@page(*OFFICE, methods=("POST",))
@submitted_once
def release_copy(request: SignedInRequest, release_id: int) -> HttpResponse:
    """Record it, and go back to the release; what was recorded before stays."""
    releases = Release.objects.visible_to(request.user)
    people = releases.select_related("client__clinician", "contact")
    release = get_object_or_404(people, pk=release_id)
    form = CopyForm(release, request.user, request.POST)
    if form.is_valid():
        with form.explaining_violations(), transaction.atomic():
            settle(form.instance, release)
            messages.success(request, "Recorded in the consent history.")
    if form.errors:
        wrong = " ".join(message for *_, message in problems_of(form))
        messages.error(request, wrong)
    return redirect("release", release.pk)
