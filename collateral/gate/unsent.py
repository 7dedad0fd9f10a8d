"""What was typed into a form that was refused, kept until it is booked after all.

In the signed-in person's own session in the database, never in a URL or a cookie; it
goes when they sign out. Each says for whose release, or for whom, it waits: only that
leads back to it, and not for long, as by then it may have been left for good.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import Any

from django.http import QueryDict
from django.urls import Resolver404, resolve

from clients.models import Client
from collateral.models import Session, Status
from practice.web.opened import NOT_TYPED
from practice.web.requests import SignedInRequest

KEY = "unsent"
MOST = 5  # forms at a time
LEADS_BACK = 60 * 60  # seconds
NEW = 0  # in place of a contact's id: somebody who is not listed yet
# An address ends so where what is kept is to be shown.
SHOWN = "kept"


def keep(
    request: SignedInRequest,
    path: str = "",
    *,
    waits_for: Iterable[int],
    typed: dict[str, list[str]] | None = None,
) -> None:
    """Keep what was sent to this path, or what was meant for ``path``: all, or ``typed``."""
    path = path or request.path
    sent = {n: values for n, values in request.POST.lists() if n not in NOT_TYPED}
    typed = sent if typed is None else typed
    others = {k: v for k, v in _all(request).items() if k != path}
    latest = dict(list(others.items())[-(MOST - 1) :])
    entry = {"typed": typed, "waits_for": list(waits_for), "at": time.time()}
    request.session[KEY] = {**latest, path: entry}


def kept(request: SignedInRequest) -> QueryDict | None:
    """What was sent to this path and refused."""
    entry = _all(request).get(request.path)
    if entry is None:
        return None
    query = QueryDict(mutable=True)
    for name, values in entry["typed"].items():
        query.setlist(name, values)
    return query


def is_asked_for(request: SignedInRequest) -> bool:
    """Whether the address asks for what is kept, and not for the session as it stands."""
    return SHOWN in request.GET


def leads_back(
    request: SignedInRequest, client_id: int, contact_ids: Iterable[int]
) -> str | None:
    """The address of what was kept last for this client, waits for one of these contacts
    and can still be sent.
    """
    theirs = set(contact_ids)
    for path, entry in reversed(_all(request).items()):
        lately = time.time() - entry["at"] < LEADS_BACK
        if (
            lately
            and theirs & set(entry["waits_for"])
            and _is_there(request, path, client_id)
        ):
            return f"{path}?{SHOWN}=1"
    return None


def tick(request: SignedInRequest, address: str, contact_id: int) -> None:
    """Let who is new join what is kept for this address, which then waits for them."""
    forms, path = _all(request), address.partition("?")[0]
    entry = forms[path]
    ticked = entry["typed"].get("contacts", [])
    entry["typed"]["contacts"] = [*ticked, str(contact_id)]
    entry["waits_for"] = [contact_id]
    request.session[KEY] = forms


def forget(request: SignedInRequest, path: str = "") -> None:
    """It was booked, or is given up: keep what was sent to this path, or ``path``, no longer."""
    forms = _all(request)
    if forms.pop(path or request.path, None) is not None:
        request.session[KEY] = forms


def _all(request: SignedInRequest) -> dict[str, Any]:
    forms: dict[str, Any] = request.session.get(KEY, {})
    return forms


def _is_there(request: SignedInRequest, path: str, client_id: int) -> bool:
    """Whether ``path`` still leads this person to a form about this client."""
    try:
        about = resolve(path).kwargs
    except Resolver404:
        return False
    if "session_id" in about:
        return (
            Session.objects.visible_to(request.user)
            .filter(pk=about["session_id"], client=client_id)
            .filter(status__in=(Status.SCHEDULED, Status.CHECKED_IN, Status.HELD))
            .exists()
        )
    own = Client.objects.visible_to(request.user).filter(pk=client_id)
    return about.get("client_id") == client_id and own.exists()
