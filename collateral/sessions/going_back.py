"""Going back at once to where a session was just moved from, outside hours: for the reason that
it was there, which whoever moves it may not have been shown.

It waits in their own session, on the server, while the week offers to undo the move.
"""

from __future__ import annotations

import time
from typing import Any

from collateral.models import Session
from collateral.sessions.move_form import MoveForm
from practice.spans import Span
from practice.web.requests import SignedInRequest

KEY = "moved_from"
SECONDS = 30  # ten of them it is offered; the answer may be on its way


def left_by(session: Session) -> dict[str, Any]:
    """When it is, and why it is then, before it is moved."""
    kept = Session.objects.values_list("outside_hours_because", flat=True)
    because = kept.get(pk=session.pk)
    return {"session": session.pk, "was": _said(session.during), "because": because}


def remember(request: SignedInRequest, left: dict[str, Any], to: Span) -> None:
    """In place of what was moved before it."""
    request.session.pop(KEY, None)
    if left["because"]:
        request.session[KEY] = {**left, "to": _said(to), "at": time.time()}


def give_reason_back(request: SignedInRequest, form: MoveForm) -> None:
    """Where ``form``, which is valid and says none, moves it back at once."""
    left = request.session.get(KEY)
    if (
        left
        and not form.cleaned_data.get("despite")
        and left["session"] == form.session.pk
        and left["was"] == _said(form.during)
        and left["to"] == _said(form.session.during)
        and time.time() - left["at"] <= SECONDS
    ):
        form.cleaned_data["despite"] = left["because"]


def _said(during: Span) -> list[float]:
    return [during.lower.timestamp(), during.upper.timestamp()]
