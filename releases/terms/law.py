"""What the law that applies asks of a release's words and of its form, frozen with it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.conf import settings

from clients.law.profile import ExtraField
from clients.law.rules import Rules, laws_on
from releases.terms import part2
from releases.terms.languages import ENGLISH

# The codes of what is said to whoever is told; all else is said to whoever signs.
NOTICE = "law_notice"
NOTICES = (part2.NOTICE, NOTICE)
# The version of the words that ships with this program: a standard form.
SHIPPED = 1
UNSAID = (
    "The law that applies to this client asks to which institution whoever is told "
    "belongs. Change the release, and say it there."
)
NO_OWN_FORM = (
    "This practice is funded under VAWA or FVPSA, and so may not use a standard release. "
    "An administrator first publishes the practice's own words, under What releases say."
)


def practices_own(day: date) -> Rules:
    """The rules where the practice is, for a form that is nobody's yet."""
    state = settings.PRACTICE_STATE
    return Rules(laws_on([state], day) if state else ())


def applied(rules: Rules) -> list[dict[str, Any]]:
    """Whose law it was, and in which version."""
    return [
        {"state": law.state, "name": law.name, "version": law.version}
        for law in rules.laws
    ]


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
    """How it has to look and be signed: for one, Cal. Civil Code 56.11. And whether it has
    to be a form of the practice's own.
    """
    return {
        "min_font_pt": rules.min_font_pt,
        "separate_page": rules.separate_page or rules.distinct_signature,
        "affiliation": ExtraField.AFFILIATION in rules.extra_fields,
        "by_hand": not rules.esign_allowed,
        "own_form": settings.VAWA_FUNDED,
    }


def no_own_form(words: Mapping[str, Any]) -> str:
    """Why ``words``, a content, are no form that this practice may use; or nothing."""
    asked = words.get("form", {}).get("own_form", False)
    return NO_OWN_FORM if asked and (words["wording"] or 0) <= SHIPPED else ""


def unsaid(words: Mapping[str, Any]) -> str:
    """What the law wants of ``words``, a content, that they do not say; or nothing."""
    asked = words.get("form", {}).get("affiliation", False)
    if asked and not words["contact"]["affiliation"].strip():
        return UNSAID
    return no_own_form(words)
