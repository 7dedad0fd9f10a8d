"""What people are found by, as Python and the database make it of a name."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection

from clients.findable import findable, folded_words, pieces
from tests.clients.test_folded import LETTERS

NAMES = [
    "Anne-Marie  Roy",
    " Dubois,Chloé ",
    "O’Neil (Ó Néill)",
    "王\u3000小明",
    "'",
    "- -",
]


def said_by_database(expression: str, *values: object) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {expression}", values)
        return str(cursor.fetchone()[0])


def test_the_database_folds_words_as_python_does(db: None) -> None:
    names = [*NAMES, *(f"A{letter}b" for letter in LETTERS)]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, folded_words(name) FROM unnest(%s::text[]) AS name", [names]
        )
        differing = {name: said for name, said in cursor if said != folded_words(name)}
    assert differing == {}


@pytest.mark.parametrize("born", [date(1990, 5, 2), date(987, 12, 31), None])
def test_it_is_the_same_text_for_both(db: None, born: date | None) -> None:
    said = said_by_database("findable(%s, '', %s::date)", NAMES[0], born)
    assert said == findable(NAMES[0], born)


@pytest.mark.parametrize(
    ("typed", "sought"),
    [
        ("Dubois, Chloé", ["dubois", "chloe"]),
        ("Li", [" li"]),
        ("李", ["李"]),
        ("Ash 5/2/1990", [" 19900502", "ash"]),
        ("May 2, 1990", [" 19900502"]),
        ("13/2/1990", [" 13", " 2", "1990"]),
        (" .,- ", []),
    ],
)
def test_what_is_typed_is_taken_to_pieces(typed: str, sought: list[str]) -> None:
    assert pieces(typed) == sought
