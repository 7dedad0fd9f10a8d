"""What would help: ways, one click each, to have a refused session after all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.http import QueryDict
from django.urls import reverse

from clients.models import Client
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
    """A way out: a link, or a form with ``fields``; said only, where it has no ``url``.

    ``form`` is the form on the page whose fields go along.
    """

    label: str
    url: str = ""
    method: str = "get"
    fields: tuple[tuple[str, str], ...] = ()
    form: str = ""


# Everyone who would join, with what would help, most helpful first.
Helped = list[tuple[Line, list[Remedy]]]


def remedies_for(
    proposal: Proposal,
    verdict: Verdict,
    typed: QueryDict,
    url: str,
    now: datetime,
    *,
    theirs: bool,
) -> Helped:
    """Where a form was refused. ``typed`` was sent to ``url``, and goes along.

    ``theirs`` is whether whoever is told may get a release: it is their client.
    """
    earlier = _earlier(proposal, typed, url, now)
    return [
        (
            line,
            [
                _release_for(line, proposal.client, theirs=theirs),
                *earlier,
                *_without(line, proposal, typed, url),
            ]
            if not line.covered
            else [],
        )
        for line in verdict.lines
    ]


def releases_for(verdict: Verdict, client: Client, *, theirs: bool) -> Helped:
    """Where a session stands as it is: only a release would help."""
    return [
        (line, [] if line.covered else [_release_for(line, client, theirs=theirs)])
        for line in verdict.lines
    ]


def while_typed(gap: Line, others: bool, form: str, url: str) -> list[Remedy]:
    """Beside a ``form`` that is still being filled in, and is sent to ``url`` for them.

    ``others`` is whether anyone else joins.
    """
    pk, name = str(gap.contact.pk), gap.contact.first_name
    release = Remedy(_get(gap), url, "post", (("release", pk),), form)
    without = Remedy(f"Go on without {name}", url, "post", (("without", pk),), form)
    return [release, without] if others else [release]


def earlier_while_typed(start: datetime, form: str, url: str) -> Remedy:
    """As ``while_typed``, for all of them."""
    label = f"{_move_to(start)}, when everyone is covered"
    return Remedy(label, url, "post", (("earlier", start.isoformat()),), form)


_KINDS = {
    Code.NO_RELEASE: "release",
    Code.EXPIRED: "renewal",
    Code.EXPIRES_BEFORE_SESSION: "renewal",
}


def _get(gap: Line) -> str:
    name = gap.contact.first_name
    if gap.draft:
        return f"Get the release for {name} signed"
    return f"Prepare a {_KINDS.get(gap.code, 'new release')} for {name}"


def _release_for(gap: Line, client: Client, *, theirs: bool) -> Remedy:
    if not theirs:
        name, clinician = gap.contact.first_name, client.clinician.name
        says = f"{clinician} or the front desk can get a release for {name} signed."
        return Remedy(says)
    if gap.draft:
        return Remedy(_get(gap), reverse("draft_signature", args=[gap.draft.pk]))
    return Remedy(_get(gap), reverse("draft_new", args=[gap.contact.pk]))


def _earlier(
    proposal: Proposal, typed: QueryDict, url: str, now: datetime
) -> list[Remedy]:
    if DATE not in typed or (found := nearest_earlier(proposal, now)) is None:
        return []
    day, clock = local_day(found), clock_of(found)
    changed = {DATE: [day.isoformat()], START: [f"{clock:%H:%M}"]}
    fields = _sent_again(typed, changed)
    return [Remedy(_move_to(found), url, "post", fields)]


def _move_to(start: datetime) -> str:
    return f"Move to {say_weekday(start)}, {say_clock(start)}"


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
