"""A release's status at an instant: derived from its dates, never stored."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from django.utils.translation import gettext

from practice.formats import say_day_short_year
from practice.spans import last_day, local_day
from releases.cover import Cover
from releases.endings import ENDINGS, ending_of
from releases.lost import parts_revoked, revoked_at
from releases.models.release import Release
from releases.models.scope import Kind

ENDING = timedelta(days=30)


class Tone(StrEnum):
    """How a status looks; its words say the same."""

    ACTIVE = "active"
    ENDING = "ending"
    WAITING = "waiting"
    STOPPED = "stopped"


@dataclass(frozen=True)
class Status:
    """What a chip shows. ``ended_at`` is the instant from which it no longer counts,
    ``lost`` the release whose revocation is to be recorded again.
    """

    code: str
    label: str
    tone: Tone
    icon: str
    ended_at: datetime | None = None
    lost: int | None = None


NO_RELEASE = Status("none", "No release", Tone.STOPPED, "circle-slash")
TOO_SOON = Status("too_soon", "Ends too soon", Tone.ENDING, "clock-alert")
ANOTHERS = Status("anothers", "For another clinician", Tone.STOPPED, "circle-slash")
NOT_PERMITTED = Status(
    "not_permitted", "Does not permit this", Tone.STOPPED, "circle-slash"
)
CHANGED = Status("changed", "Changed after signing", Tone.STOPPED, "circle-slash")
NOT_TO_JOIN = Status("apart", "Takes no part", Tone.STOPPED, "circle-slash")
NOT_READY = Status("not_ready", "Not ready", Tone.STOPPED, "circle-slash")
AWAITING = Status("awaiting", "Awaiting signature", Tone.WAITING, "pen-line")
CHECKING = Status("checking", "Signed, being checked", Tone.WAITING, "file-check")
REFUSED = Status("refused", "Signature refused", Tone.STOPPED, "circle-slash")
ENDS_SOON = Status("ends_soon", "Ends soon", Tone.ENDING, "clock-alert")
COVERED = Status("covered", "Covered", Tone.ACTIVE, "check")
# Of a release that counts again, as a restored backup does not know that it was revoked.
LOST = "lost"


def status_of(
    release: Release, at: datetime, *, until: datetime | None = None
) -> Status:
    """The status of ``release`` at ``at``; ``until`` is how far renewals carry it."""
    first = ending_of(release)
    start = max(release.signed_at, release.effective_at)
    if first.at <= max(start, at):
        ending = ENDINGS[first.field]
        label = ending.label.format(day=say_day_short_year(first.day))
        return Status(ending.code, label, Tone.STOPPED, "circle-slash", first.at)
    if revoked := revoked_at(release, at):
        day = say_day_short_year(local_day(revoked))
        label, icon = gettext("Revoked {day}: record it again"), "triangle-alert"
        said = label.format(day=day)
        return Status(LOST, said, Tone.STOPPED, icon, revoked, release.pk)
    if at < start:
        day = say_day_short_year(local_day(start))
        label = gettext("Starts {day}").format(day=day)
        return Status("not_yet", label, Tone.WAITING, "calendar-clock")
    if parts := parts_revoked(release, at):
        day = say_day_short_year(local_day(max(parts.values())))
        label, icon = (
            gettext("Revoked in part {day}: record it again"),
            "triangle-alert",
        )
        said = label.format(day=day)
        return Status("lost_part", said, Tone.ENDING, icon, lost=release.pk)
    end = until or first.at
    day = say_day_short_year(last_day(end))
    if end - at <= ENDING:
        label = gettext("Ends {day}").format(day=day)
        return Status("ending", label, Tone.ENDING, "clock-alert")
    label = gettext("Active to {day}").format(day=day)
    return Status("active", label, Tone.ACTIVE, "check")


def statuses_of(
    releases: Iterable[Release], at: datetime
) -> list[tuple[Release, Status]]:
    """Each of ``releases`` with its status at ``at``; one that others carry on without
    a gap says until when they do.
    """
    releases = list(releases)
    theirs: dict[int, list[Release]] = {}
    for release in releases:
        theirs.setdefault(release.contact_id, []).append(release)
    cover = {contact: cover_of(signed, at) for contact, signed in theirs.items()}
    return [
        (release, _renewed(release, at, cover[release.contact_id].until(at)))
        if release.kind == Kind.GENERAL
        else (release, status_of(release, at))
        for release in releases
    ]


def cover_of(releases: Iterable[Release], at: datetime) -> Cover:
    """How far they carry each other on: those that were revoked carry nothing."""
    return Cover.by(each for each in releases if not revoked_at(each, at))


def _renewed(release: Release, at: datetime, until: datetime | None) -> Status:
    status = status_of(release, at, until=until)
    runs = status.code in ("active", "ending")
    if until is None or not runs or until <= ending_of(release).at:
        return status
    day = say_day_short_year(last_day(until))
    return replace(status, label=gettext("Renewed to {day}").format(day=day))


def status_of_contact(
    releases: Iterable[Release],
    at: datetime,
    *,
    awaiting: bool = False,
    refused: bool = False,
    checking: bool = False,
) -> Status:
    """One status for all of a contact's releases and their drafts, at ``at``: whether
    they may join, to which one of notes says nothing; ``refused`` is whether someone
    refuses to sign what awaits a signature, ``checking`` whether it is signed on a paper
    that nobody has checked yet.

    In force comes first, read to the end of an unbroken run of renewals; then one that
    starts later, one awaiting signature, and what ended last.
    """
    general = (each for each in releases if each.kind == Kind.GENERAL)
    ranked = sorted(general, key=lambda release: release.signed_at, reverse=True)
    current = [r for r in ranked if r.in_force and at in r.in_force]
    if current:
        return status_of(current[0], at, until=cover_of(ranked, at).until(at))
    statuses = [status_of(release, at) for release in ranked]
    later = [status for status in statuses if status.code == "not_yet"]
    if later:
        return later[0]
    if awaiting:
        return REFUSED if refused else CHECKING if checking else AWAITING
    ended = [s for s in statuses if s.ended_at and s.code != "superseded"] or statuses
    return max(ended, key=lambda s: s.ended_at or at, default=NO_RELEASE)
