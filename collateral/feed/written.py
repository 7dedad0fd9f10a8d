"""A clinician's sessions as a calendar (RFC 5545): when, where, and how it stands.

Nobody is named, and nothing says what a session is about. Two readings of the same are the
same to the letter, so that who has it need not fetch it again.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Count, Max
from django.utils import timezone
from icalendar import Calendar, Event

from clients.models import ConsentEvent
from collateral.models import Session, Status
from practice.calendars.uids import uid_of
from practice.calendars.zone import zone_of
from practice.formats import within_a_sentence
from practice.models import User
from practice.spans import local_day, start_of

BEHIND, AHEAD = timedelta(days=31), timedelta(days=366)
EVERY = timedelta(minutes=15)
SESSION = "Shared session"


def written(clinician: User, now: datetime) -> bytes:
    """Of a month gone by and the year ahead, in two queries."""
    today = local_day(now)
    first, last = start_of(today - BEHIND), start_of(today + AHEAD)
    made = _calendar(first, last)
    found = list(
        Session.objects.filter(clinician=clinician)
        .starting(first, last)
        .select_related("room")
    )
    changed = _changes(found)
    for session in found:
        changes, at = changed.get(session.pk, (0, session.booked_at))
        made.add_component(_event(session, changes, at, now))
    return bytes(made.to_ical())


def _calendar(first: datetime, last: datetime) -> Calendar:
    made = Calendar()
    made.add("prodid", "-//Third Chair//Shared sessions//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("x-wr-calname", "Shared sessions")
    made.add("x-wr-timezone", settings.TIME_ZONE)
    made.add("refresh-interval", EVERY, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", "PT15M")
    # From New Year to New Year, so that it is said anew no sooner than it has to be.
    since = first.replace(month=1, day=1, hour=0)
    until = last.replace(year=last.year + 1, month=1, day=1, hour=0)
    made.add_component(zone_of(settings.TIME_ZONE, since, until))
    return made


def _changes(sessions: Iterable[Session]) -> dict[int, tuple[int, datetime]]:
    """How often something happened to each, as its history tells, and when last: of those
    clients alone, by whom the history is found.
    """
    clients = {each.client_id for each in sessions}
    rows = (
        ConsentEvent.objects.filter(
            client__in=clients, session_id__in=[each.pk for each in sessions]
        )
        .order_by()
        .values_list("session_id")
        .annotate(changes=Count("pk"), last=Max("at"))
    )
    return {pk: (changes, last) for pk, changes, last in rows if pk}


def _event(
    session: Session, sequence: int, changed_at: datetime, now: datetime
) -> Event:
    made = Event()
    made.add("uid", uid_of(session.pk))
    made.add("dtstamp", changed_at.astimezone(UTC))
    made.add("last-modified", changed_at.astimezone(UTC))
    made.add("sequence", sequence)
    made.add("dtstart", _said(session.during.lower))
    made.add("dtend", _said(session.during.upper))
    status, note, taken = _standing(session, now)
    made.add("status", status)
    made.add("transp", "OPAQUE" if taken else "TRANSPARENT")
    made.add("class", "PRIVATE")
    where = session.where if session.room else within_a_sentence(session.where)
    made.add("summary", f"{SESSION}{note}, {where}")
    made.add("location", session.where)
    return made


def _standing(session: Session, now: datetime) -> tuple[str, str, bool]:
    """What the calendar is told, what its reader is, and whether it takes their time."""
    if session.fell_through_by(now):
        return "CANCELLED", " (cancelled)", False
    if session.status == Status.HELD:
        return "TENTATIVE", " (on hold)", True
    return "CONFIRMED", "", True


def _said(moment: datetime) -> Any:
    """By the practice's clock; an hour that comes twice, the second time in UTC."""
    local = timezone.localtime(moment, ZoneInfo(settings.TIME_ZONE))
    return moment.astimezone(UTC) if local.fold else local
