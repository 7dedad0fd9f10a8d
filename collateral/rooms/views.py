"""The rooms of the practice, for an admin to name, rename and close."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from django.contrib import messages
from django.db import transaction
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from collateral.models import STANDING, Session, SessionQuerySet, Status
from practice.forms import ModelForm, submitted_once
from practice.models import Role, Room, User
from practice.rooms import acts
from practice.web.page import FORM, page
from practice.web.requests import SignedInRequest


class RoomForm(ModelForm):
    """What it is called."""

    class Meta:
        model = Room
        fields: ClassVar = ["name"]
        error_messages: ClassVar = {
            "name": {"unique": "Another room is called so. Choose another name."}
        }


@page(Role.ADMIN, methods=FORM)
@submitted_once
def rooms(request: SignedInRequest) -> HttpResponse:
    """Those in which sessions are held, and those that were closed."""
    form = RoomForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with form.explaining_violations(), transaction.atomic():
            acts.add(form.save(commit=False), request.user)
            messages.success(request, f"Sessions can be held in {form.instance.name}.")
            return redirect("rooms")
    known = Room.objects.order_by(F("closed_at").asc(nulls_first=True), "name", "pk")
    context = {"form": form, "rooms": known}
    status = 422 if form.is_bound else 200
    return render(request, "collateral/rooms/rooms.html", context, status=status)


@page(Role.ADMIN, methods=FORM)
@submitted_once
def room_edit(request: SignedInRequest, room_id: int) -> HttpResponse:
    """Another name for it; what became of it; and the sessions that are ahead there."""
    known = get_object_or_404(Room, pk=room_id)
    called = known.name
    form = RoomForm(request.POST if request.method == "POST" else None, instance=known)
    if form.is_valid():
        with form.explaining_violations(), transaction.atomic():
            if acts.rename(known, form.cleaned_data["name"], request.user):
                messages.success(request, f"{called} is called {known.name} now.")
            return redirect("room_edit", known.pk)
    context = {
        "form": form,
        "known": known,
        "called": called,
        "changes": known.changes.select_related("by"),
        "ahead": _ahead(known),
    }
    status = 422 if form.is_bound else 200
    return render(request, "collateral/rooms/room.html", context, status=status)


def _ahead(room: Room) -> SessionQuerySet:
    """What is not over there, soonest first."""
    ahead = Session.objects.filter(
        room=room,
        status__in=[*STANDING, Status.HELD],
        during__endswith__gt=timezone.now(),
    )
    return ahead.select_related("clinician").order_by("during__startswith", "pk")


@page(Role.ADMIN, methods=("POST",))
@submitted_once
def room_closing(request: SignedInRequest, room_id: int) -> HttpResponse:
    """Nothing more is booked there from this moment."""
    return _done(request, room_id, acts.close, "Nothing more is booked in {name}.")


@page(Role.ADMIN, methods=("POST",))
@submitted_once
def room_opening(request: SignedInRequest, room_id: int) -> HttpResponse:
    """Sessions can be booked there again."""
    said = "Sessions can be held in {name} again."
    return _done(request, room_id, acts.open_again, said)


def _done(
    request: SignedInRequest,
    room_id: int,
    act: Callable[[Room, User], bool],
    said: str,
) -> HttpResponse:
    room = get_object_or_404(Room, pk=room_id)
    with transaction.atomic():
        if act(room, request.user):
            messages.success(request, said.format(name=room.name))
    return redirect("room_edit", room.pk)
