"""What the invented releases allow, and what the sessions that lean on them are for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from practice.typed_toml import read
from releases.models import Direction, Format, Place, Purpose
from releases.models.draft import SensitiveTopic, Topic

FILE = Path(__file__).with_name("scopes.toml")


@dataclass(frozen=True)
class Plan:
    """Of a session. ``{client}`` in its words is the client's first name."""

    topics: str
    boundaries: str


@dataclass(frozen=True)
class Scope:
    """One kind of release, and the plans that its sessions have in turn.

    Their purpose is the first of the release's.
    """

    name: str
    purposes: tuple[Purpose, ...]
    topics: tuple[Topic, ...]
    details: str
    off_limits: str
    plans: tuple[Plan, ...]
    sensitive: tuple[SensitiveTopic, ...] = ()
    off_limit_topics: tuple[Topic, ...] = ()
    own_clinician_only: bool = False
    direction: Direction = Direction.EXCHANGE
    formats: tuple[Format, ...] = tuple(Format)
    places: tuple[Place, ...] = tuple(Place)
    most_sessions: int | None = None

    def __post_init__(self) -> None:
        if not self.purposes:
            raise ValueError("There is no purpose.")
        if not self.plans:
            raise ValueError("There is no plan for its sessions.")


@dataclass(frozen=True)
class Scopes:
    scopes: tuple[Scope, ...]


def scope_named(name: str) -> Scope:
    """Raises ``ValueError`` at a name that there is not."""
    if name not in (scopes := _by_name()):
        raise ValueError(f"Unknown scope “{name}”; known: {', '.join(scopes)}.")
    return scopes[name]


@cache
def _by_name() -> dict[str, Scope]:
    return {scope.name: scope for scope in read(FILE, Scopes).scopes}
