"""Keeping a browser in its signing room: whatever address is asked, it leads there."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from http import HTTPStatus
from typing import Any, TypeVar, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotAllowed,
)
from django.shortcuts import redirect, render
from django.urls import Resolver404, ResolverMatch, resolve, reverse
from django.utils import timezone
from django_htmx.http import HttpResponseClientRedirect

from practice.accounts.sessions import SINCE
from practice.web.middleware import GetResponse
from practice.web.page import FORM, LOOK
from releases.links.lock import end_if_over
from releases.models import HowEnded, SigningSession, Way
from releases.signing import room

IDLE = timedelta(minutes=5)
# Whoever signs out in another tab ends the room with it.
LEADS_OUT = {"sign_out"}
HANDS_OVER = "draft_signature"
HANDS_SEVERAL_OVER = "client_sitting"
HANDS_A_FORM_OVER = "form_signature"
HANDS_A_PLAN_OVER = "plan_approval"

V = TypeVar("V", bound=Callable[..., HttpResponseBase])


def in_room(view: V, methods: tuple[str, ...] = FORM) -> V:
    """A page of the room, which is given the signing session. To others it is not there."""

    @login_not_required
    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        signing = room.signing_of(request)
        if signing is None:
            if request.user.is_authenticated:
                raise Http404
            return redirect_to_login(reverse("home"))
        if request.method not in methods:
            return HttpResponseNotAllowed(methods)
        # A page of a release before this one, in another tab, is not sent for this one.
        if request.POST.get("room", str(signing.pk)) != str(signing.pk):
            return redirect("room")
        return view(request, signing, *args, **kwargs)

    shown.in_room = True  # type: ignore[attr-defined]
    shown.methods = methods  # type: ignore[attr-defined]
    return cast("V", shown)


class RoomMiddleware:
    """Lets a browser that was handed over see the room alone, until it is given back.

    Stands behind the sessions and the one who is signed in, and before all that leads
    elsewhere; static files are answered before it.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        signing = _found(request)
        if signing is None:
            return self.get_response(request)
        if _is_over(request, signing):
            return _to_the_door(request, signing)
        _look_at_the_clock(request, signing)
        request.signing = signing  # type: ignore[attr-defined]
        if signing.way == Way.LINK and _is_left(request, signing):
            return self.get_response(request)
        view = _view_at(request.path_info)
        if view and getattr(view.func, "in_room", False):
            return self.get_response(request)
        if view and view.url_name in LEADS_OUT:
            return self._signing_out(request, signing)
        return _kept_in(request, view, signing)

    def _signing_out(
        self, request: HttpRequest, signing: SigningSession
    ) -> HttpResponseBase:
        """In another tab: the room dies with the session."""
        response = self.get_response(request)
        if room.KEY not in request.session:
            room.forget(signing)
        return response


def _found(request: HttpRequest) -> SigningSession | None:
    kept = request.session.get(room.KEY)
    if kept is None:
        if request.session.is_empty():
            room.end_of_dead_session(request)
        return None
    found = SigningSession.objects.select_related(
        "draft__client__clinician",
        "draft__contact",
        "client__clinician",
        "contact",
        "opened_by",
    )
    return found.filter(pk=kept["pk"]).first()


def _is_over(request: HttpRequest, signing: SigningSession) -> bool:
    """Whether it died with the session of whoever opened it."""
    if signing.way == Way.LINK:
        return False
    since = request.session.get(SINCE, time.time())
    return (
        request.user.pk != signing.opened_by_id
        or time.time() - since >= settings.SESSION_LONGEST_AGE
    )


def _to_the_door(request: HttpRequest, signing: SigningSession) -> HttpResponse:
    room.forget(signing)
    long_enough = request.user.is_authenticated
    logout(request)
    if long_enough:
        messages.info(request, "You have been signed in for 12 hours. Sign in again.")
    return redirect("sign_in")


def _look_at_the_clock(request: HttpRequest, signing: SigningSession) -> None:
    """Wipe what was typed once nobody has touched it for a while. A page that a tab asks
    for by itself is no touch: two tabs would keep each other there.
    """
    now = timezone.now()
    if now - signing.last_seen >= IDLE and room.end(signing, HowEnded.IDLE):
        request.session[room.KEY] = {"pk": signing.pk}
    if request.method == "GET":
        request.session.left_alone = True  # type: ignore[attr-defined]
        return
    signing.last_seen = now
    SigningSession.objects.filter(pk=signing.pk).update(last_seen=now)


def _is_left(request: HttpRequest, signing: SigningSession) -> bool:
    """Whether what a link opened is over: nothing is open here any more, but the door."""
    if not signing.ended_at and end_if_over(signing):
        request.session[room.KEY] = {"pk": signing.pk}
    return signing.left_at is not None


def _view_at(path: str) -> ResolverMatch | None:
    try:
        return resolve(path)
    except Resolver404:
        return None


def _kept_in(
    request: HttpRequest, view: ResolverMatch | None, signing: SigningSession
) -> HttpResponseBase:
    """The room; what was sent elsewhere is refused. Handed over twice, it leads there."""
    again = [
        (HANDS_OVER, {"draft_id": signing.draft_id}),
        (HANDS_SEVERAL_OVER, {"client_id": signing.about.pk}),
        (
            HANDS_A_FORM_OVER,
            {"client_id": signing.about.pk, "kind": signing.form_kind},
        ),
    ]
    if view and signing.is_of_a_plan:
        again.append((HANDS_A_PLAN_OVER, view.kwargs))
    handed_over = view and (view.url_name, view.kwargs) in again
    asks = request.method in LOOK or handed_over
    if "HX-Request" in request.headers:
        response = HttpResponseClientRedirect(reverse("room"))
        response.status_code = HTTPStatus.OK if asks else HTTPStatus.FORBIDDEN
        return response
    if asks:
        return redirect("room")
    return render(request, "releases/signing/kept_in.html", status=HTTPStatus.FORBIDDEN)
