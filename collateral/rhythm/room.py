"""The room that is proposed where people usually meet in one."""

from __future__ import annotations

from collateral.models import Session
from practice.models import Room, User


def usual_room(clinician: User) -> int | None:
    """That of ``clinician``'s newest session in a room; else the first that there is."""
    booked = Session.objects.filter(
        clinician=clinician, room__isnull=False, room__closed_at=None
    )
    newest = booked.order_by("-pk").values_list("room", flat=True).first()
    return newest or Room.objects.open().values_list("pk", flat=True).first()
