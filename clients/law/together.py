"""Where a minor signs besides a parent, or instead, as the laws that apply have it.

45 CFR 164.502(g)(3) leaves it to the states.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from clients.law.profile import NO_STATUTE, SignerRule, Values
from clients.law.rules import Rules, rules_for
from clients.models import Client
from clients.models.client import LEAST_AGE_TO_CONSENT


class Together(StrEnum):
    """Who of minor and parent signs."""

    PARENT = "parent"
    EITHER = "either"
    MINOR = "minor"
    BOTH = "both"


ASKED = {
    SignerRule.EITHER: Together.EITHER,
    SignerRule.MINOR: Together.MINOR,
    SignerRule.BOTH: Together.BOTH,
}


def who_signs(client: Client, day: date) -> Together:
    """Who of ``client``, a minor on that day, and a parent signs, by judgement or by law.

    Part 2 asks both (42 CFR 2.14) where nobody judged that the minor may alone, of
    whoever is able to sign at all.
    """
    if client.consents_alone_on(day):
        return Together.MINOR
    age = client.age_on(day)
    if age < LEAST_AGE_TO_CONSENT:
        return Together.PARENT
    return Together.BOTH if client.part2 else together(rules_for(client, day), age)


def together(rules: Rules, age: int) -> Together:
    """Who signs for a minor of ``age`` so that every one of the laws has what it asks."""
    asked = {_asked(law.values, age) for law in rules.laws}
    if Together.BOTH in asked or {Together.MINOR, Together.PARENT} <= asked:
        return Together.BOTH
    stricter = (Together.MINOR, Together.PARENT, Together.EITHER)
    return next((each for each in stricter if each in asked), Together.PARENT)


def _asked(law: Values, age: int) -> Together:
    """Below the age of a rule of its own a parent signs; without one, where a minor may
    consent to the care, whoever did, and nobody said who that was."""
    rule = law.of("signer_rule") or SignerRule.CONSENTER
    if rule is not SignerRule.CONSENTER:
        return ASKED[rule] if age >= law.of("signer_age") else Together.PARENT
    alone_from = law.minor_age.value
    may_alone = alone_from < NO_STATUTE and age >= alone_from
    return Together.EITHER if may_alone else Together.PARENT
