"""The cards of one session on paper: half a sheet each, to be folded or cut apart."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from clients.models import Client
from collateral.cards.card import Card
from practice.letterhead.current import letterhead, with_logo
from practice.paper import pdf
from releases.printing import form
from releases.printing.drawn import LANGUAGE_TAGS
from releases.terms.languages import Language, language

FOLDER = Path(__file__).parent
TEMPLATE = "collateral/cards/cards.html"


@cache
def words(code: str) -> Mapping[str, str]:
    """What they say in this language."""
    return tomllib.loads((FOLDER / f"{code}.toml").read_text("utf-8"))


def cards_paper(
    client: Client, cards: Iterable[Card], code: str, points: int = 0
) -> bytes:
    """As a PDF, in the language of this ``code``. Raises ``Unprintable``."""
    spoken, say = language(code), words(code)
    size = max(form.POINTS, points)
    pictures, logo = with_logo([])
    context = {
        "logo": logo,
        "lang": LANGUAGE_TAGS.get(code, code),
        "words": say,
        "say": spoken.table("paper"),
        "points": size,
        "foot": min(size, form.FOOT),
        "practice": letterhead().said,
    }
    said = [_said(card, client, spoken, say) for card in cards]
    for card in said:
        card["is_half"] = _fits(card, context, pictures)
    sheets = {"sheets": _sheets(said)}
    return pdf.render(TEMPLATE, context | sheets, pictures=pictures)


def _fits(
    card: dict[str, Any], context: dict[str, Any], pictures: Sequence[bytes]
) -> bool:
    """Whether half a sheet has room for it."""
    with suppress(pdf.TooLong):
        measured = context | {"sheets": [[card]], "measured": True}
        return bool(pdf.render(TEMPLATE, measured, pages=1, pictures=pictures))
    return False


def _sheets(cards: Iterable[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Two halves on each, in order; what needs more has one of its own."""
    sheets: list[list[dict[str, Any]]] = []
    for card in cards:
        before = sheets[-1] if sheets else []
        if len(before) == 1 and before[0]["is_half"] and card["is_half"]:
            before.append(card)
        else:
            sheets.append([card])
    return sheets


def _said(
    card: Card, client: Client, spoken: Language, say: Mapping[str, str]
) -> dict[str, Any]:
    """One card in words. What is sensitive and not heard of is not spelled out."""
    contact = card.contact.name
    who = {"contact": contact, "relationship": card.contact.relationship}
    if card.terms is None:
        lead = say["altered" if card.is_altered else "none"].format(contact=contact)
        return who | {"lead": lead, "rows": []}
    last = spoken.day(card.last)
    lead = say["lead"].format(contact=contact, client=client.name, last=last)
    topics = spoken.table("topics")
    rows = [
        (say["hears"], [topics[each] for each in card.hears] or [say["nothing"]]),
        (say["tells"], [topics[each] for each in card.tells]),
        (say["unheard"], [*_kept_private(card, topics), say["the_rest"]]),
        (say["private"], list(filter(None, [card.terms.off_limits]))),
    ]
    return who | {"lead": lead, "rows": [row for row in rows if row[1]]}


def _kept_private(card: Card, topics: Mapping[str, str]) -> list[str]:
    """What whoever signed named as private, or the plan as off limits."""
    signed = (
        [each["code"] for each in card.terms.off_limit_topics] if card.terms else []
    )
    named = {*signed, *card.off_limits}
    return [topics[code] for code in card.unheard if code in named]
