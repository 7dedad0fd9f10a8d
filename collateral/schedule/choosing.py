"""For whom to book a time that is empty in the week."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import F, OuterRef, Subquery
from django.http import HttpResponse
from django.shortcuts import render

from clients.finding import find
from clients.models import Client
from collateral.booking.like import LIKE
from collateral.models import Participant, Session, Status
from practice.forms import Form
from practice.models import Role, Room, User
from practice.web.page import FORM, OFFICE, page
from practice.web.requests import SignedInRequest

SHOWN = 20


class SlotForm(Form):
    """What the address says of the time; what is wrong with it the booking form says."""

    date = forms.DateField()
    start = forms.TimeField(required=False)
    room = forms.ModelChoiceField(Room.objects.open(), required=False)
    clinician = forms.ModelChoiceField(
        User.objects.filter(role=Role.CLINICIAN), required=False
    )

    @property
    def query(self) -> dict[str, str]:
        """What of it can be read, as the booking page takes it; the clinician goes with
        the client.
        """
        said = {name: self.cleaned_data.get(name) for name in self.fields}
        query = {}
        if said["date"]:
            query["date"] = said["date"].isoformat()
        if said["start"]:
            query["start"] = f"{said['start']:%H:%M}"
        if said["room"]:
            query["room"] = str(said["room"].pk)
        return query


@page(*OFFICE, methods=FORM)
def slot(request: SignedInRequest) -> HttpResponse:
    """One's own clients, or at the front desk those of the clinician whose time it is,
    whoever was seen last first; or, by POST, those whom words find.
    """
    form = SlotForm(request.GET)
    form.is_valid()
    words = request.POST.get("q", "")[:200].strip()
    leads = form.cleaned_data.get("clinician")
    clients = list(in_care(request.user, leads, words)[: SHOWN + 1])
    context = {
        "slot": form.cleaned_data,
        "query": urlencode(form.query),
        "like": LIKE,
        "words": words,
        "clients": with_last_time(clients[:SHOWN]),
        "more": len(clients) > SHOWN,
    }
    return render(request, "collateral/schedule/choosing.html", context)


def in_care(user: User, leads: User | None, words: str) -> Any:
    """Those for whom ``user`` may book, of one clinician or of all, with the ``last``
    session with their own clinician that was not cancelled.
    """
    own = Client.objects.visible_to(user).filter(discharged_on=None, deceased_on=None)
    own = own.filter(clinician=leads) if leads else own
    before = (
        Session.objects.filter(client=OuterRef("pk"), clinician=OuterRef("clinician"))
        .exclude(status=Status.CANCELLED)
        .order_by("-during__startswith", "-pk")
    )
    return (
        find(own.select_related("clinician"), words)
        .annotate(
            last=Subquery(before.values("pk")[:1]),
            seen_at=Subquery(before.values("during__startswith")[:1]),
        )
        .order_by(F("seen_at").desc(nulls_last=True), "sort_name", "pk")
    )


def with_last_time(clients: list[Any]) -> list[tuple[Any, list[Any]]]:
    """Each with who joined then: one query."""
    people: dict[int, list[Any]] = {}
    seats = Participant.objects.filter(session__in=[c.last for c in clients if c.last])
    for seat in seats.select_related("contact").order_by("pk"):
        people.setdefault(seat.session_id, []).append(seat.contact)
    return [(each, people.get(each.last, [])) for each in clients]
