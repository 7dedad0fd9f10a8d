"""What a story may say: the keys of ``stories/*.toml``, and what would make no sense."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from clients.models import Client, Modality
from collateral.demo.days import Day, Slot
from collateral.demo.parents import SILENT, Parents
from collateral.demo.parts import (
    Draft,
    Formed,
    Goal,
    Parental,
    Person,
    Refusal,
    Screened,
    SignedRelease,
    Signer,
    Telling,
    Wished,
)
from collateral.demo.staff import ROOMS, STAFF
from collateral.demo.story_home import Practicing, Seen
from practice.models import Role
from releases.models import Format

VIDEO = "video"
STATES = dict(Client._meta.get_field("state").flatchoices)


@dataclass(frozen=True)
class Story:
    """A client, the people in their life, and what was signed.

    They meet in the weeks from this one that divided by ``every_weeks`` leave ``phase``,
    in the clinician's own room unless it says which, or "video"; from today on as one
    series, where it ``repeats``.
    """

    client: str
    age: int
    modality: Modality
    meets: Slot
    people: tuple[Person, ...]
    releases: tuple[SignedRelease, ...] = ()
    drafts: tuple[Draft, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    tellings: tuple[Telling, ...] = ()
    wishes: tuple[Wished, ...] = ()
    screenings: tuple[Screened, ...] = ()
    both_parents: tuple[Parental, ...] = ()
    parents: Parents = SILENT
    practices: tuple[Practicing, ...] = ()
    seen: tuple[Seen, ...] = ()
    forms: tuple[Formed, ...] = ()
    every_weeks: int = 2
    phase: int = 0
    chosen_name: str = ""
    state: str = "NY"
    language: str = "English"
    birthday: Day | None = None
    part2: bool = False
    room: str = ""
    format: Format = Format.JOINT
    signer: Signer | None = None
    goal: Goal | None = None
    repeats: bool = False

    def __post_init__(self) -> None:
        _one_of(STATES, self.state, "state")
        if self.room:
            _one_of([*ROOMS, VIDEO], self.room, "room")
        if not 0 <= self.phase < self.every_weeks:
            raise ValueError("“phase” counts from 0 to less than “every_weeks”.")
        names = [person.name for person in self.people]
        if len(set(names)) < len(names):
            raise ValueError("Two of the people have the same name.")
        told: list[Any]
        told = [*self.releases, *self.drafts, *self.refusals, *self.wishes]
        told += [*self.screenings, *self.both_parents, *self.practices, *self.seen]
        for each in told:
            _one_of(names, each.contact, "contact")
        for name in self.parents.names():
            _one_of(names, name, "contact")
        heard_or_signed = [each.contact for each in self.tellings]
        heard_or_signed += [each.contact for each in self.forms]
        for heard in filter(None, heard_or_signed):
            _one_of(names, heard, "contact")
        for signer in (self.signer, *(each.signer for each in self.releases)):
            if signer:
                _one_of([self.client, *names], signer.name, "signer")

    def signed_for(self, person: Person) -> list[SignedRelease]:
        """In the order in which they were signed."""
        theirs = [each for each in self.releases if each.contact == person.name]
        return sorted(theirs, key=lambda each: each.signed)


@dataclass(frozen=True)
class Caseload:
    """A clinician by user name, the room that is theirs, and their clients."""

    clinician: str
    room: str
    stories: tuple[Story, ...]

    def __post_init__(self) -> None:
        clinicians = [name for name, _, role in STAFF if role == Role.CLINICIAN]
        _one_of(clinicians, self.clinician, "clinician")
        _one_of(ROOMS, self.room, "room")


def _one_of(known: Collection[str], name: str, what: str) -> None:
    if name not in known:
        raise ValueError(f"Unknown {what} “{name}”; known: {', '.join(known)}.")
