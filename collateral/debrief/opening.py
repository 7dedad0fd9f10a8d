"""How a session is opened: three things, and questions to begin with. A page for the
room, where the contacts see it too: nothing off-limits is on it.
"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from collateral.debrief.found import found_session
from collateral.models import PlanVersion
from collateral.models.plan_version import OPENING
from practice.models import Role
from practice.web.page import page
from practice.web.requests import SignedInRequest


@page(Role.CLINICIAN)
def session_opening(request: SignedInRequest, session_id: int) -> HttpResponse:
    """The opening, to have on a tablet in the room."""
    found = found_session(request, session_id)
    version = PlanVersion.objects.newest_of(found.pk)
    context = {
        "session": found,
        "opening": version.opening if version and version.opening else OPENING,
        "prompts": version.prompts if version else [],
        "stop_signal": version.stop_signal if version else "",
    }
    return render(request, "collateral/debrief/opening.html", context)
