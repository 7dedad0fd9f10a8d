"""Backups that were restored over what was newer, for admins to look into."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import Layout
from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from practice.forms import ModelForm
from practice.models import Role, User
from practice.web.page import FORM, page
from practice.web.pages import Page
from practice.web.requests import SignedInRequest
from releases.models import Grant, Restoration
from releases.restored.lost import explain

PER_PAGE = 20
BEFORE = ("-at", "-id")


class WhyForm(ModelForm):
    """Why a backup was restored."""

    layout = Layout("why")

    class Meta:
        model = Restoration
        fields = ("why",)

    def __init__(self, found: Restoration, by: User, data: object = None) -> None:
        found.explained_by, found.explained_at = by, timezone.now()
        super().__init__(data, instance=found)
        self.fields["why"].required = True


@page(Role.ADMIN)
def restorations(request: SignedInRequest) -> HttpResponse:
    """All of them, the newest first."""
    every = Restoration.objects.select_related("explained_by")
    after = request.GET.get("after", "")
    found = Page.of(every, BEFORE, after, PER_PAGE, among=Restoration.objects.all())
    return render(request, "releases/restored/all.html", {"found": found})


@page(Role.ADMIN, methods=FORM)
def restoration(request: SignedInRequest, restoration_id: int) -> HttpResponse:
    """What was lost; and why, which is said once."""
    every = Restoration.objects.select_related("explained_by")
    found = get_object_or_404(every, pk=restoration_id)
    if found.explained_at:
        return render(request, "releases/restored/one.html", _context(found))
    form = WhyForm(
        found, request.user, request.POST if request.method == "POST" else None
    )
    if form.is_valid():
        explain(found, form.cleaned_data["why"], request.user)
        messages.success(request, "It is kept why it was restored.")
        return redirect("restorations")
    status = 422 if form.is_bound else 200
    context = _context(found) | {"form": form}
    return render(request, "releases/restored/one.html", context, status=status)


def _context(found: Restoration) -> dict[str, Any]:
    """With whom it names: each lost revocation's client and contact, and people."""
    lost = found.revocations.select_related(
        "release__client__clinician",
        "release__contact",
        "release__revocation__recorded_by",
    )
    people = User.objects.filter(pk__in=found.people).order_by("name", "pk")
    grants = Grant.objects.select_related("revocation__recorded_by")
    revocations = list(lost.prefetch_related(Prefetch("release__grants", grants)))
    return {"restoration": found, "revocations": revocations, "people": list(people)}
