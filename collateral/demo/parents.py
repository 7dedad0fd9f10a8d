"""What passes with parents in a story: who is expected, and what was said and told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from collateral.demo.days import Day
from collateral.models import Channel, Occasion


@dataclass(frozen=True)
class Interview:
    """An intake with a contact, in their words."""

    contact: str
    said: Day
    concerns: str = ""
    home: str = ""
    school: str = ""
    family: str = ""
    strengths: str = ""
    goals: str = ""
    no_longer: str = ""


@dataclass(frozen=True)
class Word:
    """A check-in with a contact."""

    contact: str
    said: Day
    occasion: Occasion
    words: str


@dataclass(frozen=True)
class Expected:
    """What a contact was told is expected of them."""

    contact: str
    said: Day
    words: str


@dataclass(frozen=True)
class Call:
    """That a contact turned to the practice, and waits for an answer."""

    contact: str
    said: Day
    channel: Channel
    words: str


@dataclass(frozen=True)
class Parents:
    """What there is of it in one story; ``family`` are those expected each time."""

    family: tuple[str, ...] = ()
    intakes: tuple[Interview, ...] = ()
    check_ins: tuple[Word, ...] = ()
    expectations: tuple[Expected, ...] = ()
    inquiries: tuple[Call, ...] = ()

    def names(self) -> Iterator[str]:
        """Of all who are spoken of."""
        yield from self.family
        for told in (
            self.intakes,
            self.check_ins,
            self.expectations,
            self.inquiries,
        ):
            yield from (each.contact for each in told)


SILENT = Parents()
