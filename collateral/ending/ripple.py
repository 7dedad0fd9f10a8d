"""What ending or replacing a release would put on hold, before it is done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils import timezone

from collateral.models import (
    Participant,
    Session,
    SessionQuerySet,
    SessionTopic,
)
from practice.spans import Span, span
from releases.models import PRACTICE, Direction, Kind, Release, ReleaseDraft
from releases.signing.sign import replaced_by, when_signed


@dataclass(frozen=True)
class Replacing:
    """What signing a draft would do: when it ``counts``, and what it would end."""

    counts: Span | None
    replaced: list[Release]
    held: list[Session]


def of_ending(release: Release, at: datetime | None = None) -> SessionQuerySet:
    """The sessions that would go on hold if ``release`` ended at ``at``, or now; soonest
    first."""
    now = at or timezone.now()
    if release.in_force is None or release.in_force.upper <= now:
        return Session.objects.none()
    left = span(max(now, release.in_force.lower), release.in_force.upper)
    return _leaning(release, left)


def of_ending_all(releases: Iterable[Release]) -> SessionQuerySet:
    """As ``of_ending``, if all of ``releases`` ended now."""
    return reduce(or_, map(of_ending, releases), Session.objects.none())


def of_part_joined(release: Release, part: Iterable[str]) -> SessionQuerySet:
    """The sessions that would go on hold if ``release`` ended now for ``part`` alone:
    its contact could not join them so.
    """
    return of_ending(release).filter(_joined(part))


def of_part_heard(release: Release, part: Iterable[str]) -> SessionQuerySet:
    """The others that could not stay as they are: in them, its contact would hear of it.
    They are held, or lose the topic.
    """
    heard = SessionTopic.objects.filter(contact=release.contact_id, topic__in=part)
    leaning = of_ending(release).filter(pk__in=heard.values("participant__session"))
    return leaning.exclude(_joined(part))


def of_parts(releases: Iterable[Release], part: Iterable[str]) -> SessionQuerySet:
    """All of these, of all of ``releases``."""
    leaning = [
        of_part_joined(each, part) | of_part_heard(each, part) for each in releases
    ]
    return reduce(or_, leaning, Session.objects.none())


def _joined(part: Iterable[str]) -> Q:
    return Q(format__in=part) | Q(place__in=part)


def of_signing(draft: ReleaseDraft, capacity: str) -> Replacing:
    """What signing ``draft`` now, in that right, would replace and put on hold.

    Foretold, where ``sign`` asks the database: whatever stands is covered, and what is
    replaced lends its place to ``draft``, so cover is lost only after ``draft`` ends; or
    at once, where ``draft`` does not admit to them.
    """
    counts = when_signed(draft, capacity, timezone.now())
    if counts is None:
        return Replacing(None, [], [])
    replaced = list(replaced_by(draft, counts).order_by("in_force"))
    until = max((old.in_force.upper for old in replaced), default=counts.upper)
    held = Session.objects.none()
    if until > counts.upper:
        held = _leaning(draft, span(counts.upper, until))
    others = _leaning(draft, span(counts.lower, max(until, counts.upper)))
    held |= others.exclude(_joined_by(draft)) | others.filter(_left_out_by(draft))
    if draft.most_sessions is not None:
        counted = _leaning(draft, counts).filter(during__overlap=counts)
        over = list(counted.values_list("pk", flat=True))[draft.most_sessions :]
        held |= Session.objects.filter(pk__in=over)
    return Replacing(counts, replaced, list(held.select_related("clinician", "room")))


def _joined_by(draft: ReleaseDraft) -> Q:
    """The sessions to which ``draft`` admits, of those in its time."""
    if draft.direction == Direction.OBTAIN:
        return Q(pk__in=[])
    told = Q() if PRACTICE in draft.disclosers else Q(clinician__in=draft.disclosers)
    return told & Q(format__in=draft.formats, place__in=draft.places)


def _left_out_by(draft: ReleaseDraft) -> Q:
    """The sessions in which its contact would hear of more than ``draft`` lets them."""
    heard = SessionTopic.objects.filter(contact=draft.contact_id).exclude(
        topic__in=[*draft.topics, *draft.sensitive_topics]
    )
    return Q(pk__in=heard.values("participant__session"))


def _leaning(on: Release | ReleaseDraft, lost: Span) -> SessionQuerySet:
    """The sessions that need a release for the same contact at some time in ``lost``:
    none, where it is one of notes, by which nobody joins.
    """
    if on.kind != Kind.GENERAL:
        return Session.objects.none()
    seats = Participant.objects.standing().filter(
        client=on.client_id, contact=on.contact_id, relies_on__overlap=lost
    )
    return Session.objects.filter(pk__in=seats.values("session")).order_by(
        "during__startswith", "pk"
    )
