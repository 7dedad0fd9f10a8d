"""A session as someone asks the gate to have it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from clients.models import Client, Contact
from collateral.models.session_kind import SessionKind
from practice.models import Room, User
from practice.spans import Span, span
from releases.models import Place


@dataclass(frozen=True)
class Proposal:
    """A session as someone asks to have it. Nothing of it is saved.

    ``session_id`` names the session that would be moved, re-opened or joined, and
    ``booked_at`` is from when it would then be booked. ``contacts`` are all who would
    then have a seat; ``joining`` who of them has none yet, ``leaving`` who has one now.
    ``topics`` is what everyone in it is to hear of whom ``hears`` does not name, which has
    each one's own. ``from_wish`` is whether its plan is made from a wish, and so needs a
    screening of each, and an approval; ``approved_later``, that it is on hold until then, or
    has begun and goes on.
    A change to a session on hold needs no cover: it leans on nothing until it is booked
    again.
    """

    client: Client
    contacts: tuple[Contact, ...]
    clinician: User
    during: Span
    room: Room | None
    format: str
    place: str
    topics: tuple[str, ...] = ()
    booked_at: datetime = field(default_factory=timezone.now)
    session_id: int | None = None
    joining: tuple[Contact, ...] = ()
    leaving: tuple[Contact, ...] = ()
    needs_cover: bool = True
    from_wish: bool = False
    approved_later: bool = False
    hears: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    kind: str = SessionKind.SESSION

    def heard_by(self, contact_id: int) -> tuple[str, ...]:
        """What one who joins is to hear of."""
        return self.hears.get(contact_id, self.topics)

    def needs_of(self, contact_id: int) -> tuple[str, ...]:
        """All that must be granted to one who joins, as grants call it."""
        return self.format, self.place, *self.heard_by(contact_id)

    @property
    def every_topic(self) -> tuple[str, ...]:
        """All that anyone in it is to hear of."""
        heard = [topic for who in self.contacts for topic in self.heard_by(who.pk)]
        return tuple(dict.fromkeys(heard))

    @property
    def where(self) -> str:
        """The room, or how people meet without one."""
        return self.room.name if self.room else str(Place(self.place).label)

    @property
    def relies_on(self) -> Span:
        """What everyone's release must cover: from booking until the session ends."""
        return span(self.booked_at, max(self.during.upper, self.booked_at))
