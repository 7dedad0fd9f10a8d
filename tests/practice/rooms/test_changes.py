"""Each change of a room is written down, by whoever it was made."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from practice.models import Room, RoomChange, RoomChangeKind, User
from practice.rooms import acts
from tests.refusals import refused_by, run, settle, words_of

KIND = RoomChangeKind


def kinds_of(room: Room) -> list[str]:
    return list(room.changes.order_by("pk").values_list("kind", flat=True))


def test_what_becomes_of_a_room_is_written(nora: User) -> None:
    room = Room(name="Attic")
    acts.add(room, nora)
    assert acts.rename(room, "Loft", nora)
    assert acts.close(room, nora)
    assert acts.open_again(room, nora)
    assert kinds_of(room) == [KIND.ADDED, KIND.RENAMED, KIND.CLOSED, KIND.OPENED]
    renamed = room.changes.get(kind=KIND.RENAMED)
    assert (renamed.before, renamed.name, renamed.by) == ("Attic", "Loft", nora)


def test_what_changes_nothing_is_not_written(blue_room: Room, nora: User) -> None:
    assert not acts.rename(blue_room, blue_room.name, nora)
    assert not acts.open_again(blue_room, nora)
    acts.close(blue_room, nora)
    assert not acts.close(blue_room, nora)
    assert kinds_of(blue_room) == [KIND.CLOSED]


def test_no_room_changes_without_who_changed_it(blue_room: Room, nora: User) -> None:
    settle()
    run("SET LOCAL third_chair.past = ''")
    for change in ("name = 'Loft'", "closed_at = now()"):
        with refused_by("room_change_is_recorded"):
            run(f"UPDATE practice_room SET {change}")
    acts.rename(blue_room, "Loft", nora)
    acts.close(blue_room, nora)
    settle()


def unsaved(room: Room, by: User, **said: Any) -> RoomChange:
    facts = {"kind": KIND.CLOSED, "before": room.name, "name": room.name, **said}
    return RoomChange(room=room, by=by, **facts)


@pytest.mark.parametrize(
    ("name", "said", "near"),
    [
        ("room_change_has_a_kind", {"kind": "burnt"}, {}),
        ("room_change_of_a_name", {"name": "Loft"}, {}),
        ("room_change_of_a_name", {"kind": KIND.RENAMED}, {"kind": KIND.OPENED}),
        (
            "room_change_of_a_name",
            {"kind": KIND.ADDED},
            {"kind": KIND.ADDED, "before": ""},
        ),
    ],
)
def test_what_is_wrong_is_refused_in_words_and_by_the_database(
    name: str, said: dict[str, Any], near: dict[str, Any], blue_room: Room, nora: User
) -> None:
    assert words_of(name, unsaved(blue_room, nora, **said))
    with refused_by("room_change_has_a_kind", "room_change_of_a_name"):
        unsaved(blue_room, nora, **said).save()
    assert words_of(name, unsaved(blue_room, nora, **near)) == ""
    unsaved(blue_room, nora, **near).save()


def test_it_is_written_now_and_stays(blue_room: Room, nora: User) -> None:
    change = unsaved(blue_room, nora)
    change.save()
    with refused_by("room_change_is_final"):
        RoomChange.objects.update(name="Loft")
    with refused_by("room_change_is_final"):
        change.delete()
    with refused_by("room_changes_are_kept"):
        run("TRUNCATE practice_roomchange CASCADE")
    run("SET LOCAL third_chair.past = ''")
    with refused_by("room_change_is_written_now"):
        unsaved(blue_room, nora, at=timezone.now() - timedelta(minutes=2)).save()
