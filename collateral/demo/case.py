"""One client's case: the story, and the rows that have come of it so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from clients.models import Client, Contact, EventKind
from collateral.demo.batch import Batch
from collateral.demo.calendar import Calendar
from collateral.demo.parts import Person, SignedRelease
from collateral.demo.story import Story
from collateral.models import SessionSeries, TreatmentGoal
from practice.models import Room, User
from releases.models import Release, Voiding


@dataclass(frozen=True)
class Setting:
    """Whoever sees to one client, where they meet, and what day it is."""

    clinician: User
    desk: User
    rooms: dict[str, Room]
    own_room: str
    calendar: Calendar
    batch: Batch


@dataclass(frozen=True)
class CasePerson:
    """One of the people: what was signed for them, and as rows, in the same order."""

    person: Person
    contact: Contact
    signed: list[SignedRelease]
    releases: list[Release] = field(default_factory=list)


@dataclass
class Case:
    """What has come of a story. ``number`` varies its small circumstances."""

    story: Story
    number: int
    setting: Setting
    client: Client
    people: list[CasePerson] = field(default_factory=list)
    voidings: list[Voiding] = field(default_factory=list)
    goal: TreatmentGoal | None = None
    series: SessionSeries | None = None

    @property
    def minute(self) -> int:
        """At which this client's things are done, within the hour."""
        return self.number * 7 % 30

    @property
    def room(self) -> Room | None:
        return self.setting.rooms.get(self.story.room or self.setting.own_room)

    def say(
        self,
        kind: EventKind,
        at: datetime,
        actor: User,
        *,
        release: Release | None = None,
        **about: Any,
    ) -> None:
        """Record what happened, to ``release`` and its contact if one is named."""
        if release:
            about["contact"] = release.contact
        self.setting.batch.happened(
            kind, self.client, actor, at, release=release, **about
        )
