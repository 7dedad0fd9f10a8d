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
    ``voice`` is whom it speaks to, as ``releases.terms.wording`` has them; ``part2``,
    whether the client's records were under 42 CFR Part 2, None where nobody had said.
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
    purposes: tuple[Words, ...]
    effective_on: date | None
    expires_on: date | None
    expires_event: str
    authority_ends_on: date | None
    voice: str
    part2: bool | None
    lead: str
    statements: tuple[Words, ...]
    agreement: str
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
    def why(self) -> str:
        """Each purpose: 45 CFR 164.508(c)(1)(iv)."""
        return "; ".join(purpose["label"] for purpose in self.purposes)

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
        **_before_third(content),
        "discloser": content["discloser"],
        "discloser_id": None,
        "signatures": (signature,) if signature else (),
    }


def _second(content: Content) -> dict[str, Any]:
    """Version 2: as many signatures as there had to be, and whose the discloser is."""
    return {**_before_third(content), **_since_second(content)}


def _third(content: Content) -> dict[str, Any]:
    """Version 3: each purpose, and all its words, to whoever signs."""
    return {
        **_since_second(content),
        "purposes": tuple(content["purposes"]),
        "voice": content["voice"],
        "part2": content["part2"],
        "lead": content["lead"],
        "agreement": content["agreement"],
    }


def _since_second(content: Content) -> dict[str, Any]:
    return {
        "discloser": content["discloser"]["label"],
        "discloser_id": content["discloser"]["clinician"],
        "signatures": tuple(content["signatures"]),
    }


def _before_third(content: Content) -> dict[str, Any]:
    """One purpose; and what stood on the paper alone, in the same words for everyone."""
    return {
        "purposes": (content["purpose"],) if content["purpose"] else (),
        "voice": "client",
        "part2": None,
        "lead": (
            "With this release you decide what may be shared about you, with whom, and "
            "for how long."
        ),
        "agreement": (
            "I have read this release, or it was read to me. I agree that what is ticked "
            f"above may be shared with {content['contact']['name']}, and under this "
            "release with no one else."
        ),
    }


_DIFFERENT = {1: _first, 2: _second, 3: _third}


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
