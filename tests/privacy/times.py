"""When Ada is busy and the practice is closed, and the forms that say so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from practice.models import Busy, CalendarFeed, ClosedDay, OtherCalendar, User
from practice.spans import end_of, span, start_of

FAR = timedelta(days=60)  # nothing is booked then
ROUND_THE_CLOCK = {
    f"{name}_{day}": clock
    for day in range(7)
    for name, clock in (("from", "00:00"), ("until", "23:59"))
}


@dataclass(frozen=True)
class Times:
    """Of Ada, and of the practice."""

    busy: Busy
    closed: ClosedDay
    calendar: OtherCalendar
    feed: str  # the secret in the address at which her sessions are read

    def ids(self) -> dict[str, Any]:
        return {
            "clinician_id": self.busy.clinician_id,
            "busy_id": self.busy.pk,
            "closed_day_id": self.closed.pk,
            "calendar_id": self.calendar.pk,
        }


def times_of(ada: User, mark: str) -> Times:
    day = timezone.localdate() + FAR
    closed = ClosedDay.objects.create(name=f"{mark} picnic", first_on=day, last_on=day)
    during = span(start_of(day), end_of(day))
    calendar = OtherCalendar(clinician=ada, source="google")
    calendar.address = f"https://calendar.example/{mark}.ics"
    calendar.save()
    busy = Busy.objects.create(clinician=ada, during=during)
    Busy.objects.create(clinician=ada, during=during, calendar=calendar)
    return Times(busy, closed, calendar, CalendarFeed.objects.replace(ada))


def times_typed(mark: str) -> dict[str, dict[str, Any]]:
    """What fills the forms of them."""
    day = (timezone.localdate() + FAR).isoformat()
    return {
        "practice_hours": ROUND_THE_CLOCK,
        "hours_edit": ROUND_THE_CLOCK,
        "busy_new": {"kind": "away", "first": day},
        "calendars": {
            "source": "ehr",
            "address": f"https://calendar.example/{mark}/more.ics",
        },
        "calendar_address": {"address": f"https://calendar.example/{mark}/new.ics"},
        "closed_day_new": {
            "name": f"{mark} retreat",
            "first_on": day,
            "repeats": "once",
        },
    }
