"""What is known of a state's law, as an admin reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from clients.law.profile import (
    ANY_AGE,
    KINDS,
    NO_STATUTE,
    Confidence,
    ExtraField,
    Seen,
    SignerRule,
    Source,
    Statements,
    Text,
    Values,
)
from practice.formats import say_list

SEEN = {
    Seen.STATUTE: "read in the law itself",
    Seen.SECONDARY: "read elsewhere about the law",
    Seen.MEMORY: "from memory, not looked up",
}
CONFIDENCE = {
    Confidence.HIGH: "sure",
    Confidence.MEDIUM: "fairly sure",
    Confidence.LOW: "not sure",
}
SIGNERS = {
    SignerRule.CONSENTER: "Whoever consented to the care",
    SignerRule.MINOR: "The minor, alone",
    SignerRule.EITHER: "The minor or a parent",
    SignerRule.BOTH: "The minor and a parent together",
}
FIELDS = {
    ExtraField.AFFILIATION: "Where the contact works, or what they belong to",
    ExtraField.INTENDED_USE: "What the contact will use it for",
}

GROUPS = {
    "Minors": {
        "minor_age": "From which age a minor may consent alone",
        "minor_limit": "Within what limits",
        "signer_rule": "Who signs for a minor of the age below",
        "signer_age": "From which age that holds",
        "majority_age": "Of age at",
        "care_age": "Of age for health care at, where that differs",
    },
    "How long a release may last": {
        "max_days": "At most, in days",
        "max_months": "At most, in months",
        "longer_if_asked": "Longer if whoever signs asks for it",
        "expiry_must_be_date": "Must end on a calendar date",
        "undated_rule": "What holds of one without a date",
    },
    "Signing and revoking": {
        "witness_sign": "A witness when it is signed",
        "witness_revoke": "A witness when it is revoked",
        "esign_allowed": "May be signed on a screen",
        "distinct_signature": "A signature for nothing else",
    },
    "What the paper says": {
        "statements": "Statements, word for word",
        "redisclosure_notice": "The notice to whoever is told",
        "hiv_redisclosure_notice": "The notice where HIV is among it",
        "extra_fields": "Named besides",
        "min_font_pt": "Smallest type, in points",
        "separate_page": "The release on a page of its own",
    },
}
LABELS = {key: label for keys in GROUPS.values() for key, label in keys.items()}


def _consents_from(age: int) -> str:
    known = {ANY_AGE: "At any age", NO_STATUTE: "No statute lets a minor"}
    return known.get(age, str(age))


def _limit(number: int) -> str:
    return str(number) if number else "No limit"


SAID: dict[str, Callable[[Any], str]] = {
    "minor_age": _consents_from,
    "signer_rule": SIGNERS.__getitem__,
    "max_days": _limit,
    "max_months": _limit,
    "min_font_pt": _limit,
    "extra_fields": lambda those: say_list(FIELDS[each] for each in those) or "Nothing",
}


@dataclass(frozen=True)
class Line:
    """One value, for a page; ``known`` is None where nothing beyond federal law is."""

    key: str
    label: str
    known: Source | None
    was: str | None = None

    @property
    def says(self) -> str:
        return said(self.key, self.known)

    @property
    def is_prose(self) -> bool:
        """Whether it is whole sentences, and not a word or two."""
        return bool(self.known) and KINDS[self.key] in (Text, Statements)

    @property
    def seen(self) -> str:
        return SEEN[self.known.seen] if self.known else ""

    @property
    def confidence(self) -> str:
        return CONFIDENCE[self.known.confidence] if self.known else ""


def said(key: str, known: Any) -> str:
    """What one value says, in words."""
    if known is None:
        return "Nothing beyond federal law"
    value = known.value
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if key == "statements":
        return "\n".join(f"{each.title}: {each.text}" for each in value) or "None"
    return SAID[key](value) if key in SAID else str(value) or "None"


def groups(
    law: Values, before: Values | None = None
) -> Iterator[tuple[str, list[Line]]]:
    """Each value of ``law`` under its heading, with what it was where it was changed."""
    for heading, keys in GROUPS.items():
        yield heading, [_line(key, law, before) for key in keys]


def differences(law: Values, before: Values) -> list[Line]:
    """What ``law`` says otherwise than ``before``."""
    lines = (_line(key, law, before) for key in LABELS)
    return [line for line in lines if line.was is not None]


def _line(key: str, law: Values, before: Values | None) -> Line:
    known = getattr(law, key)
    was = said(key, getattr(before, key)) if before else None
    changed = was is not None and was != said(key, known)
    return Line(key, LABELS[key], known, was if changed else None)


def in_brief(law: Values) -> str:
    """The few things by which one state differs from another."""
    age = law.minor_age.value
    from_age = {ANY_AGE: "at any age"}.get(age, f"from {age}")
    alone = f"minors may consent alone {from_age}"
    parts = ["no statute lets minors consent alone" if age == NO_STATUTE else alone]
    if law.signer_rule and law.signer_age:
        who = SIGNERS[law.signer_rule.value].lower()
        parts.append(f"{who} from {law.signer_age.value}")
    if days := law.of("max_days"):
        parts.append(f"at most {days} days")
    if months := law.of("max_months"):
        parts.append(f"at most {months} months")
    flags = ("expiry_must_be_date", "witness_sign", "separate_page")
    parts += [LABELS[key].lower() for key in flags if law.of(key)]
    return "; ".join(parts)
