"""Setting right what was recorded as told: a new row, which names the old one."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import Layout
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from collateral.disclosures.form import BESIDE, ToldForm
from collateral.disclosures.found import correction_of, found_disclosure, read_on
from collateral.disclosures.record import keep
from collateral.disclosures.without import WithoutReleaseForm
from collateral.models import Disclosure
from practice.forms import ModelForm, submitted_once
from practice.models import Role
from practice.web.page import FORM, page
from practice.web.requests import SignedInRequest


class StrikingForm(ModelForm):
    """That something recorded was never told at all."""

    layout = Layout("correction")
    beside = BESIDE

    class Meta:
        model = Disclosure
        fields = ["correction"]

    def __init__(self, told: Disclosure, data: Any = None) -> None:
        told.recorded_at, told.struck = timezone.now(), True
        super().__init__(data, instance=told)
        self.fields["correction"].required = True


@page(Role.CLINICIAN, methods=FORM)
@submitted_once
def disclosure_correction(request: SignedInRequest, disclosure_id: int) -> HttpResponse:
    """Say again what was told, and what was wrong before."""
    told = found_disclosure(request, disclosure_id)
    asked = ToldForm if told.under_release else WithoutReleaseForm
    typed = request.POST if request.method == "POST" else None
    form = asked(correction_of(told, request), typed)
    return _corrected(request, told, form, "The correction is recorded.")


@page(Role.CLINICIAN, methods=FORM)
@submitted_once
def disclosure_striking(request: SignedInRequest, disclosure_id: int) -> HttpResponse:
    """Say that something recorded was never told at all."""
    told = found_disclosure(request, disclosure_id)
    typed = request.POST if request.method == "POST" else None
    form = StrikingForm(correction_of(told, request), typed)
    return _corrected(request, told, form, "Recorded: it was never told.")


def _corrected(
    request: SignedInRequest, told: Disclosure, form: Any, said: str
) -> HttpResponse:
    if form.is_valid():
        with form.explaining_violations(), transaction.atomic():
            keep(form.instance)
            messages.success(request, said)
            return redirect(read_on(request, told))
    context = {
        "form": form,
        "told": told,
        "strikes": isinstance(form, StrikingForm),
        "back": read_on(request, told),
    }
    status = 422 if form.is_bound else 200
    return render(
        request, "collateral/disclosures/correction.html", context, status=status
    )
