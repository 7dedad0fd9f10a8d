"""What the law of one state asks of a release, each value with where it was read.

``states/*.toml`` is as delivered; ``StateProfile`` holds what the practice goes by.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_type_hints

from clients.law.states import US_STATES, majority_age
from practice.typed_toml import from_table, read

FOLDER = Path(__file__).parent / "states"
NAMES = dict(US_STATES)
ANY_AGE, NO_STATUTE = 0, 18


class Seen(StrEnum):
    """Where a value was read."""

    STATUTE = "statute"
    SECONDARY = "secondary"
    MEMORY = "memory"


class Confidence(StrEnum):
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class SignerRule(StrEnum):
    """Who signs for a minor of ``signer_age``: whoever consented to the care, the minor,
    either of minor and parent, or both."""

    CONSENTER = "consenter"
    MINOR = "minor"
    EITHER = "either"
    BOTH = "both"


class ExtraField(StrEnum):
    """What a release must say besides; ``INTENDED_USE`` is met by its purposes."""

    AFFILIATION = "affiliation"
    INTENDED_USE = "intended_use"


@dataclass(frozen=True)
class Statement:
    """A sentence to print as it is written here."""

    code: str
    title: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where a value was read, and who reviewed it for this practice, if anyone has."""

    source: str
    seen: Seen
    confidence: Confidence
    reviewed_by: str = ""
    reviewed_on: date | None = None

    @property
    def verified(self) -> bool:
        """Whether it was read in the law itself, or somebody here answers for it."""
        return bool(self.reviewed_by) or (
            self.seen is Seen.STATUTE and self.confidence is not Confidence.LOW
        )


@dataclass(frozen=True, kw_only=True)
class Number(Source):
    value: int

    def __post_init__(self) -> None:
        if self.value < 0:
            message = "below zero."
            raise ValueError(message)


@dataclass(frozen=True, kw_only=True)
class Flag(Source):
    value: bool


@dataclass(frozen=True, kw_only=True)
class Text(Source):
    value: str


@dataclass(frozen=True, kw_only=True)
class Signer(Source):
    value: SignerRule


@dataclass(frozen=True, kw_only=True)
class Fields(Source):
    value: tuple[ExtraField, ...]


@dataclass(frozen=True, kw_only=True)
class Statements(Source):
    value: tuple[Statement, ...]


@dataclass(frozen=True, kw_only=True)
class Values:
    """What is known of a state's law; None where nothing beyond HIPAA's own is."""

    minor_age: Number  # from which a minor may consent alone: 0 is any, 18 no statute
    majority_age: Number
    care_age: Number | None = None  # of age for health care, where that differs
    minor_limit: Text | None = None
    signer_rule: Signer | None = None
    signer_age: Number | None = None
    max_days: Number | None = None
    max_months: Number | None = None
    longer_if_asked: Flag | None = None
    expiry_must_be_date: Flag | None = None
    undated_rule: Text | None = None
    witness_sign: Flag | None = None
    witness_revoke: Flag | None = None
    extra_fields: Fields | None = None
    statements: Statements | None = None
    redisclosure_notice: Text | None = None
    hiv_redisclosure_notice: Text | None = None
    min_font_pt: Number | None = None
    separate_page: Flag | None = None
    distinct_signature: Flag | None = None
    esign_allowed: Flag | None = None

    def __post_init__(self) -> None:
        if self.of("max_days") and self.of("max_months"):
            message = "a longest term in days or in months, not in both."
            raise ValueError(message)
        if (self.signer_rule is None) != (self.signer_age is None):
            message = "signer_rule and signer_age go together."
            raise ValueError(message)

    @property
    def of_age(self) -> int:
        """The age from which nobody else signs for this care."""
        return (self.care_age or self.majority_age).value

    @property
    def known(self) -> dict[str, Source]:
        """Each value that is known, by its key."""
        found = {key: getattr(self, key) for key in KEYS}
        return {key: each for key, each in found.items() if each}

    def of(self, key: str) -> Any:
        """The value of ``key`` alone; None where nothing is known."""
        known = getattr(self, key)
        return known and known.value


KEYS = tuple(each.name for each in fields(Values))
# Of what kind each value is: the other of the two is None.
KINDS: dict[str, type[Source]] = {
    key: hint if key in ("minor_age", "majority_age") else get_args(hint)[0]
    for key, hint in get_type_hints(Values).items()
}


@dataclass(frozen=True, kw_only=True)
class Delivered(Values):
    """A state's file."""

    state: str
    version: int

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.state not in NAMES:
            message = f"“{self.state}” is no state."
            raise ValueError(message)
        if self.of_age != majority_age(self.state):
            message = f"of age at {self.of_age}, but the database says otherwise."
            raise ValueError(message)


@cache
def delivered() -> dict[str, Delivered]:
    """The law as it came with this version, by state."""
    files = (read(path, Delivered) for path in sorted(FOLDER.glob("*.toml")))
    return {each.state: each for each in files}


def stored(values: Values) -> dict[str, Any]:
    """``values`` as a row keeps them: each that is known, with its source."""
    return {key: plain(value) for key, value in values.known.items()}


def plain(value: Source) -> dict[str, Any]:
    """One value as a row keeps it."""
    written = json.dumps(asdict(value), default=date.isoformat)
    kept: dict[str, Any] = json.loads(written)
    return kept


def restored(values: dict[str, Any]) -> Values:
    """What a row keeps, as ``stored`` wrote it. Raises ``TomlError`` for anything else."""
    dated = {key: _dated(value) for key, value in values.items()}
    return from_table(dated, Values, "values")


def _dated(value: dict[str, Any]) -> dict[str, Any]:
    reviewed = value["reviewed_on"]
    day = date.fromisoformat(reviewed) if reviewed else None
    return {**value, "reviewed_on": day} if day else _without(value, "reviewed_on")


def _without(value: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: each for name, each in value.items() if name != key}
