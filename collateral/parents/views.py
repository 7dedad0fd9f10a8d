"""A client's parents and family on one page, and writing down what passes with them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from clients.models import Client
from collateral.models import Inquiry
from collateral.parents.act import answer, write_down
from collateral.parents.entries import Entry
from collateral.parents.forms import AnswerForm
from collateral.parents.status import status_of
from collateral.parents.touchpoints import touchpoints_of
from collateral.rhythm.evidence import LANGUAGES, evidence
from collateral.rhythm.usual import usual_of
from practice.forms import submitted_once
from practice.models import Role
from practice.web.page import FORM, page
from practice.web.requests import SignedInRequest

NEWEST = ("-asked_on", "-pk")


@page(Role.CLINICIAN)
def client_parents(request: SignedInRequest, client_id: int) -> HttpResponse:
    """What passed between the practice and the people around one client."""
    client = get_object_or_404(Client.objects.visible_to(request.user), pk=client_id)
    intakes = list(client.intakes.select_related("contact"))
    check_ins = list(client.check_ins.select_related("contact"))
    asked = client.inquiries.select_related("contact", "disclosure")
    context = {
        "client": client,
        "usual": usual_of(client, timezone.localdate()),
        "evidence": [evidence(code) for code in LANGUAGES],
        "touchpoints": touchpoints_of(client, intakes, check_ins),
        "intakes": intakes,
        "check_ins": check_ins,
        "expectations": client.expectations.select_related("contact"),
        # Those that wait for an answer come first.
        "inquiries": [
            (each, status_of(each)) for each in asked.order_by("answered_as", *NEWEST)
        ],
    }
    return render(request, "collateral/parents/parents.html", context)


@page(Role.CLINICIAN, methods=FORM)
@submitted_once
def entry_new(request: SignedInRequest, client_id: int, entry: Entry) -> HttpResponse:
    """Write down an intake, a check-in, what is expected, or that someone turned to us."""
    client = get_object_or_404(Client.objects.visible_to(request.user), pk=client_id)
    typed = request.POST if request.method == "POST" else None
    blank = entry.form._meta.model(client=client, recorded_by=request.user)
    today = {entry.day: timezone.localdate()}
    form = entry.form(typed, instance=blank, initial=today)
    if form.is_valid():
        with form.explaining_violations():
            write_down(form.instance, entry.kind, request.user)
            messages.success(request, entry.said)
            return redirect("client_parents", client.pk)
    context = {"client": client, "form": form, "entry": entry}
    status = 422 if form.is_bound else 200
    return render(request, "collateral/parents/entry.html", context, status=status)


@page(Role.CLINICIAN, methods=FORM)
@submitted_once
def inquiry_answer(request: SignedInRequest, inquiry_id: int) -> HttpResponse:
    """Say how someone who turned to us was answered."""
    inquiries = Inquiry.objects.visible_to(request.user).open()
    found = inquiries.select_related("client", "contact")
    inquiry = get_object_or_404(found, pk=inquiry_id)
    form = AnswerForm(inquiry, request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = form.cleaned_data
        with form.explaining_violations():
            answer(inquiry, said["answered_as"], said["disclosure"], request.user)
            messages.success(request, "How they were answered is written down.")
            return redirect("client_parents", inquiry.client_id)
    context = {"inquiry": inquiry, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "collateral/parents/answer.html", context, status=status)
