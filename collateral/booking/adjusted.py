"""What was typed, as a button beside the form changes it."""

from __future__ import annotations

from datetime import datetime

from django.http import QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from collateral.gate.again import DATE, START
from practice.spans import clock_of, local_day
from practice.web.requests import SignedInRequest

AT = "at"  # by which a button sends a free time


def adjusted(
    typed: QueryDict, earlier: str = "", without: str = "", at: str = ""
) -> QueryDict:
    """``typed`` as a button changes it: another time, or one person less.

    ``earlier`` is an ISO instant, ``without`` a contact's id, ``at`` an instant with a
    room's id, or none; what is neither is left.
    """
    typed = typed.copy()
    earlier, _space, room = at.partition(" ") if at else (earlier, "", "")
    if room:
        typed["room"] = room
    if instant := _instant(earlier):
        typed[DATE] = local_day(instant).isoformat()
        typed[START] = f"{clock_of(instant):%H:%M}"
    if without:
        others = [pk for pk in typed.getlist("contacts") if pk != without]
        typed.setlist("contacts", others)
    return typed


def take_time(request: SignedInRequest) -> None:
    """Let what was sent hold the free time whose button was pressed, as if it were typed."""
    if AT not in request.POST:
        return
    typed = adjusted(request.POST, at=request.POST[AT])
    del typed[AT]
    request.POST = typed  # type: ignore[assignment]


def _instant(text: str) -> datetime | None:
    try:
        instant = parse_datetime(text)
        return timezone.localtime(instant) if instant and instant.tzinfo else None
    except (ValueError, OverflowError):
        return None
