"""When two names are the same, for Python and for the database alike."""

from __future__ import annotations

import unicodedata

import pytest
from django.db import connection

from clients.names import folded

SAME = [
    ("José", "Jose"),
    ("Nguyễn", "nguyen"),
    ("Weiß", "WEISS"),
    ("O’Neil", "O'Neil"),
    ("Anne-Marie", "Anne Marie"),
    ("Anne\u2011Marie", "annemarie"),
    ("Zoë", "zoe\u0308"),
    ("王 小明", "王\u3000小明"),
    ("ΣΊΣΥΦΟΣ", "σισυφος"),
]
LETTERS = [
    letter
    for letter in map(chr, range(0x20, 0x30000))
    if unicodedata.category(letter)[0] in "LMNP" and not 0xD800 <= ord(letter) < 0xE000
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_what_a_keyboard_makes_of_a_name_is_the_same_name(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Jordan", "Jordana"), ("Ana", "Anna"), ("Li Na", "Na Li")]
)
def test_another_name_is_another(one: str, other: str) -> None:
    assert folded(one) != folded(other)


def test_the_database_folds_as_python_does(db: None) -> None:
    names = [*(name for pair in SAME for name in pair), *LETTERS]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, folded_name(name) FROM unnest(%s::text[]) AS name", [names]
        )
        differing = {name: said for name, said in cursor if said != folded(name)}
    assert differing == {}
