"""Topics by people: what each may hear of in a session, in words."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from collateral.cards.card import Card
from collateral.models.topic import LABELS

HEARS, TELLS, NOT = "May hear", "May only tell us", "May not hear"


@dataclass(frozen=True)
class Row:
    """One topic, and what each person may do about it, beside their card; and whether it
    is planned for them.
    """

    label: str
    cells: tuple[tuple[Card, str, bool], ...]


def matrix_of(cards: Sequence[Card], hears: Mapping[int, Collection[str]]) -> list[Row]:
    """The topics that are planned, as each ``hears`` of them, or that anybody may hear or
    tell of.
    """
    rows = [
        Row(label, tuple(_cell(card, topic, hears) for card in cards))
        for topic, label in LABELS.items()
    ]
    return [
        row
        for row in rows
        if any(planned or may != NOT for _, may, planned in row.cells)
    ]


def _cell(
    card: Card, topic: str, hears: Mapping[int, Collection[str]]
) -> tuple[Card, str, bool]:
    return card, _may(card, topic), topic in hears.get(card.contact.pk, ())


def _may(card: Card, topic: str) -> str:
    if topic in card.hears:
        return HEARS
    return TELLS if topic in card.tells else NOT
