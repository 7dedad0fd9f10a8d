"""A row of the table that ``make bench`` prints."""

from __future__ import annotations

import operator
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One measurement. ``aim`` reads "≤ 1.2" or "≥ 0.6", or is empty; ``ratio`` is None
    where there was nothing to measure, which ``note`` explains."""

    name: str
    ratio: float | None
    aim: str = ""
    note: str = ""

    @property
    def verdict(self) -> str:
        """Whether the ratio is where it should be, if that was asked and measured."""
        if not self.aim or self.ratio is None:
            return ""
        sign, bound = self.aim.split()
        wanted = operator.le if sign == "≤" else operator.ge
        return "met" if wanted(self.ratio, float(bound)) else "[bold]missed"
