"""What a story of the demo is made of."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from clients.law.signers import Capacity
from collateral.demo.days import TODAY, Day
from collateral.demo.scopes import scope_named
from collateral.gate import Code
from collateral.models import Basis, ParentAnswer, Passed
from releases.models import FormKind


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


def _in_order(**days: Day | None) -> None:
    told = [(name, day) for name, day in days.items() if day is not None]
    for (before, day), (after, later) in pairwise(told):
        if later < day:
            raise ValueError(f"“{after}” comes before “{before}”.")
