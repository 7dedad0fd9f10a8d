"""What the crowd does with calendars kept elsewhere, and with the times that they leave free."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from collateral.booking.finder import offers
from practice.calendars.jobs import _keep
from practice.calendars.reader import Read
from practice.models import Busy, OtherCalendar
from practice.spans import span
from tests.clock import DAY, HOUR
from tests.collateral.acts import asked_of
from tests.collateral.rule.someone import Someone
from tests.refusals import run

TIMES = 5  # in each reading


def reads_a_calendar(one: Someone) -> None:
    """What it says now, in place of what it said: some times stay, and all are of one
    reading, known by its second.
    """
    clinician = one.chance.choice(one.practice.clinicians)
    found = OtherCalendar.objects.get(clinician=clinician)
    midnight = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    mark = timedelta(seconds=one.chance.randrange(60))
    days = one.chance.sample(range(1, 40), TIMES)
    starts = [midnight + n * DAY + 14 * HOUR + mark for n in days]
    _keep(
        found,
        Read([span(each, each + HOUR) for each in starts], one.chance.randrange(3)),
    )


def asks_for_free_times(one: Someone) -> None:
    """As one sees them at once, none is at a time at which the clinician is busy."""
    wanted = asked_of(one.contact(), one.time())
    lasts = wanted.during.upper - wanted.during.lower
    with transaction.atomic():
        run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        found = offers(wanted, timezone.now())
        busy = Busy.objects.filter(clinician=wanted.clinician)
        taken = [each.during for each in busy]
    for each in found:
        ends = each.start + lasts
        assert not any(t.lower < ends and each.start < t.upper for t in taken)


def mixed_readings() -> list[str]:
    """Calendars whose times are of more than one reading, or of part of one."""
    marks: dict[int, list[int]] = defaultdict(list)
    for each in Busy.objects.exclude(calendar=None):
        marks[each.calendar_id].append(each.during.lower.second)
    return [
        f"calendar {pk} is of several readings"
        for pk, found in marks.items()
        if len(found) != TIMES or len(set(found)) > 1
    ]


OF_CALENDARS = [reads_a_calendar, asks_for_free_times]
