"""Which papers a day needs, in the order of its sessions; and which end with a month."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from clients.models import Contact
from collateral.models import Session, Status
from collateral.models.print_batch import Needs, PrintBatch
from collateral.schedule.day import next_working_day
from collateral.schedule.people import with_people
from practice.formats import say_day_short_year, say_span
from practice.models import User
from practice.spans import last_day, start_of
from releases.models import Kind as ReleaseKind
from releases.models import Release, ReleaseDraft

# A page does not offer more than these at once.
MOST = 500
SIGNED, DRAFT, FORM = "signed", "draft", "form"
SAYS = {
    SIGNED: "Release, signed",
    DRAFT: "Release, to be signed",
    FORM: "Form with the names, to be filled in",
}


@dataclass(frozen=True)
class Needed:
    """One paper: of which ``kind``, of which row, for whom, and for which session."""

    kind: str
    pk: int
    contact: Contact
    session: Session | None = None
    ends: date | None = None

    @property
    def value(self) -> str:
        """What its box sends."""
        return f"{self.kind}-{self.pk}"

    @property
    def says(self) -> str:
        said = SAYS[self.kind]
        return f"{said}, ends {say_day_short_year(self.ends)}" if self.ends else said

    @property
    def title(self) -> str:
        """As the outline has it: when, for whom, and what it is."""
        when = f"{say_span(self.session.during)}, " if self.session else ""
        return f"{when}{self.contact.client.name} for {self.contact.name}: {self.says}"


def needed_for(needs: str, user: User, today: date) -> tuple[date, list[Needed]]:
    """What ``user`` may print of what ``needs`` it, each paper once; and until which day."""
    if needs == Needs.NEXT_DAY:
        day = next_working_day(today)
        found = coming(user, today + timedelta(days=1), day)
    else:
        next_month = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
        day, found = next_month - timedelta(days=1), ending(user, next_month)
    once: dict[str, Needed] = {}
    for each in found:
        once.setdefault(each.value, each)
    return day, list(once.values())[:MOST]


def needed_again(batch: PrintBatch) -> list[Needed]:
    """The papers of ``batch``, in its order, from the ids that it keeps."""
    kinds = [(session, *paper.split("-")) for session, paper in batch.papers]
    sessions = Session.objects.select_related("room").in_bulk(
        {session for session, *_ in kinds} - {None}
    )
    owners = {kind: {int(pk) for _, each, pk in kinds if each == kind} for kind in SAYS}
    contacts = _contacts(owners)
    return [
        Needed(kind, int(pk), contacts[kind][int(pk)], sessions.get(session))
        for session, kind, pk in kinds
        if int(pk) in contacts[kind]
    ]


def _contacts(owners: dict[str, set[int]]) -> dict[str, dict[int, Contact]]:
    """For whom each paper is, by its kind and id."""
    releases = Release.objects.filter(pk__in=owners[SIGNED])
    drafts = ReleaseDraft.objects.filter(pk__in=owners[DRAFT])
    people = Contact.objects.select_related("client").filter(pk__in=owners[FORM])
    return {
        SIGNED: {e.pk: e.contact for e in releases.select_related("contact__client")},
        DRAFT: {e.pk: e.contact for e in drafts.select_related("contact__client")},
        FORM: {e.pk: e for e in people},
    }


def coming(user: User, first: date, last: date) -> Iterator[Needed]:
    """For each who joins a session from ``first`` to ``last``: the release that carries it,
    else the draft that waits to be signed, else a form.
    """
    sessions = with_people(
        Session.objects.visible_to(user)
        .starting(start_of(first), start_of(last + timedelta(days=1)))
        .exclude(status=Status.CANCELLED)
        .select_related("clinician")
    )
    seats = [
        (session, seat.contact)
        for session in sessions
        for seat in session.participants.all()
    ]
    drafts = _drafts(user, [contact for _, contact in seats])
    for session, contact in seats:
        contact.client = session.client
        if carries := _carrying(contact, session):
            yield Needed(SIGNED, carries.pk, contact, session)
        elif contact.pk not in drafts:
            yield Needed(FORM, contact.pk, contact, session)
        elif draft := drafts[contact.pk]:
            yield Needed(DRAFT, draft, contact, session)


def ending(user: User, next_month: date) -> Iterator[Needed]:
    """Each release that ends before ``next_month`` with nothing to follow, and the renewal
    that waits for its signature.
    """
    # One that is good through the last day ends as the next begins.
    end = start_of(next_month) + timedelta(microseconds=1)
    releases = Release.objects.visible_to(user).ending_before(timezone.now(), end)
    people: Any = releases.with_draft().select_related("contact__client")
    for release in people[:MOST]:
        last = last_day(release.in_force.upper)
        yield Needed(SIGNED, release.pk, release.contact, ends=last)
        if release.draft_waiting:
            yield Needed(DRAFT, release.draft_waiting, release.contact)


def _drafts(user: User, contacts: Iterable[Contact]) -> dict[int, int | None]:
    """The newest that waits for each, by contact; None where it needs no paper, for it is
    refused, or signed by hand and being checked.
    """
    waiting = ReleaseDraft.objects.visible_to(user).awaiting_signature()
    found: Any = waiting.filter(contact__in=contacts, kind=ReleaseKind.GENERAL)
    return {
        each.contact_id: None if each.refused_by or each.being_checked else each.pk
        for each in found.order_by("prepared_at", "pk")
    }


def _carrying(contact: Contact, session: Session) -> Release | None:
    starts = session.during.lower
    for release in contact.releases.all():
        span = release.in_force
        if (
            release.kind == ReleaseKind.GENERAL
            and span
            and span.lower <= starts < span.upper
        ):
            return release
    return None
