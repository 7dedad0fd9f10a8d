"""What a story may say of home and school: what is practiced there, and what was seen."""

from __future__ import annotations

from dataclasses import dataclass

from collateral.demo.days import TODAY, Day
from collateral.models import Where


@dataclass(frozen=True)
class Practicing:
    """What someone was asked to do at home, from a day until another."""

    contact: str
    agreed: Day
    until: Day
    what: str
    done: bool = False

    def __post_init__(self) -> None:
        if not self.agreed <= min(self.until, TODAY):
            raise ValueError(
                "What is practiced was agreed by today, and before its day."
            )


@dataclass(frozen=True)
class Seen:
    """What someone said they saw on a day."""

    contact: str
    day: Day
    place: Where
    words: str

    def __post_init__(self) -> None:
        if self.day > TODAY:
            raise ValueError("What was seen was seen today or before.")
