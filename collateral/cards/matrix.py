"""Topics by people: what each may hear of in a session, in words."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from collateral.cards.card import Card
from collateral.models.topic import LABELS

HEARS, TELLS, NOT = "May hear", "May only tell us", "May not hear"


@dataclass(frozen=True)
class Row:
    """One topic, and what each person may do about it, beside their card."""

    label: str
    planned: bool
    cells: tuple[tuple[Card, str], ...]


def matrix_of(cards: Sequence[Card], planned: Collection[str]) -> list[Row]:
    """The topics that are planned, or that anybody may hear or tell of."""
    return [
        Row(label, topic in planned, tuple((card, _may(card, topic)) for card in cards))
        for topic, label in LABELS.items()
        if topic in planned or any(_may(card, topic) != NOT for card in cards)
    ]


def _may(card: Card, topic: str) -> str:
    if topic in card.hears:
        return HEARS
    return TELLS if topic in card.tells else NOT
