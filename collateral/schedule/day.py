"""The front desk's day: who comes, how their release stands then, what is missing and
who does it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse

from clients.models import Authority, Client, Contact, CourtOrder
from clients.models.seeing import covered_at
from collateral.errands.errands import Errands, errands_of, granted_now
from collateral.models import Session, SessionQuerySet, Status
from collateral.schedule.people import with_people
from practice.hours.opening import closed_days
from practice.models import User
from practice.spans import local_day, start_of
from releases.models import Kind, ReleaseDraft
from releases.status import Status as ReleaseStatus
from releases.status import Tone, status_of_contact

DAY = timedelta(days=1)
SATURDAY = 5
WEEKS = timedelta(weeks=3)  # longer is no practice closed
FRONT_DESK = "Front desk"
# By a status: what is said, where it is done, and whether at the front desk.
OF_A_DRAFT = {
    "refused": ("has a release that someone refuses to sign.", "draft", False),
    "checking": ("has a signed paper that is to be checked.", "draft_check", True),
    "awaiting": ("has a release that waits to be signed.", "draft_signature", True),
}


@dataclass(frozen=True)
class Missing:
    """What ``who`` does, and where: of ``contact``, who comes before the words, or of the
    session. The address is empty for who only looks.
    """

    what: str
    who: str
    url: str = ""
    contact: Contact | None = None


@dataclass(frozen=True)
class Row:
    """A session of the day, with each participant and how their release stands then, and
    what they may do besides; admins run no errands.
    """

    session: Session
    people: list[tuple[Contact, ReleaseStatus, Errands | None]]
    missing: list[Missing]


def next_working_day(day: date) -> date:
    """After ``day``, when the practice is open; on a Friday it is Monday most often."""
    after = day + DAY
    closed = {each for each, *_ in closed_days(after, after + WEEKS)}
    while after.weekday() >= SATURDAY or after in closed:
        after += DAY
    return after


def days_of(user: User, first: date, last: date) -> dict[date, list[Row]]:
    """What ``user`` may see of the sessions from ``first`` to ``last``: those two days, and
    between them whatever days are used.
    """
    return _days_of(Session.objects.visible_to(user), user, first, last)


def day_ahead(user: User, day: date) -> list[Row]:
    """What ``user`` sees of that day's sessions once it has come: of whom they cover then,
    and not of whom they covered until then.
    """
    seen = Session.objects.all()
    if user.is_clinician:
        own = Q(clinician=user) | Q(client__clinician=user)
        seen = seen.filter(own | covered_at(user, "client", "during__startswith"))
    return _days_of(seen, user, day, day)[day]


def _days_of(
    seen: SessionQuerySet, user: User, first: date, last: date
) -> dict[date, list[Row]]:
    sessions = list(
        with_people(
            seen.starting(start_of(first), start_of(last + DAY))
            .exclude(status=Status.CANCELLED)
            .select_related("clinician")
        )
    )
    drafts = _drafts(user, sessions)
    errands = {} if user.is_admin else _errands(sessions, user)
    found: dict[date, list[Row]] = {first: []}
    for session in sessions:
        row = _row(session, drafts, errands, user)
        found.setdefault(local_day(session.during.lower), []).append(row)
    found.setdefault(last, [])
    return found


def _drafts(user: User, sessions: Iterable[Any]) -> dict[int, Any]:
    """The newest release that is prepared for each who joins, by contact."""
    people = [s.contact_id for each in sessions for s in each.participants.all()]
    waiting = ReleaseDraft.objects.visible_to(user).awaiting_signature()
    found: Any = waiting.filter(contact__in=people, kind=Kind.GENERAL)
    return {each.contact_id: each for each in found.order_by("prepared_at", "pk")}


def _errands(sessions: Iterable[Any], user: User) -> dict[int, Errands]:
    """Of everyone who joins, by contact: three queries."""
    of_client: dict[Client, dict[int, Contact]] = {}
    for each in sessions:
        theirs = of_client.setdefault(each.client, {})
        theirs |= {s.contact_id: s.contact for s in each.participants.all()}
    papers = list(Authority.objects.filter(client__in=of_client))
    orders = list(CourtOrder.objects.in_effect().filter(client__in=of_client))
    grants = granted_now([c for those in of_client.values() for c in those.values()])
    plainly = not user.is_clinician
    return {
        found.contact.pk: found
        for client, those in of_client.items()
        for found in errands_of(
            client, those.values(), papers, orders, grants, plainly=plainly
        )
    }


def _row(
    session: Any, drafts: dict[int, Any], errands: dict[int, Errands], user: User
) -> Row:
    people, missing = [], []
    clinician = session.clinician.name
    if session.status == Status.HELD:
        url = reverse("session", args=[session.pk])
        missing.append(Missing("On hold: to be decided.", clinician, url))
    for seat in session.participants.all():
        contact, draft = seat.contact, drafts.get(seat.contact_id)
        status = status_of_contact(
            contact.releases.all(),
            session.during.lower,
            awaiting=draft is not None,
            refused=bool(draft and draft.refused_by),
            checking=bool(draft and draft.being_checked),
        )
        people.append((contact, status, errands.get(contact.pk)))
        if status.tone in (Tone.STOPPED, Tone.WAITING):
            missing.append(_no_release(contact, status, draft, clinician))
        if not seat.has_acknowledged:
            missing.append(_not_acknowledged(contact, session))
    if user.is_admin:
        missing = [replace(each, url="") for each in missing]
    return Row(session, people, missing)


def _not_acknowledged(contact: Contact, session: Session) -> Missing:
    form = reverse("form_signature", args=[session.client_id, "acknowledgement"])
    what = "has not signed the acknowledgement: check-in waits for it."
    return Missing(what, FRONT_DESK, f"{form}?contact={contact.pk}", contact)


def _no_release(
    contact: Contact, status: ReleaseStatus, draft: Any, clinician: str
) -> Missing:
    """What is to be done about a status that does not let them join."""
    if status.lost:
        url = reverse("release_revocation", args=[status.lost])
        return Missing("has revoked: record it again.", FRONT_DESK, url, contact)
    if status.code in OF_A_DRAFT:
        what, route, desk = OF_A_DRAFT[status.code]
        url = reverse(route, args=[draft.pk])
        return Missing(what, FRONT_DESK if desk else clinician, url, contact)
    what = (
        "has a release that starts later."
        if status.code == "not_yet"
        else "has no release for that time."
    )
    return Missing(what, clinician, reverse("draft_new", args=[contact.pk]), contact)
