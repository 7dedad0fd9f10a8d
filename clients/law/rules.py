"""The rules for a release: the strictest of those of every state whose law applies."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings

from clients.law.profile import (
    ANY_AGE,
    NAMES,
    ExtraField,
    SignerRule,
    Statement,
    Values,
    delivered,
)
from clients.models import Client, StateProfile

# The last is the strictest.
STRICTNESS = [
    SignerRule.CONSENTER,
    SignerRule.EITHER,
    SignerRule.MINOR,
    SignerRule.BOTH,
]
HIV = "hiv"


def months_after(day: date, months: int) -> date:
    """The same day so many months on, or the last of that month where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


@dataclass(frozen=True)
class Law:
    """One state's law as it stands on a day; version 0 is as delivered, not stored."""

    state: str
    version: int
    values: Values

    @property
    def name(self) -> str:
        return NAMES[self.state]

    def last_day(self, signed: date, *, longer_asked: bool) -> date | None:
        """The last day on which a release signed on ``signed`` may count, if any.

        A year from 29 February ends on the 28th: Cal. Civ. Code 56.11, Md. Health-Gen.
        4-303, D.C. Code 7-1202.02.
        """
        values = self.values
        if longer_asked and values.of("longer_if_asked"):
            return None
        if days := values.of("max_days"):
            return signed + timedelta(days=days)
        if months := values.of("max_months"):
            return months_after(signed, months)
        return None


@dataclass(frozen=True)
class Rules:
    """What all of ``laws`` ask together. The client's own state's comes first, and alone
    says when the client is of age; otherwise the strictest counts.
    """

    laws: tuple[Law, ...]

    def last_day(self, signed: date, *, longer_asked: bool = False) -> date | None:
        """The last day of a release signed then, by the shortest of their terms."""
        days = (law.last_day(signed, longer_asked=longer_asked) for law in self.laws)
        return min(filter(None, days), default=None)

    @property
    def max_days(self) -> int | None:
        return min(filter(None, self._each("max_days")), default=None)

    @property
    def max_months(self) -> int | None:
        return min(filter(None, self._each("max_months")), default=None)

    @property
    def longer_if_asked(self) -> bool:
        """Whether the signer may ask for longer than any of their terms."""
        limits = [
            law.values
            for law in self.laws
            if law.values.max_days or law.values.max_months
        ]
        return bool(limits) and all(each.of("longer_if_asked") for each in limits)

    @property
    def expiry_must_be_date(self) -> bool:
        return any(self._each("expiry_must_be_date"))

    @property
    def witness_sign(self) -> bool:
        return any(self._each("witness_sign"))

    @property
    def witness_revoke(self) -> bool:
        return any(self._each("witness_revoke"))

    @property
    def extra_fields(self) -> frozenset[ExtraField]:
        return frozenset(each for some in self._each("extra_fields") for each in some)

    @property
    def statements(self) -> list[Statement]:
        """All that have to be printed, none twice."""
        said = [each for some in self._each("statements") for each in some]
        return list(dict.fromkeys(said))

    def redisclosure_notices(self, topics: Iterable[str]) -> list[str]:
        """The notices for whoever receives what is shared about ``topics``."""
        keys = ["redisclosure_notice"]
        if HIV in topics:
            keys.append("hiv_redisclosure_notice")
        said = [each for key in keys for each in self._each(key)]
        return list(dict.fromkeys(said))

    @property
    def min_font_pt(self) -> int:
        return max(self._each("min_font_pt"), default=0)

    @property
    def separate_page(self) -> bool:
        return any(self._each("separate_page"))

    @property
    def distinct_signature(self) -> bool:
        return any(self._each("distinct_signature"))

    @property
    def esign_allowed(self) -> bool:
        """15 USC 7001, unless one of the laws says otherwise."""
        return all(self._each("esign_allowed"))

    @property
    def minor_age(self) -> int:
        """From which age a minor may consent alone by every one of the laws."""
        return max(self._each("minor_age"), default=ANY_AGE)

    @property
    def minor_limit(self) -> str:
        return "; ".join(dict.fromkeys(self._each("minor_limit")))

    @property
    def signer_rule(self) -> SignerRule:
        rules = self._each("signer_rule")
        return max(rules, key=STRICTNESS.index, default=SignerRule.CONSENTER)

    @property
    def signer_age(self) -> int:
        """From which age ``signer_rule`` holds: the earliest of the laws that have it."""
        ages = [
            law.values.of("signer_age")
            for law in self.laws
            if law.values.of("signer_rule") == self.signer_rule
        ]
        return min(ages, default=self.minor_age)

    @property
    def majority_age(self) -> int:
        """Of age for this care where the client lives: 45 CFR 164.502(g)(3)."""
        return self.laws[0].values.of_age

    def _each(self, key: str) -> list[Any]:
        """What each of the laws says of ``key``, of those that say anything."""
        said = (law.values.of(key) for law in self.laws)
        return [each for each in said if each is not None]


def states_of(client: Client, *, video: bool = False) -> list[str]:
    """Whose law applies: where the client lives, where they are on the screen, and
    where the practice is, if it says so."""
    where = [client.state, client.video_state if video else "", settings.PRACTICE_STATE]
    return list(dict.fromkeys(filter(None, where)))


def rules_for(client: Client, day: date, *, video: bool = False) -> Rules:
    """The rules for ``client`` on that practice-local day, in one query."""
    return Rules(laws_on(states_of(client, video=video), day))


def laws_on(states: list[str], day: date) -> tuple[Law, ...]:
    """The law of each of ``states`` on that day; where none is stored, as delivered."""
    rows = StateProfile.objects.in_force(day).filter(state__in=states)
    found = {row.state: Law(row.state, row.version, row.law) for row in rows}
    return tuple(
        found.get(state) or Law(state, 0, delivered()[state]) for state in states
    )
