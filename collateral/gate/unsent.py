"""What was typed into a form that was refused, kept until it is booked after all.

In the signed-in person's own session in the database, never in a URL or a cookie; it
goes when they sign out.
"""

from __future__ import annotations

from django.http import QueryDict
from django.urls import resolve

from collateral.models import Session
from practice.web.opened import NOT_TYPED
from practice.web.requests import SignedInRequest

KEY = "kept"
MOST = 5  # forms at a time


def keep(request: SignedInRequest, path: str = "") -> None:
    """Keep what was sent to this path, or what was meant for ``path``."""
    path = path or request.path
    typed = {
        name: values for name, values in request.POST.lists() if name not in NOT_TYPED
    }
    others = {k: v for k, v in request.session.get(KEY, {}).items() if k != path}
    latest = dict(list(others.items())[-(MOST - 1) :])
    request.session[KEY] = {**latest, path: typed}


def kept(request: SignedInRequest) -> QueryDict | None:
    """What was sent to this path and refused."""
    typed = request.session.get(KEY, {}).get(request.path)
    if typed is None:
        return None
    query = QueryDict(mutable=True)
    for name, values in typed.items():
        query.setlist(name, values)
    return query


def waiting_for(request: SignedInRequest, client_id: int) -> str | None:
    """The path of what was refused last for this client, and waits to be sent again."""
    for path in reversed(request.session.get(KEY, {})):
        about = resolve(path).kwargs
        session = Session.objects.filter(
            pk=about.get("session_id", 0), client=client_id
        )
        if about.get("client_id") == client_id or session.exists():
            return str(path)
    return None


def forget(request: SignedInRequest, path: str = "") -> None:
    """It was booked, or is given up: keep what was sent to this path, or ``path``, no longer."""
    forms = request.session.get(KEY, {})
    if forms.pop(path or request.path, None) is not None:
        request.session[KEY] = forms
