"""The sessions of one person: noted as they begin, listed, ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone

from practice.accounts.addresses import address_of
from practice.accounts.devices.models import SignedIn
from practice.accounts.devices.said import browser_in


@dataclass(frozen=True)
class Shown:
    """One of them, as its owner sees it."""

    pk: int
    browser: str
    address: str | None
    began: datetime
    seen: datetime
    is_this: bool


def note_session(request: HttpRequest, user: Any) -> None:
    SignedIn.objects.update_or_create(
        session_key=request.session.session_key,
        defaults={
            "user_id": user.pk,
            "browser": browser_in(request.headers.get("User-Agent", "")),
            "address": address_of(request),
        },
    )


def sessions_of(user: Any, this: str | None) -> list[Shown]:
    """Those that last still, the one that asks first."""
    rows = {each.session_key: each for each in SignedIn.objects.filter(user_id=user.pk)}
    idle = timedelta(seconds=settings.SESSION_COOKIE_AGE)
    lasting = Session.objects.filter(pk__in=rows, expire_date__gt=timezone.now())
    ends = dict(lasting.values_list("pk", "expire_date"))
    shown = [
        Shown(row.pk, row.browser, row.address, row.at, ends[key] - idle, key == this)
        for key, row in rows.items()
        if key in ends
    ]
    return sorted(shown, key=lambda each: (each.is_this, each.seen), reverse=True)


def end(user: Any, signed_in: int) -> None:
    """From its next request on, nobody is signed in there."""
    keys = SignedIn.objects.filter(user_id=user.pk, pk=signed_in)
    _end(keys.values_list("session_key", flat=True))


def end_all_of(user: Any, but: str | None = None) -> None:
    keys = SignedIn.objects.filter(user_id=user.pk).exclude(session_key=but or "")
    _end(keys.values_list("session_key", flat=True))


def _end(keys: Any) -> None:
    Session.objects.filter(pk__in=list(keys)).delete()
