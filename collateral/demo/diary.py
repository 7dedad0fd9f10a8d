"""The sessions of a story: eight weeks back and six ahead, as they came about."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from clients.models import EventKind, Modality
from collateral.demo import session_rows
from collateral.demo.case import Case, CasePerson
from collateral.demo.debriefs import debrief
from collateral.demo.endings import covered_until, ends_at
from collateral.demo.planned import plan_out
from collateral.demo.repeating import begin_series, leave_out
from collateral.demo.scopes import scope_named
from collateral.models import Session, Status
from practice.spans import local_day, local_instant, span
from releases.models import Place, Release

WEEKS = range(-8, 6)
LONG = range(-8, 10)  # of what repeats
SATURDAY = 5
HOUR = timedelta(hours=1)
LONGER = (Modality.PCIT, Modality.FAMILY)
CANCELLED = (
    "Asked for another time.",
    "The clinician was away.",
    "Bad weather; the family could not come.",
)
NO_RELEASE_NOW = "No release was in force any more."


def keep_diary(case: Case) -> None:
    """Every session that was booked while everyone in it was covered."""
    begin_series(case)
    for place, day in enumerate(_days(case)):
        if case.setting.calendar.is_open(day):
            _book(case, day, place)


def _days(case: Case) -> Iterator[date]:
    story, calendar = case.story, case.setting.calendar
    weekday = story.meets.weekday
    for week in LONG if story.repeats else WEEKS:
        if week % story.every_weeks == story.phase:
            yield calendar.monday + timedelta(days=7 * week + weekday)
    # So that the front desk has a day to look at: on a weekend, Monday's people come
    # on Saturday too, and Tuesday's on Sunday.
    for day in (calendar.today, calendar.day(1)):
        if day.weekday() == SATURDAY + weekday:
            yield day


def _book(case: Case, day: date, place: int) -> None:
    start = local_instant(day, time(case.story.meets.hour))
    end = start + timedelta(minutes=60 if case.story.modality in LONGER else 50)
    calendar = case.setting.calendar
    lead = 7 + (case.number + place) % 9
    ago = max((calendar.today - day).days + lead, 1 + (case.number * 5 + place) % 12)
    booked_at = calendar.at(ago, 15, case.minute)
    joining = [
        known
        for known in case.people
        if known.person.joins
        and covered_until(known.releases, booked_at, known_at=booked_at) >= end
    ]
    repeats = case.series if day > calendar.today else None
    if not joining and repeats:
        leave_out(case, span(start, end))
    if not joining or booked_at >= start:
        return
    session = Session(
        client=case.client,
        clinician=case.setting.clinician,
        room=case.room,
        format=case.story.format,
        place=Place.IN_PERSON if case.room else Place.VIDEO,
        during=span(start, end),
        booked_at=booked_at,
        status=Status.COMPLETED if day < calendar.today else Status.SCHEDULED,
        series=repeats,
    )
    case.setting.batch.add(session)
    later = _what_came_between(case, session, joining, case.number * 3 + place)
    people = [each.contact.pk for each in joining if each is not later]
    _say(case, EventKind.BOOKED, session, booked_at, contacts=people)
    batch, scope = case.setting.batch, scope_named(joining[0].signed[-1].scope)
    scopes = [scope_named(each.scope) for known in joining for each in known.signed]
    topics = session_rows.heard_by_all(scopes)
    session_rows.seat(batch, session, [known.contact for known in joining], topics)
    session_rows.plan(batch, session, case.client, scope, place)
    debrief(case, session, [known.contact for known in joining], place)
    plan_out(case, session, [known.contact.pk for known in joining], topics)


def _what_came_between(
    case: Case, session: Session, joining: list[CasePerson], circumstance: int
) -> CasePerson | None:
    """A release that ended, a cancellation, a move; or someone joined later: who."""
    calendar, booked_at, start = (
        case.setting.calendar,
        session.booked_at,
        session.during.lower,
    )
    past = session.status == Status.COMPLETED
    people = [each.contact.pk for each in joining]
    if lost := _first_lost(session, joining):
        _hold(case, session, people, lost)
    elif past and (circumstance + 7) % 12 == 0:
        day_before = (calendar.today - local_day(start)).days + 1
        at = max(calendar.at(day_before, 16, case.minute), booked_at + HOUR / 4)
        reason = CANCELLED[circumstance % len(CANCELLED)]
        session.status = Status.CANCELLED
        _say(case, EventKind.CANCELLED, session, at, reason=reason, contacts=people)
    elif (circumstance + 8) % 11 == 0:
        at, was = booked_at + HOUR / 4, start + timedelta(days=7)
        before = was.isoformat()
        _say(case, EventKind.MOVED, session, at, was=before, contacts=people)
    elif len(joining) > 1 and (circumstance + 5) % 7 == 0:
        at, later = booked_at + HOUR / 6, joining[-1]
        clinician = case.setting.clinician
        case.say(
            EventKind.JOINED,
            at,
            clinician,
            contact=later.contact,
            session_id=session.pk,
        )
        session.booked_at = at
        return later
    return None


def _first_lost(
    session: Session, joining: list[CasePerson]
) -> tuple[datetime, Release, list[Release]] | None:
    """When, and of which release, the first of the session's people lost cover."""
    lost = []
    for known in joining:
        at = covered_until(known.releases, session.booked_at)
        if at < session.during.upper:
            ended = next(each for each in known.releases if ends_at(each) == at)
            lost.append((at, ended, known.releases))
    return min(lost, key=lambda each: each[0], default=None)


def _hold(
    case: Case,
    session: Session,
    people: list[int],
    lost: tuple[datetime, Release, list[Release]],
) -> None:
    """On hold from ``at``; booked again once signed anew, or cancelled in the end."""
    clinician, starts = case.setting.clinician, session.during.lower
    at, ended, releases = lost
    case.say(
        EventKind.HELD,
        at,
        clinician,
        release=ended,
        session_id=session.pk,
        starts=starts.isoformat(),
    )
    signed_anew = [
        release.signed_at + HOUR / 2
        for release in releases
        if at < release.signed_at + HOUR / 2 < starts and not release.superseded_at
    ]
    if signed_anew:
        session.booked_at = signed_anew[0]
        _say(case, EventKind.REOPENED, session, session.booked_at, contacts=people)
    elif session.status == Status.COMPLETED:
        session.status = Status.CANCELLED
        over, why = at + HOUR / 2, NO_RELEASE_NOW
        _say(case, EventKind.CANCELLED, session, over, reason=why, contacts=people)
    else:
        session.status = Status.HELD


def _say(
    case: Case,
    kind: EventKind,
    session: Session,
    at: datetime,
    *,
    reason: str = "",
    **detail: Any,
) -> None:
    case.say(
        kind,
        at,
        case.setting.clinician,
        session_id=session.pk,
        reason=reason,
        starts=session.during.lower.isoformat(),
        **detail,
    )
