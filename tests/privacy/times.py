"""When Ada is busy and the practice is closed, and the forms that say so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from practice.models import Busy, ClosedDay, User
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

    def ids(self) -> dict[str, Any]:
        return {
            "clinician_id": self.busy.clinician_id,
            "busy_id": self.busy.pk,
            "closed_day_id": self.closed.pk,
        }


def times_of(ada: User, mark: str) -> Times:
    day = timezone.localdate() + FAR
    closed = ClosedDay.objects.create(name=f"{mark} picnic", first_on=day, last_on=day)
    during = span(start_of(day), end_of(day))
    return Times(Busy.objects.create(clinician=ada, during=during), closed)


def times_typed(mark: str) -> dict[str, dict[str, Any]]:
    """What fills the forms of them."""
    day = (timezone.localdate() + FAR).isoformat()
    return {
        "practice_hours": ROUND_THE_CLOCK,
        "hours_edit": ROUND_THE_CLOCK,
        "busy_new": {"kind": "away", "first": day},
        "closed_day_new": {
            "name": f"{mark} retreat",
            "first_on": day,
            "repeats": "once",
        },
    }
