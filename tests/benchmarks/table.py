"""A row of the table that ``make bench`` prints."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One measurement. ``aim`` reads "≤ 1.2" or "≥ 0.6", or is empty."""

    name: str
    ratio: float
    aim: str = ""
    note: str = ""

    @property
    def met(self) -> bool:
        """Whether the ratio is where it should be."""
        if not self.aim:
            return True
        sign, bound = self.aim.split()
        return self.ratio <= float(bound) if sign == "≤" else self.ratio >= float(bound)
