"""Who stands in for a clinician, for themselves, or an admin, to say."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from clients.covering.act import end_covers
from clients.models import Cover
from collateral.covering.form import CoverForm
from collateral.standing_in.act import stand_in
from collateral.standing_in.whom import Concerned, stretches_of
from collateral.standing_in.words import say_covered, say_ended
from practice.forms import submitted_once
from practice.models import Role, User
from practice.web.page import FORM, page
from practice.web.requests import SignedInRequest, id_in

NOBODY = "Nobody is left to cover: somebody covers each of them on some of these days."


@page(Role.CLINICIAN, Role.ADMIN, methods=FORM)
@submitted_once
def person_cover(request: SignedInRequest, user_id: int) -> HttpResponse:
    """Once it is said who and when, whom it concerns and what waits; then it is named, or
    ended early, for all at once.
    """
    treats = _away(request, user_id)
    if ending := id_in(request.POST.get("ending", "")):
        return _end(request, treats, ending)
    asked = request.GET if "colleague" in request.GET else None
    form = CoverForm(treats, request.POST if request.method == "POST" else asked)
    form.method = "get"  # whoever names it does so by another, filled in
    concerned = _concerned(treats, form)
    if concerned and request.method == "POST":
        with form.explaining_violations(), transaction.atomic():
            if covers := _name(concerned, request.user):
                messages.success(request, say_covered(covers, treats))
                return redirect(_shown_again(concerned))
            form.add_error(None, NOBODY)
    context = {"person": treats, "form": form, "concerned": concerned}
    context["stretches"] = stretches_of(treats)
    status = 422 if form.errors else 200
    return render(request, "collateral/standing_in/cover.html", context, status=status)


def _away(request: SignedInRequest, user_id: int) -> User:
    """Oneself, or for an admin anybody. Raises Http404."""
    if request.user.is_clinician and user_id != request.user.pk:
        raise Http404
    return get_object_or_404(User, pk=user_id)


def _concerned(treats: User, form: CoverForm) -> Concerned | None:
    if not form.is_valid():
        return None
    said = form.cleaned_data
    return Concerned(treats, said["colleague"], said["first"], said["last"])


def _name(whom: Concerned, actor: User) -> list[Cover]:
    return stand_in(whom.treats, whom.colleague, whom.first, whom.last, actor)


def _shown_again(whom: Concerned) -> str:
    """With what waits, now that it is named."""
    said: dict[str, Any] = {
        "colleague": whom.colleague.pk,
        "first": whom.first.isoformat(),
        "last": whom.last.isoformat(),
    }
    return f"{reverse('person_cover', args=[whom.treats.pk])}?{urlencode(said)}"


def _end(request: SignedInRequest, treats: User, ending: int) -> HttpResponse:
    """All that are named for the same colleague and days as the one that was sent."""
    theirs = Cover.objects.filter(client__clinician=treats)
    like = get_object_or_404(theirs.select_related("clinician"), pk=ending)
    those = theirs.filter(clinician=like.clinician, during=like.during)
    if ended := end_covers(those, request.user):
        messages.success(request, say_ended(ended, treats))
    return redirect("person_cover", treats.pk)
