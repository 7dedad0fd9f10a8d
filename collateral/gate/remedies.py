"""What would help: ways, one click each, to have a refused session after all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Q
from django.http import QueryDict
from django.urls import reverse

from collateral.gate import Code, Line, Proposal, Verdict
from collateral.models import Session, Status
from practice.formats import say_clock, say_weekday
from practice.spans import Span, clock_of, local_day, local_instant, span
from releases.cover import Cover
from releases.models import Format, Grant

LOOK_BACK = 60  # days

# What a form calls these; a remedy sends them again, changed.
DATE, START, CONTACTS = "date", "start", "contacts"


@dataclass(frozen=True)
class Remedy:
    """A way out: a link, or the same form sent again with other ``fields``."""

    label: str
    url: str
    method: str = "get"
    fields: tuple[tuple[str, str], ...] = field(default=())


def remedies_for(
    proposal: Proposal,
    verdict: Verdict,
    typed: QueryDict,
    url: str,
    now: datetime,
    *,
    theirs: bool,
) -> dict[int, list[Remedy]]:
    """For each contact not covered, by id, what would help, most helpful first.

    ``typed`` is what was sent to ``url``; all of it goes along with a remedy. A release
    is only got by whose client it is about: ``theirs``.
    """
    earlier = _earlier(proposal, typed, url, now)
    return {
        gap.contact.pk: [
            *([_release_for(gap)] if theirs else []),
            *earlier,
            *_without(gap, proposal, typed, url),
        ]
        for gap in verdict.gaps
    }


def kind_to_prepare(gap: Line) -> str:
    """What to call the release that would close ``gap``."""
    return _KINDS.get(gap.code, "new release")


_KINDS = {
    Code.NO_RELEASE: "release",
    Code.EXPIRED: "renewal",
    Code.EXPIRES_BEFORE_SESSION: "renewal",
}


def _release_for(gap: Line) -> Remedy:
    name = gap.contact.first_name
    if gap.draft:
        url = reverse("draft_signature", args=[gap.draft.pk])
        return Remedy(f"Get the release for {name} signed", url)
    url = reverse("draft_new", args=[gap.contact.pk])
    return Remedy(f"Prepare a {kind_to_prepare(gap)} for {name}", url)


def _earlier(
    proposal: Proposal, typed: QueryDict, url: str, now: datetime
) -> list[Remedy]:
    if DATE not in typed or (found := nearest_earlier(proposal, now)) is None:
        return []
    label = f"Move to {say_weekday(found)}, {say_clock(found)}"
    day, clock = local_day(found), clock_of(found)
    changed = {DATE: [day.isoformat()], START: [f"{clock:%H:%M}"]}
    return [Remedy(label, url, "post", _sent_again(typed, changed))]


def _without(gap: Line, proposal: Proposal, typed: QueryDict, url: str) -> list[Remedy]:
    name = gap.contact.first_name
    if (
        proposal.session_id and CONTACTS not in typed
    ):  # moved: first without, then moved
        if DATE not in typed or len(proposal.contacts) == 1:
            return []
        out = reverse("session_reopening", args=[proposal.session_id])
        return [Remedy(f"Take {name} out", f"{out}?leaving={gap.contact.pk}")]
    others = [pk for pk in typed.getlist(CONTACTS) if pk != str(gap.contact.pk)]
    if not others:
        return []
    fields = _sent_again(typed, {CONTACTS: others})
    return [Remedy(f"Book without {name}", url, "post", fields)]


def _sent_again(
    typed: QueryDict, changed: dict[str, list[str]]
) -> tuple[tuple[str, str], ...]:
    fields = {**dict(typed.lists()), **changed}
    return tuple(
        (name, str(value))
        for name, values in fields.items()
        if name != "csrfmiddlewaretoken"
        for value in values
    )


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
        if not all(any(c.covers(relies_on) for c in theirs) for theirs in covers):
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


def _covers(proposal: Proposal) -> list[list[Cover]]:
    """For each who would join, the cover by each who may tell in it."""
    spans: dict[tuple[int, int], list[Span | None]] = {}
    granted = Grant.objects.filter(
        client=proposal.client, contact__in=proposal.contacts, what=proposal.format
    ).told_by(proposal.clinician.pk)
    rows = granted.order_by().values_list("contact", "discloser", "in_force")
    for contact, discloser, in_force in rows:
        spans.setdefault((contact, discloser), []).append(in_force)
    return [
        [Cover.of(each) for (contact, _), each in spans.items() if contact == who.pk]
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
