"""The pages of the signing room."""

from __future__ import annotations

from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from collateral.signing.act import Over, sign_in_room
from collateral.signing.going_on import over
from collateral.signing.kept import Kept
from collateral.signing.said import ENDED, said_of
from collateral.signing.turn import Turn
from practice.paper.pdf import Unprintable
from releases.models import HowEnded, SigningSession
from releases.signing.lock import in_room
from releases.signing.room import end
from releases.signing.sign import DraftChanged


@in_room
def room(request: HttpRequest, signing: SigningSession) -> HttpResponse:
    """Where every address leads: to the step that is next, or that it is over."""
    if signing.ended_at:
        return redirect("room_leaving")
    if signing.form_kind:
        return redirect("room_form")
    if signing.is_of_a_plan:
        return redirect("room_plan")
    return redirect("room_step", Turn(request, signing).next.name)


@in_room
def room_step(request: HttpRequest, signing: SigningSession, step: str) -> HttpResponse:
    """One thing at a time: read, agree, say who signs, initial, sign, witness."""
    if signing.ended_at or not signing.draft_id:
        return redirect("room")
    if signing.draft.withdrawn_at:
        end(signing, HowEnded.WITHDRAWN)
        Kept(request).wipe()
        return redirect("room")
    turn = Turn(request, signing)
    if step not in {each.name for each in turn.steps}:
        raise Http404
    if not turn.opens(step):
        return redirect("room")
    form = turn.form_at(step)
    if request.method == "POST" and turn.take(step, form):
        return _go_on(request, signing, turn)
    status = 422 if request.method == "POST" else 200
    context = turn.context(step, form)
    return render(request, "collateral/signing/step.html", context, status=status)


def _go_on(request: HttpRequest, signing: SigningSession, turn: Turn) -> HttpResponse:
    """To the next step; after the last, it is signed."""
    if not turn.is_whole:
        return redirect("room")
    whole = turn.whole()
    step = turn.steps[-1].name
    if not whole.is_valid():
        turn.start_over()
        return redirect("room")
    try:
        made = whole.signature(request)
        release, held = sign_in_room(signing, made, turn.version, turn.agreed)
    except Over:
        if end(signing, HowEnded.BY_ANOTHER):
            over(request, signing, turn, ENDED[HowEnded.BY_ANOTHER])
        else:
            turn.kept.leave_to_another()
    except DraftChanged:
        turn.start_over()
    except (Unprintable, IntegrityError) as error:
        whole.add_refusal(error)
        context = turn.context(step, whole)
        return render(request, "collateral/signing/step.html", context, status=422)
    else:
        said = said_of(signing.draft, release, held, signing.opened_by)
        over(request, signing, turn, said)
    return redirect("room")


@in_room
def room_paper(request: HttpRequest, signing: SigningSession) -> HttpResponse:
    """They would rather sign on paper: staff print it."""
    if request.method == "POST" and not signing.is_of_a_plan:
        end(signing, HowEnded.PAPER)
        Kept(request).wipe()
    return redirect("room")
