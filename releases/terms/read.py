"""What a frozen content says: every version ever written, as one ``Terms``.

The one place that knows how a content is laid out; a new version adds a case here, and a
sample of itself to the tests.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from releases.terms.content import Content

Words = Mapping[str, Any]


@dataclass(frozen=True)
class Line:
    """One topic, as the paper lists it: ticked or not, and who initialed it."""

    code: str
    label: str
    allowed: bool
    initials: str = ""


@dataclass(frozen=True)
class Terms:
    """What a release says. Days are practice-local, both inclusive; None on a blank one.

    ``discloser_id`` is the clinician who alone may tell; None, any of the practice.
    """

    practice: Words
    client: Words
    contact: Words
    discloser: str
    discloser_id: int | None
    topics: tuple[Line, ...]
    sensitive: tuple[Line, ...]
    details: str
    off_limits: str
    purpose: Words | None
    effective_on: date | None
    expires_on: date | None
    expires_event: str
    authority_ends_on: date | None
    statements: tuple[Words, ...]
    signatures: tuple[Words, ...]

    @property
    def permits(self) -> list[str]:
        """The codes of what may be told: ticked, and initialed where that is asked."""
        plain = [topic.code for topic in self.topics if topic.allowed]
        initialed = [
            topic.code
            for topic in self.sensitive
            if topic.allowed and topic.initials.strip()
        ]
        return plain + initialed

    @property
    def signed_at(self) -> datetime | None:
        """When the last of those who had to sign had signed: UTC."""
        instants = [
            datetime.fromisoformat(each["signed_at"]) for each in self.signatures
        ]
        return max(instants, default=None)

    @property
    def last_day_of_authority(self) -> date | None:
        """Of whoever signed for a minor, where it comes before the release's own."""
        if self.authority_ends_on is None or self.expires_on is None:
            return None
        last = self.authority_ends_on - timedelta(days=1)
        return last if last < self.expires_on else None


def read(content: Content) -> Terms:
    """What ``content`` says. Raises ValueError for a version that nobody wrote."""
    version = content.get("version")
    if version not in _DIFFERENT:
        message = f"No release was ever written in version {version!r}."
        raise ValueError(message)
    return Terms(
        practice=content["practice"],
        client=content["client"],
        contact=content["contact"],
        topics=tuple(Line(**topic) for topic in content["topics"]),
        sensitive=tuple(Line(**topic) for topic in content["sensitive"]),
        details=content["details"],
        off_limits=content["off_limits"],
        purpose=content["purpose"],
        effective_on=_day(content["effective_on"]),
        expires_on=_day(content["expires_on"]),
        expires_event=content["expires_event"],
        authority_ends_on=_day(content["authority_ends_on"]),
        statements=tuple(content["statements"]),
        **_DIFFERENT[version](content),
    )


def _first(content: Content) -> dict[str, Any]:
    """Version 1: one signature, and the discloser in words alone."""
    signature = content["signature"]
    return {
        "discloser": content["discloser"],
        "discloser_id": None,
        "signatures": (signature,) if signature else (),
    }


def _second(content: Content) -> dict[str, Any]:
    """Version 2: as many signatures as there had to be, and whose the discloser is."""
    return {
        "discloser": content["discloser"]["label"],
        "discloser_id": content["discloser"]["clinician"],
        "signatures": tuple(content["signatures"]),
    }


_DIFFERENT = {1: _first, 2: _second}


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
