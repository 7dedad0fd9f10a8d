"""How the invented lives are told. Days are counted from today, ahead or ago."""

from __future__ import annotations

from dataclasses import dataclass

from clients.law.signers import Capacity
from clients.models import Modality
from collateral.gate import Code
from releases.models import Format


@dataclass(frozen=True)
class Signer:
    """Who signs for a client who does not sign alone, and by what right."""

    name: str
    authority: str
    capacity: Capacity = Capacity.PARENT


@dataclass(frozen=True)
class Signed:
    """A release signed ``ago`` days ago, good through the day ``until`` days ahead.

    It counts from the day ``starts`` days ahead, if not from its signature.
    """

    ago: int
    until: int
    scope: str = "support"
    starts: int | None = None
    event: str = ""
    occurred: int | None = None
    revoked: int | None = None
    reason: str = ""
    voided: int | None = None
    signer: Signer | None = None
    drawn: bool = False


@dataclass(frozen=True)
class Someone:
    """A contact, and what has been signed for them."""

    name: str
    relationship: str
    signed: tuple[Signed, ...] = ()
    organisation: str = ""
    language: str = "English"
    draft: int | None = None  # prepared so many days ago, awaiting signature
    set_aside: int | None = None  # another was prepared, and put aside
    scope: str = "support"  # of those drafts
    refused: tuple[tuple[int, Code], ...] = ()
    joins: bool = True


@dataclass(frozen=True)
class Story:
    """A client. ``slot`` is the weekday and hour that is theirs, every so many weeks."""

    name: str
    age: int
    modality: Modality
    slot: str
    people: tuple[Someone, ...]
    every: int = 2
    phase: int = 0
    chosen: str = ""
    state: str = "NY"
    language: str = "English"
    birthday: int | None = None
    part2: bool = False
    room: str = ""  # the clinician's own, unless said; "video" is none
    format: Format = Format.JOINT
    signer: Signer | None = None


WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri")


def weekday_and_hour(slot: str) -> tuple[int, int]:
    """``Tue 15`` is the second day of the week, three in the afternoon."""
    day, hour = slot.split()
    return WEEKDAYS.index(day), int(hour)
