"""Cover: the time that one contact's releases cover between them, without a break.

The database is the judge of whether someone is covered (``GrantQuerySet.covering``).
This reads, from what is at hand already, how far cover goes, where it fails and why.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from practice.spans import Span, span
from releases.endings import ending_of
from releases.models.release import Release
from releases.models.scope import Kind


@dataclass(frozen=True)
class Cover:
    """Unbroken ``runs`` of cover, in order. ``releases`` are asked only ``why``."""

    runs: tuple[Span, ...] = ()
    releases: tuple[Release, ...] = ()

    @classmethod
    def of(
        cls, spans: Iterable[Span | None], releases: Iterable[Release] = ()
    ) -> Cover:
        """What ``spans`` cover: one that starts where another ends carries on."""
        found = [each for each in spans if each and each.lower < each.upper]
        runs: list[Span] = []
        for each in sorted(found, key=lambda each: each.lower):
            if runs and each.lower <= runs[-1].upper:
                last = runs.pop()
                runs.append(span(last.lower, max(last.upper, each.upper)))
            else:
                runs.append(each)
        return cls(tuple(runs), tuple(releases))

    @classmethod
    def by(cls, releases: Iterable[Release]) -> Cover:
        """The cover that ``releases``, all for one contact, give while in force. One of
        notes gives none.
        """
        releases = tuple(each for each in releases if each.kind == Kind.GENERAL)
        return cls.of((release.in_force for release in releases), releases)

    def until(self, at: datetime) -> datetime | None:
        """Until when cover goes on from ``at``; None where there is none."""
        ends = (run.upper for run in self.runs if run.lower <= at < run.upper)
        return next(ends, None)

    def first_gap(self, at: datetime) -> datetime:
        """The first instant, ``at`` or later, that is not covered."""
        return self.until(at) or at

    def covers(self, wanted: Span) -> bool:
        """Whether all of ``wanted`` is covered. What is empty is not."""
        return wanted.lower < wanted.upper <= self.first_gap(wanted.lower)

    def starts_after(self, at: datetime) -> datetime | None:
        """When cover next begins, later than ``at``."""
        return next((run.lower for run in self.runs if run.lower > at), None)

    def why(self, at: datetime) -> Release | None:
        """The release whose end left ``at`` uncovered: the last to end by then."""
        ended = [each for each in self.releases if ending_of(each).at <= at]
        return max(ended, key=lambda each: (ending_of(each).at, each.pk), default=None)
