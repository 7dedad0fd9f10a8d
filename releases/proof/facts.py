"""The one-way facts of a release, and the events by which the history tells them.

The one table of them: a fact of a new kind is a line here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from clients.models import EventKind

# What is recorded as it happens has, by another clock, this much of a lead or a lag.
NEAR = timedelta(minutes=2)
Told = Mapping[str, Any]


@dataclass(frozen=True)
class Fact:
    """``column`` of a release says from when; events of ``kind`` tell it.

    ``same`` are further columns, each beside what the event has it as. What may be dated
    ``ahead`` may also be told again, and the last time counts.
    """

    column: str
    kind: EventKind
    called: str
    same: tuple[tuple[str, str], ...] = ()
    ahead: bool = False
    held_as: str = ""

    @property
    def key(self) -> str:
        """What an event holds the instant as."""
        return self.held_as or self.column


FACTS = (
    Fact(
        "revoked_at",
        EventKind.REVOKED,
        "revocation",
        (("revoked_by_id", "actor"), ("revoked_reason", "reason")),
    ),
    Fact(
        "authority_ended_at",
        EventKind.AUTHORITY_ENDED,
        "end of the signer’s authority",
        (("authority_ended_by_id", "actor"), ("authority_ended_because", "because")),
        ahead=True,
        held_as="ends",
    ),
    Fact(
        "law_ended_at",
        EventKind.LAW_ENDED,
        "end by law",
        (("law_ended_by_id", "law"), ("law_ended_because", "because")),
        ahead=True,
        held_as="ends",
    ),
    Fact("event_occurred_at", EventKind.EVENT_OCCURRED, "ending event"),
    Fact("voided_at", EventKind.VOIDED, "voiding"),
    Fact(
        "superseded_at",
        EventKind.SUPERSEDED,
        "replacement",
        (("superseded_by_id", "by"),),
        ahead=True,
    ),
)
KINDS = (
    EventKind.SIGNED,
    *(fact.kind for fact in FACTS),
    EventKind.REVOKED_IN_PART,
    EventKind.VOIDING_ASKED,
    EventKind.VOIDING_DECLINED,
)


def held(release: Any, kind: EventKind) -> dict[str, Any]:
    """What an event of ``kind`` holds of ``release``: when the fact took effect."""
    facts = [fact for fact in FACTS if fact.kind == kind]
    return {fact.key: getattr(release, fact.column).isoformat() for fact in facts}


def taken_back(release: Any, told: list[Told]) -> Iterator[str]:
    """How ``release`` hides what the history tells; nothing if it does not."""
    for fact in FACTS:
        last = last_of(fact, told)
        if last is None:
            continue
        at = getattr(release, fact.column)
        if at is None:
            yield f"its {fact.called} was taken back"
        elif not _agrees(fact, at, last) or any(
            getattr(release, column) != _said(last, key) for column, key in fact.same
        ):
            yield f"its {fact.called} is not as the history tells it"


def untold(release: Any, told: list[Told]) -> Iterator[str]:
    """The facts of ``release`` that the history does not tell."""
    for fact in FACTS:
        at = getattr(release, fact.column)
        if at is not None and last_of(fact, told) is None:
            yield f"the history tells of no {fact.called}"


def last_of(fact: Fact, told: list[Told], *, by: datetime | None = None) -> Told | None:
    """The last event that tells ``fact``; or the last one recorded ``by`` then."""
    events = [
        event
        for event in told
        if event["kind"] == fact.kind and (by is None or instant(event["at"]) <= by)
    ]
    return events[-1] if events else None


def _agrees(fact: Fact, at: datetime, event: Told) -> bool:
    """Old events hold no instant of their own; what happens is then recorded at once."""
    if fact.key in event["detail"]:
        return at == instant(event["detail"][fact.key])
    return fact.ahead or abs(at - instant(event["at"])) <= NEAR


def _said(event: Told, key: str) -> Any:
    return event[key] if key in event else event["detail"].get(key)


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


def comparable(value: Any) -> Any:
    """One instant may be written in several zones."""
    if not isinstance(value, str):
        return value
    try:
        return instant(value)
    except ValueError:
        return value


def alike(one: Any, other: Any) -> bool:
    """Whether both say the same: mostly letter by letter, and else as one instant."""
    return bool(one == other or comparable(one) == comparable(other))
