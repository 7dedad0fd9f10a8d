"""What a story may say: the keys of ``stories/*.toml``, and what would make no sense."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from clients.law.signers import Capacity
from clients.models import Client, Modality
from collateral.demo.days import TODAY, Day, Slot
from collateral.demo.parents import SILENT, Parents
from collateral.demo.scopes import scope_named
from collateral.demo.staff import ROOMS, STAFF
from collateral.demo.story_home import Practicing, Seen
from collateral.gate import Code
from collateral.models import Basis, ParentAnswer, Passed
from practice.models import Role
from releases.models import Format, FormKind

VIDEO = "video"
STATES = dict(Client._meta.get_field("state").flatchoices)


@dataclass(frozen=True)
class Signer:
    """Who signs for a client who does not sign alone, and by what right."""

    name: str
    authority: str
    capacity: Capacity = Capacity.PARENT


@dataclass(frozen=True)
class Person:
    """A contact. One who does not join only hears from the practice."""

    name: str
    relationship: str
    organization: str = ""
    language: str = "English"
    joins: bool = True


@dataclass(frozen=True)
class SignedRelease:
    """Good through the day ``until``, from ``starts`` if not from when it was signed."""

    contact: str
    signed: Day
    until: Day
    scope: str
    starts: Day | None = None
    event: str = ""
    occurred: Day | None = None
    revoked: Day | None = None
    reason: str = ""
    in_writing: bool = False
    voided: Day | None = None
    signer: Signer | None = None
    drawn: bool = False

    def __post_init__(self) -> None:
        scope_named(self.scope)
        _in_order(signed=self.signed, today=TODAY)
        _in_order(signed=self.signed, starts=self.starts, until=self.until)
        _in_order(signed=self.signed, occurred=self.occurred, today=TODAY)
        _in_order(signed=self.signed, revoked=self.revoked, today=TODAY)
        _in_order(signed=self.signed, voided=self.voided, today=TODAY)
        if self.occurred and not self.event:
            raise ValueError("“occurred” needs an “event”.")
        if bool(self.revoked) != bool(self.reason):
            raise ValueError("“revoked” and “reason” go together.")


@dataclass(frozen=True)
class Draft:
    """A release that awaits its signature, or was ``put_aside``."""

    contact: str
    prepared: Day
    scope: str
    put_aside: bool = False

    def __post_init__(self) -> None:
        scope_named(self.scope)
        _in_order(prepared=self.prepared, today=TODAY)


@dataclass(frozen=True)
class Refusal:
    """A session that could not be booked."""

    contact: str
    asked: Day
    code: Code

    def __post_init__(self) -> None:
        _in_order(asked=self.asked, today=TODAY)


@dataclass(frozen=True)
class Telling:
    """What was told: to a ``contact``, all that their release grants; or ``to`` someone
    else, on another ``basis``, what it says.
    """

    told: Day
    contact: str = ""
    to: str = ""
    address: str = ""
    basis: Basis = Basis.RELEASE
    said: str = ""
    why: str = ""

    def __post_init__(self) -> None:
        _in_order(told=self.told, today=TODAY)
        if bool(self.contact) != (self.basis == Basis.RELEASE):
            raise ValueError("Under a release a “contact” is told, else “to” someone.")


@dataclass(frozen=True)
class Wished:
    """A wish of the client's to bring someone in, of which nothing has come yet."""

    contact: str
    said: Day
    words: str

    def __post_init__(self) -> None:
        _in_order(said=self.said, today=TODAY)


@dataclass(frozen=True)
class Screened:
    """That the client was asked alone about someone, and nothing was in the way."""

    contact: str
    asked: Day
    said: str = ""

    def __post_init__(self) -> None:
        _in_order(asked=self.asked, today=TODAY)


@dataclass(frozen=True)
class Parental:
    """What passed with a parent of a minor, about care."""

    contact: str
    passed: Passed
    on: Day
    answer: str = ""

    def __post_init__(self) -> None:
        _in_order(on=self.on, today=TODAY)
        if (self.passed == Passed.ANSWERED) != (self.answer in ParentAnswer.values):
            raise ValueError("Who “answered” says an “answer”, and nobody else does.")


@dataclass(frozen=True)
class Formed:
    """A form signed beside releases: by a ``contact`` who joins, or for the client."""

    kind: FormKind
    signed: Day
    contact: str = ""

    def __post_init__(self) -> None:
        _in_order(signed=self.signed, today=TODAY)
        if bool(self.contact) != (self.kind is FormKind.ACKNOWLEDGEMENT):
            raise ValueError("An acknowledgement, and no other form, has a “contact”.")


@dataclass(frozen=True)
class Goal:
    """What a client works towards; the sessions ahead are planned for it."""

    words: str
    known_by: str
    written: Day

    def __post_init__(self) -> None:
        _in_order(written=self.written, today=TODAY)


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


def _in_order(**days: Day | None) -> None:
    told = [(name, day) for name, day in days.items() if day is not None]
    for (before, day), (after, later) in pairwise(told):
        if later < day:
            raise ValueError(f"“{after}” comes before “{before}”.")
