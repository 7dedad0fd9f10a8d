"""The accounting of disclosures that a client may ask for: 45 CFR 164.528."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.utils import timezone

from clients.law.rules import rules_for
from clients.models import Client
from collateral.disclosures.scope import in_order
from collateral.models import Disclosure
from practice.letterhead.current import letterhead, with_logo
from practice.paper import pdf
from practice.spans import end_of, local_day, start_of
from releases.printing import form
from releases.printing.drawn import LANGUAGE_TAGS
from releases.printing.letters.letter import client_row, points_of
from releases.terms.languages import Language, language

FOLDER = Path(__file__).parent
TEMPLATE = "collateral/disclosures/accounting.html"
YEARS = 6


@dataclass(frozen=True)
class Line:
    """One disclosure: what 164.528(b)(2) asks of it, and no more."""

    day: str
    recipient: str
    address: str
    what: tuple[str, ...]
    why: tuple[str, ...]


@cache
def words(code: str) -> Mapping[str, Any]:
    """What it says in this language."""
    return tomllib.loads((FOLDER / f"{code}.toml").read_text("utf-8"))


def first_day(last: date) -> date:
    """Six years before ``last``; of a leap day, the day before the first of March."""
    try:
        return last.replace(year=last.year - YEARS)
    except ValueError:
        return last.replace(year=last.year - YEARS, day=28)


def told_until(client: Client, last: date) -> list[Disclosure]:
    """What has to be in it, the oldest first."""
    span = start_of(first_day(last)), end_of(last)
    theirs = Disclosure.objects.filter(client=client).accountable(*span)
    return list(theirs.order_by("told_at", "pk"))


def accounting(client: Client, last: date, code: str, points: int = 0) -> bytes:
    """As a PDF, in the language of this ``code``. Raises ``Unprintable``."""
    spoken, say = language(code), words(code)
    rules = rules_for(client, timezone.localdate(), video=True)
    size = points_of(rules, points)
    span = {"first": spoken.day(first_day(last)), "last": spoken.day(last)}
    pictures, logo = with_logo([])
    context = {
        "logo": logo,
        "lang": LANGUAGE_TAGS.get(code, code),
        "words": say,
        "say": spoken.table("paper"),
        "client": client_row({"client": say["client"]}, spoken, client),
        "span": say["span"].format(**span),
        "made": spoken.day(timezone.localdate(), "full"),
        "lines": list(lines(told_until(client, last), spoken, say)),
        "points": size,
        "foot": min(size, form.FOOT),
        "practice": letterhead().said,
    }
    return pdf.render(TEMPLATE, context, pictures=pictures)


def lines(
    told: Iterable[Disclosure], spoken: Language, say: Mapping[str, Any]
) -> Iterable[Line]:
    """Each as it stands on the paper. Of what a release did not allow, that alone."""
    topics = spoken.table("topics")
    for each in told:
        unreleased = in_order([*each.outside, *each.too_late])
        named = "; ".join(topics[topic] for topic in unreleased)
        what = (say["topics"].format(topics=named) if named else "", each.said)
        why = (say["basis"][each.basis] if each.outside or not each.topics else "",)
        revoked = (say["revoked"] if each.too_late else "",)
        yield Line(
            spoken.day(local_day(each.told_at), "short"),
            each.recipient,
            each.address or say["no_address"],
            tuple(filter(None, what)),
            tuple(filter(None, (*why, *revoked, each.why))),
        )
