"""What contacts practice at home: agreed with a day, and done or not."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from collateral.debrief.act import close, give
from collateral.debrief.found import session_asked
from collateral.debrief.practice_forms import DoneForm, HomePracticeForm
from collateral.debrief.status import status_of
from collateral.disclosures.found import found_client
from collateral.models import HomePractice
from practice.forms import submitted_once
from practice.models import Role
from practice.web.page import FORM, page
from practice.web.pages import Page
from practice.web.requests import SignedInRequest

PER_PAGE = 30


@page(Role.CLINICIAN)
def home_practices(request: SignedInRequest, client_id: int) -> HttpResponse:
    """Who practices what until when: what is open first, then what is closed."""
    client, today = found_client(request, client_id), timezone.localdate()
    every = client.home_practices.select_related("contact", "closed_by")
    closed = every.filter(closed_at__isnull=False)
    after = request.GET.get("after", "")
    paged = Page.of(closed, ("-due_on", "-pk"), after, PER_PAGE, among=closed)
    context = {
        "client": client,
        "open": [(each, status_of(each, today)) for each in every.open()],
        "closed": [(each, status_of(each, today)) for each in paged.rows],
        "page": paged,
    }
    return render(request, "collateral/debrief/practices.html", context)


@page(Role.CLINICIAN, methods=FORM)
@submitted_once
def home_practice_new(request: SignedInRequest, client_id: int) -> HttpResponse:
    """Agree home practice with a contact, in a session or without one."""
    client = found_client(request, client_id)
    session = session_asked(request, client)
    practice = HomePractice(
        client=client,
        session=session,
        given_on=timezone.localdate(),
        given_by=request.user,
        given_at=timezone.now(),
    )
    form = HomePracticeForm(
        practice, request.POST if request.method == "POST" else None
    )
    if form.is_valid():
        with form.explaining_violations():
            give(form.instance, request.user)
            messages.success(request, "The home practice is kept.")
            if session:
                return redirect("session_debrief", session.pk)
            return redirect("home_practices", client.pk)
    context = {"client": client, "session": session, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "collateral/debrief/practice.html", context, status=status)


@page(Role.CLINICIAN, methods=FORM)
@submitted_once
def home_practice_closing(request: SignedInRequest, practice_id: int) -> HttpResponse:
    """Say that it was done, or was not."""
    practices = HomePractice.objects.visible_to(request.user).open()
    people = practices.select_related("client", "contact")
    practice = get_object_or_404(people, pk=practice_id)
    form = DoneForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with form.explaining_violations():
            close(practice, form.cleaned_data["closed_as"], request.user)
            messages.success(request, "What came of it is kept.")
            return redirect("home_practices", practice.client_id)
    context = {"practice": practice, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "collateral/debrief/closing.html", context, status=status)
