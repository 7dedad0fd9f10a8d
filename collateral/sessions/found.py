"""A session as someone may see it, and whether anything can be done with it yet."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from collateral.models import Session, Status
from collateral.models.status import OVER
from collateral.sessions.seats import CHANGES, SessionChanged
from practice.web.requests import SignedInRequest

V = TypeVar("V", bound=Callable[..., HttpResponse])


def found_session(request: SignedInRequest, session_id: int) -> Session:
    """With the people and the room it names. Raises Http404 for a stranger."""
    sessions = Session.objects.visible_to(request.user).select_related(
        "client__clinician",
        "clinician",
        "room",
        "plan__wish",
        "series",
        "cancellation",
        "video_link",
    )
    return get_object_or_404(sessions, pk=session_id)


def found_to_move(request: SignedInRequest, session_id: int) -> Session:
    """The same, without what its clinicians alone read: why it is outside hours."""
    found = found_session(request, session_id)
    if not request.user.is_clinician:
        found.outside_hours_because = ""
    return found


def refuse_if_over(session: Session) -> None:
    """Raise SessionChanged, saying why, where nothing more can be done."""
    if session.status == Status.CANCELLED:
        message = "This session was cancelled. Nothing was changed."
        raise SessionChanged(message)
    if session.status not in CHANGES or session.took_place_by(timezone.now()):
        message = "This session has taken place. Nothing was changed."
        raise SessionChanged(message)


def refuse_if_ended(session: Session) -> None:
    """As ``refuse_if_over``, but for one in which people sit already."""
    if session.status in OVER or session.during.upper <= timezone.now():
        refuse_if_over(session)
        raise SessionChanged


def answers_changes(view: V) -> V:
    """Lead to the session's page where it is over or someone was quicker, saying so."""

    @wraps(view)
    def answering(
        request: SignedInRequest, session_id: int, **kwargs: Any
    ) -> HttpResponse:
        try:
            return view(request, session_id=session_id, **kwargs)
        except SessionChanged as news:
            messages.error(request, str(news))
            return redirect("session", session_id)

    return cast("V", answering)
