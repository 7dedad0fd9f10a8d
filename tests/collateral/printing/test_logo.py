"""The logo stands on all that is printed, told in words, and takes no page of its own."""

from __future__ import annotations

from collections.abc import Callable

import pikepdf
import pytest
from django.utils import timezone

from clients.models import Contact
from collateral.cards.card import Card
from collateral.cards.paper import cards_paper
from collateral.disclosures.accounting import accounting
from collateral.handouts.sheet import Section, Sheet
from collateral.handouts.sheet import draw as handout
from collateral.models import Needs, PrintBatch
from collateral.printing.cover import cover
from practice.letterhead.current import letterhead
from practice.models import User
from releases.printing.notice import notice
from tests.privacy.furniture import logo_by
from tests.releases.printing.papers import opened

PAPERS: dict[str, Callable[[Contact], bytes]] = {
    "handout": lambda ben: handout(
        Sheet("en", "Questions", "Before we meet.", [Section("Why?", lines=4)])
    ),
    "cards": lambda ben: cards_paper(ben.client, [Card(ben), Card(ben)], "en"),
    "accounting": lambda ben: accounting(ben.client, timezone.localdate(), "en"),
    "notice": lambda ben: notice(),
    "cover": lambda ben: next(
        cover(PrintBatch(needs=Needs.NEXT_DAY, day=timezone.localdate()), [])
    ),
}


@pytest.mark.parametrize("paper", PAPERS)
def test_a_paper_has_the_logo_that_the_practice_has(
    paper: str, ben: Contact, nora: User
) -> None:
    without = PAPERS[paper](ben)
    assert figures(without) == []
    logo_by(nora)
    drawn = PAPERS[paper](ben)
    assert set(figures(drawn)) == {letterhead().name}
    assert len(figures(drawn)) == (2 if paper == "cards" else 1)
    assert len(opened(drawn).pages) == len(opened(without).pages)


def figures(pdf: bytes) -> list[str]:
    """What is said of each picture on it."""
    found = opened(pdf)
    return [
        str(each.Alt)
        for each in found.objects
        if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Figure"
    ]
