"""The nearest earlier time at which a refused session could be had."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Q

from collateral.gate import Proposal
from collateral.models import Session, Status
from practice.spans import Span, clock_of, local_day, local_instant, span
from releases.cover import Cover
from releases.models import PRACTICE, Format, Grant

LOOK_BACK = 60  # days


def nearest_earlier(proposal: Proposal, now: datetime) -> datetime | None:
    """The latest start before the one proposed and after ``now``, at the same time of
    day, at which everyone is covered and clinician, room and people are free. Two
    queries.
    """
    length = proposal.during.upper - proposal.during.lower
    covers = _covers(proposal)
    busy = None
    for start in _days_before(proposal, now):
        wanted = span(start, start + length)
        relies_on = span(proposal.booked_at, wanted.upper)
        if not all(_any_tells(theirs, relies_on) for theirs in covers):
            continue
        if busy is None:
            busy = _busy(proposal)
        if not any(
            taken.lower < wanted.upper and wanted.lower < taken.upper for taken in busy
        ):
            return start
    return None


def _days_before(proposal: Proposal, now: datetime) -> Iterator[datetime]:
    start = proposal.during.lower
    day, clock = local_day(start), clock_of(start)
    weekday_only = day.weekday() < 5  # noqa: PLR2004 (Saturday)
    for back in range(1, LOOK_BACK + 1):
        earlier = day - timedelta(days=back)
        if weekday_only and earlier.weekday() >= 5:  # noqa: PLR2004
            continue
        instant = local_instant(earlier, clock, lenient=True)
        if instant <= max(proposal.booked_at, now):
            return  # what is moved was booked some time ago
        yield instant


def _any_tells(theirs: dict[int, list[Cover]], relies_on: Span) -> bool:
    """Whether any of the disclosers may tell all that is needed."""
    return any(all(c.covers(relies_on) for c in needs) for needs in theirs.values())


def _covers(proposal: Proposal) -> list[dict[int, list[Cover]]]:
    """For each who would join, the cover by each who may tell, of each thing needed."""
    wanted = {who.pk: proposal.needs_of(who.pk) for who in proposal.contacts}
    granted = Grant.objects.filter(
        client=proposal.client,
        contact__in=proposal.contacts,
        what__in={what for needs in wanted.values() for what in needs},
    ).told_by(proposal.clinician.pk)
    spans: dict[tuple[int, int, str], list[Span | None]] = {}
    rows = granted.order_by().values_list("contact", "discloser", "what", "in_force")
    for contact, discloser, what, in_force in rows:
        spans.setdefault((contact, discloser, what), []).append(in_force)
    return [
        {
            discloser: [
                Cover.of(spans.get((who.pk, discloser, what), []))
                for what in wanted[who.pk]
            ]
            for discloser in (PRACTICE, proposal.clinician.pk)
        }
        for who in proposal.contacts
    ]


def _busy(proposal: Proposal) -> list[Span]:
    """When clinician, room, client or contacts are taken, around the proposed time."""
    end = proposal.during.lower
    taken = (
        Q(clinician=proposal.clinician)
        | Q(participants__contact__in=proposal.contacts)
        | (Q(room=proposal.room) if proposal.room else Q(pk__in=[]))
    )
    if proposal.format == Format.JOINT:
        taken |= Q(client=proposal.client, format=Format.JOINT)
    return list(
        Session.objects.starting(end - timedelta(days=LOOK_BACK + 1), end)
        .filter(taken)
        .exclude(status=Status.CANCELLED)
        .exclude(pk=proposal.session_id or 0)
        .order_by()
        .values_list("during", flat=True)
    )
