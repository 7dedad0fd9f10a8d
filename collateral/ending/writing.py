"""The paper that the law wants of what was revoked by word of mouth."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from clients.law.revoking import Wants
from clients.ledger import record
from clients.models import Client, EventKind
from practice.database.transactions import retried
from practice.forms import ModelForm, submitted_once
from practice.models import User
from practice.web.page import FORM, OFFICE, page
from practice.web.requests import SignedInRequest
from releases.models import Revocation, RevocationWriting
from releases.models.writing import WITNESS


class WritingForm(ModelForm):
    """When it was signed, and before whom."""

    beside = {"writing_signed_before_recorded": "signed_on"}

    class Meta:
        model = RevocationWriting
        fields = ["signed_on", "witness"]
        widgets = {"signed_on": forms.DateInput}

    def __init__(self, revocation: Revocation, actor: User, data: Any = None) -> None:
        instance = RevocationWriting(
            revocation=revocation,
            recorded_by=actor,
            recorded_at=timezone.now(),
            time_zone=settings.TIME_ZONE,
        )
        super().__init__(data, instance=instance)
        witness: Any = self.fields["witness"]
        witness.required = revocation.wants == Wants.WITNESSED
        witness.error_messages["required"] = WITNESS


@retried
def put_in_writing(writing: RevocationWriting) -> None:
    """Keep that ``writing``, not saved yet, came in."""
    writing.recorded_at = timezone.now()
    writing.save(force_insert=True)
    revocation = writing.revocation
    record(
        EventKind.REVOCATION_WRITTEN,
        revocation.client,
        writing.recorded_by,
        contact=revocation.contact,
        release_id=release_of(revocation),
        names={"witness": writing.witness} if writing.witness else None,
        revocation=revocation.pk,
        signed_on=writing.signed_on.isoformat(),
    )


def release_of(revocation: Revocation) -> int | None:
    """One that ended by it, in whole or in part, on whose page it is told."""
    whole = revocation.releases.order_by("pk").values_list("pk", flat=True)
    part = revocation.grants.order_by("pk").values_list("release", flat=True)
    return whole.first() or part.first()


def wanted_in_writing(clients: QuerySet[Client]) -> QuerySet[Revocation]:
    """Revocations for ``clients`` that are still to come in writing."""
    wants = ~Q(wants=Wants.NOTHING)
    return Revocation.objects.filter(wants, writing=None, client__in=clients)


@page(*OFFICE, methods=FORM)
@submitted_once
def revocation_writing(request: SignedInRequest, revocation_id: int) -> HttpResponse:
    """Record that a revocation came in writing."""
    wanted = wanted_in_writing(Client.objects.visible_to(request.user))
    found = wanted.select_related("client", "contact")
    revocation = get_object_or_404(found, pk=revocation_id)
    typed = request.POST if request.method == "POST" else None
    form = WritingForm(revocation, request.user, typed)
    if form.is_valid():
        with form.explaining_violations():
            put_in_writing(form.instance)
            messages.success(
                request, "The revocation is in writing. Nothing more is due."
            )
            return redirect("release", release_of(revocation))
    context = {
        "revocation": revocation,
        "form": form,
        "release": release_of(revocation),
    }
    status = 422 if form.is_bound else 200
    return render(request, "collateral/ending/writing.html", context, status=status)
