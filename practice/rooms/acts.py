"""Adding, renaming, closing and opening a room: each is written down.

In the caller's transaction. Raises IntegrityError by name where the database refuses.
"""

from __future__ import annotations

from django.utils import timezone

from practice.models import Room, RoomChange, RoomChangeKind, User


def add(room: Room, actor: User) -> None:
    room.save(force_insert=True)
    _write(RoomChangeKind.ADDED, room, actor, before="")


def rename(room: Room, name: str, actor: User) -> bool:
    """Whether it was called otherwise until now."""
    known = _locked(room)
    before, known.name = known.name, name
    if before == name:
        return False
    _write(RoomChangeKind.RENAMED, known, actor, before=before)
    known.save(update_fields=["name"])
    return True


def close(room: Room, actor: User) -> bool:
    """Nothing is booked there any more; what is stays. Whether it was open until now."""
    known = _locked(room)
    if known.closed_at:
        return False
    _write(RoomChangeKind.CLOSED, known, actor, before=known.name)
    known.closed_at = timezone.now()
    known.save(update_fields=["closed_at"])
    return True


def open_again(room: Room, actor: User) -> bool:
    """Whether it was closed until now."""
    known = _locked(room)
    if not known.closed_at:
        return False
    _write(RoomChangeKind.OPENED, known, actor, before=known.name)
    known.closed_at = None
    known.save(update_fields=["closed_at"])
    return True


def _locked(room: Room) -> Room:
    return Room.objects.select_for_update(no_key=True).get(pk=room.pk)


def _write(kind: RoomChangeKind, room: Room, actor: User, *, before: str) -> None:
    RoomChange.objects.create(
        room=room, kind=kind, before=before, name=room.name, by=actor
    )
