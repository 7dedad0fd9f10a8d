"""Saying no in the room."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from collateral.signing.form_room import refuse_form
from collateral.signing.kept import Kept
from collateral.signing.turn import Turn
from releases.models import HowEnded, SigningSession
from releases.refusing.act import refuse
from releases.signing.lock import in_room
from releases.signing.refusing import RoomRefusalForm
from releases.signing.room import end
from releases.signing.words import said_in


@in_room
def room_refusal(request: HttpRequest, signing: SigningSession) -> HttpResponse:
    """They would rather not: nothing is signed, and of a release that is recorded."""
    if signing.ended_at or signing.is_of_a_plan:
        return redirect("room")
    if signing.form_kind:
        return refuse_form(request, signing)
    turn = Turn(request, signing)
    code = turn.bare.words["language"]
    typed = request.POST if request.method == "POST" else None
    form = RoomRefusalForm(signing, said_in(code), typed)
    if form.is_valid():
        with form.explaining_violations(), transaction.atomic():
            if refusal := form.refusal():
                refuse(refusal)
            end(signing, HowEnded.REFUSED)
            Kept(request).wipe()
            return redirect("room")
    context = turn.context(turn.next.name, turn.bare) | {"form": form}
    status = 422 if form.is_bound else 200
    return render(request, "collateral/signing/refusal.html", context, status=status)
