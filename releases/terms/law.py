"""What the law that applies asks of a release's words and of its form, frozen with it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.conf import settings

from clients.law.profile import ExtraField
from clients.law.rules import Rules, laws_on
from releases.terms.languages import ENGLISH

# The codes of what is said to whoever is told; all else is said to whoever signs.
NOTICE, PART2_NOTICE = "law_notice", "part2_notice"
NOTICES = (PART2_NOTICE, NOTICE)


def practices_own(day: date) -> Rules:
    """The rules where the practice is, for a form that is nobody's yet."""
    state = settings.PRACTICE_STATE
    return Rules(laws_on([state], day) if state else ())


def statements(
    rules: Rules, topics: Collection[str], whom: str
) -> list[dict[str, str]]:
    """What has to be printed as the law's profile has it, which is in English: to the
    signer, then under the title ``whom`` to whoever is told about ``topics``.
    """
    told = [
        {"code": f"law_{each.code}", "title": each.title, "text": each.text}
        for each in rules.statements
    ]
    notices = [
        {"code": NOTICE, "title": whom, "text": text}
        for text in rules.redisclosure_notices(topics)
    ]
    return [{**each, "language": ENGLISH} for each in [*told, *notices]]


def form(rules: Rules) -> dict[str, Any]:
    """How it has to look and be signed: for one, Cal. Civil Code 56.11."""
    return {
        "min_font_pt": rules.min_font_pt,
        "separate_page": rules.separate_page or rules.distinct_signature,
        "affiliation": ExtraField.AFFILIATION in rules.extra_fields,
        "by_hand": not rules.esign_allowed,
    }
