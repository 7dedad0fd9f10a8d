"""A release's status at an instant: derived from its dates, never stored."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.utils.translation import gettext, gettext_lazy

from practice.formats import say_day_short_year
from practice.spans import last_day, local_day
from releases.models.release import Release

ENDING = timedelta(days=30)


class Tone(StrEnum):
    """How a status looks; its words say the same."""

    ACTIVE = "active"
    ENDING = "ending"
    WAITING = "waiting"
    STOPPED = "stopped"


@dataclass(frozen=True)
class Status:
    """What a chip shows. ``ended_at`` is the instant from which it no longer counts."""

    code: str
    label: str
    tone: Tone
    icon: str
    ended_at: datetime | None = None


# What can end a release, and the code and words of each. The earliest decides.
ENDINGS = {
    "expires_at": ("expired", gettext_lazy("Expired {day}")),
    "authority_ends_at": (
        "lapsed",
        gettext_lazy("Lapsed: the signer's authority ended {day}"),
    ),
    "event_occurred_at": ("event_occurred", gettext_lazy("Ended by its event {day}")),
    "revoked_at": ("revoked", gettext_lazy("Revoked {day}")),
    "superseded_at": ("superseded", gettext_lazy("Replaced {day}")),
    "voided_at": ("voided", gettext_lazy("Void {day}")),
}
NO_RELEASE = Status("none", "No release", Tone.STOPPED, "circle-slash")
TOO_SOON = Status("too_soon", "Ends too soon", Tone.ENDING, "clock-alert")
AWAITING = Status("awaiting", "Awaiting signature", Tone.WAITING, "pen-line")


def ending_of(release: Release) -> tuple[str, datetime]:
    """The field that ends ``release`` first, and when. The date it gives may be ahead."""
    ends = [
        (at, field) for field in ENDINGS if (at := getattr(release, field)) is not None
    ]
    # An act that falls on the very instant of expiry is what people should read.
    at, field = min(ends, key=lambda end: (end[0], end[1] == "expires_at"))
    return field, at


def status_of(
    release: Release, at: datetime, *, until: datetime | None = None
) -> Status:
    """The status of ``release`` at ``at``; ``until`` is how far renewals carry it."""
    field, end = ending_of(release)
    start = max(release.signed_at, release.effective_at)
    if end <= start or end <= at:
        code, said = ENDINGS[field]
        day = say_day_short_year(
            last_day(end) if field == "expires_at" else local_day(end)
        )
        label = said.format(day=day)
        return Status(code, label, Tone.STOPPED, "circle-slash", end)
    if at < start:
        day = say_day_short_year(local_day(start))
        label = gettext("Starts {day}").format(day=day)
        return Status("not_yet", label, Tone.WAITING, "calendar-clock")
    end = until or end
    day = say_day_short_year(last_day(end))
    if end - at <= ENDING:
        label = gettext("Ends {day}").format(day=day)
        return Status("ending", label, Tone.ENDING, "clock-alert")
    label = gettext("Active to {day}").format(day=day)
    return Status("active", label, Tone.ACTIVE, "check")


def status_of_contact(
    releases: Iterable[Release], at: datetime, *, awaiting: bool = False
) -> Status:
    """One status for all of a contact's releases and their drafts, at ``at``.

    In force comes first, read to the end of an unbroken run of renewals; then one that
    starts later, one awaiting signature, and what ended last.
    """
    ranked = sorted(releases, key=lambda release: release.signed_at, reverse=True)
    current = [r for r in ranked if r.in_force and at in r.in_force]
    if current:
        until = _end_of_run(current[0].in_force.upper, ranked)
        return status_of(current[0], at, until=until)
    statuses = [status_of(release, at) for release in ranked]
    later = [status for status in statuses if status.code == "not_yet"]
    if later:
        return later[0]
    if awaiting:
        return AWAITING
    ended = [s for s in statuses if s.ended_at and s.code != "superseded"] or statuses
    return max(ended, key=lambda s: s.ended_at or at, default=NO_RELEASE)


def _end_of_run(end: datetime, releases: list[Release]) -> datetime:
    """How far ``releases`` carry on, without a gap, from where one ends."""
    for release in releases:
        if release.in_force and release.in_force.lower == end:
            return _end_of_run(release.in_force.upper, releases)
    return end
