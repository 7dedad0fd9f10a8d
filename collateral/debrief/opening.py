"""How a session is opened: three things, and questions to begin with. A page for the
room, where the contacts see it too: nothing off-limits is on it.
"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from collateral.debrief.found import found_session
from practice.models import Role
from practice.web.page import page
from practice.web.requests import SignedInRequest

OPENING = (
    "Clarify the purpose: why we are here today.",
    "Set expectations and boundaries: what we talk about, and what stays out.",
    "Keep to the client’s goals: whatever comes up, come back to them.",
)
PROMPTS = (
    "How can you support these goals?",
    "What gets in the way when you talk with each other?",
    "What would help both of you feel heard?",
)


@page(Role.CLINICIAN)
def session_opening(request: SignedInRequest, session_id: int) -> HttpResponse:
    """The opening, to have on a tablet in the room."""
    found = found_session(request, session_id)
    context = {"session": found, "opening": OPENING, "prompts": PROMPTS}
    return render(request, "collateral/debrief/opening.html", context)
