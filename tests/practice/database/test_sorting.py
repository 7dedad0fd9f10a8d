"""Whoever signs in, and rooms, stand as people look for them."""

from __future__ import annotations

import pytest

from practice.models import Role, Room, User
from tests.cast import user

SORTED = ["adler", "Álvarez", "Bell", "Ögren", "Zimmer"]


@pytest.mark.django_db
def test_clinicians_stand_as_people_sort_them() -> None:
    for name in reversed(SORTED):
        user(name.lower(), name, Role.CLINICIAN)
    assert list(User.objects.values_list("name", flat=True)) == SORTED


@pytest.mark.django_db
def test_rooms_do_too() -> None:
    for name in reversed(SORTED):
        Room.objects.create(name=name)
    assert list(Room.objects.values_list("name", flat=True)) == SORTED
