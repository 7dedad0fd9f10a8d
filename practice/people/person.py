"""One of those who work here, or did: what became of their account."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from practice.accounts.factors.held import has_second_factor
from practice.forms import submitted_once
from practice.models import Invitation, Role, System, User
from practice.people.acts import let_sign_in, take_factors
from practice.people.forms import LostFactorForm
from practice.web.page import page
from practice.web.requests import SignedInRequest


@page(Role.ADMIN)
def person(request: SignedInRequest, user_id: int) -> HttpResponse:
    """What they do here, and who said so; the programs that they let in."""
    someone = get_object_or_404(User, pk=user_id)
    return _shown(request, someone, LostFactorForm(), 200)


def _shown(
    request: SignedInRequest, someone: User, lost: LostFactorForm, status: int
) -> HttpResponse:
    invitations = Invitation.objects.select_related("invited_by")
    events = list(someone.account_events.select_related("by"))
    context = {
        "person": someone,
        "events": events,
        "lost": lost if has_second_factor(someone) else None,
        "was_clinician": any(each.before == Role.CLINICIAN for each in events),
        "invitation": invitations.filter(user=someone).first(),
        "systems": System.objects.in_use().filter(issued_by=someone),
    }
    return render(request, "practice/people/person.html", context, status=status)


@page(Role.ADMIN, methods=("POST",))
@submitted_once
def person_return(request: SignedInRequest, user_id: int) -> HttpResponse:
    """They may sign in again, as before; what ended meanwhile stays ended."""
    someone = get_object_or_404(User, pk=user_id)
    if someone != request.user and let_sign_in(someone, request.user, may=True):
        messages.success(request, f"{someone.name} may sign in again.")
    return redirect("person", someone.pk)


@page(Role.ADMIN, methods=("POST",), confirmed=("POST",))
@submitted_once
def person_factors(request: SignedInRequest, user_id: int) -> HttpResponse:
    """What they have lost lets nobody in any more; nobody's own, which they show first."""
    someone = get_object_or_404(User, pk=user_id)
    if someone == request.user or not has_second_factor(someone):
        return redirect("person", someone.pk)
    form = LostFactorForm(request.POST)
    if not form.is_valid():
        return _shown(request, someone, form, 422)
    if take_factors(someone, request.user, form.cleaned_data["made_sure"]):
        said = f"{someone.name} has no second factor any more, and is signed out."
        messages.success(request, said)
    return redirect("person", someone.pk)
