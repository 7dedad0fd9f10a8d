"""What a frozen content says: every version ever written, as one ``Terms``.

With ``releases.terms.versions`` the one place that knows how a content is laid out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from releases.models.scope import PRACTICE, SEVERAL, Direction, Format, Kind, Place
from releases.terms.content import Content
from releases.terms.languages import language
from releases.terms.law import NOTICES
from releases.terms.versions import DIFFERENT, Line, Words


@dataclass(frozen=True)
class Terms:
    """What a release says. Days are practice-local, both inclusive; None on a blank one.

    ``discloser_ids`` are the clinicians who alone may tell; none, any of the practice.
    ``formats`` and ``places`` are empty where it was not asked how the contact joins, and
    every way was meant.
    ``form`` is what the law asked of its looks; nothing where nobody had asked the law.
    ``voice`` is whom it speaks to, as ``releases.terms.wording`` has them; ``part2``,
    whether the client's records were under 42 CFR Part 2, None where nobody had said.
    """

    practice: Words
    client: Words
    contact: Words
    kind: str
    language: str
    wording: int | None
    law: tuple[Words, ...]
    form: Words
    discloser: str
    discloser_ids: tuple[int, ...]
    direction: str
    formats: tuple[Line, ...]
    places: tuple[Line, ...]
    most_sessions: int | None
    topics: tuple[Line, ...]
    sensitive: tuple[Line, ...]
    details: str
    off_limits: str
    off_limit_topics: tuple[Words, ...]
    purposes: tuple[Words, ...]
    effective_on: date | None
    expires_on: date | None
    longer_asked: bool
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
    def ways(self) -> list[str]:
        """The codes of the formats and places in which the contact may join."""
        if not self.formats:
            return [*Format.values, *Place.values]
        return [way.code for way in (*self.formats, *self.places) if way.allowed]

    @property
    def notes(self) -> str:
        """What they are called, where it is of notes kept apart and of nothing else."""
        if self.kind == Kind.GENERAL:
            return ""
        return str(language(self.language).table("notes")[self.kind])

    @property
    def admits(self) -> bool:
        """Whether the contact joins sessions, and is not only to tell us."""
        return self.direction != Direction.OBTAIN and not self.notes

    @property
    def grants(self) -> list[str]:
        """All that is granted; nothing where the contact joins no session."""
        if not self.admits:
            return []
        return [*self.ways, *self.permits]

    @property
    def tellers(self) -> tuple[int, ...]:
        """Those to whose name, or in whose, it is granted."""
        return self.discloser_ids or (PRACTICE,)

    @property
    def told_by(self) -> int:
        """The same, as the release has it."""
        return self.tellers[0] if len(self.tellers) == 1 else SEVERAL

    @property
    def way(self) -> str:
        """Which way information goes, in words; none where nobody was asked."""
        if not self.formats or self.notes:
            return ""
        return str(language(self.language).table("directions")[self.direction])

    @property
    def why(self) -> str:
        """Each purpose: 45 CFR 164.508(c)(1)(iv)."""
        return "; ".join(purpose["label"] for purpose in self.purposes)

    @property
    def rights(self) -> list[Words]:
        """What is said to whoever signs."""
        return [each for each in self.statements if each["code"] not in NOTICES]

    @property
    def notices(self) -> list[Words]:
        """What is said to whoever is told."""
        return [each for each in self.statements if each["code"] in NOTICES]

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
    if version not in DIFFERENT:
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
        **DIFFERENT[version](content),
    )


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
