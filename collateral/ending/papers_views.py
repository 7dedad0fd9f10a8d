"""Ending someone's authority to sign, as a page that says first what ends with it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from clients.models import Authority
from collateral.ending.found import say, say_held
from collateral.ending.papers import close, foreseen
from collateral.sessions.forms import ReasonForm
from practice.forms import submitted_once
from practice.web.page import FORM, OFFICE, page
from practice.web.requests import SignedInRequest

SEEN = "seen"
CHANGED = "What ends with it is other than this page showed. Look again, then end it."


@page(*OFFICE, methods=FORM)
@submitted_once
def authority_closing(request: SignedInRequest, authority_id: int) -> HttpResponse:
    """End now what someone signs by; what was signed by it ends in the same step."""
    visible = Authority.objects.visible_to(request.user).select_related(
        "client", "contact"
    )
    papers = get_object_or_404(visible, pk=authority_id, ended_at=None)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    ahead = foreseen(papers, request.user)
    if form.is_valid() and request.POST.get(SEEN) != ahead.token:
        form.add_error(None, CHANGED)
    if form.is_valid():
        held = close(papers, form.cleaned_data["reason"], request.user)
        said = f"{papers.name}’s authority to sign for {papers.client.name} has ended."
        messages.success(request, say(said, say_held(request.user, held)))
        return redirect("client", papers.client_id)
    context = {"form": form, "papers": papers, "client": papers.client}
    context |= {"ends": ahead.ends, "forms": ahead.forms}
    context |= {"sessions": ahead.sessions, "seen": ahead.token}
    status = 422 if form.is_bound else 200
    return render(request, "collateral/ending/closing.html", context, status=status)
