"""The practice many times over: more clinicians, and eight years of their clients.

Forty clients for each time, with what forty have: about ninety contacts, eighty
releases, and a thousand sessions. None comes today, tomorrow or on the next working day,
so that the front desk's page shows the same sessions at every scale.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from collateral.demo.batch import Batch
from collateral.demo.calendar import Calendar
from collateral.demo.client_year import ClientYear, Clinician, Hour
from collateral.demo.names import name_of
from practice.models import Role, Room, User

CLIENTS = 40  # for each time over

# A client comes every other week for a year, at one of the 90 hours of two weeks. A
# clinician sees 60 clients so in one year, and has for eight.
CLIENTS_OF_YEAR, CLIENTS_OF_CLINICIAN = 60, 480
HOURS, HOURS_OF_WEEK, HOURS_OF_DAY = 90, 45, 9
STRIDE = 31  # has no factor in common with the 90
WEEKS_AHEAD = 4


def more_clients(times: int, today: date) -> Iterator[Batch]:
    """What ``times`` practices have beyond the first, in batches of a clinician's own."""
    everyone = range((times - 1) * CLIENTS)
    calendar = Calendar(today)
    for place, start in enumerate(everyone[::CLIENTS_OF_CLINICIAN]):
        batch = Batch(keys_at_once=1000)
        clinician = _clinician(batch, place)
        for number in everyone[start : start + CLIENTS_OF_CLINICIAN]:
            hour = _hour(calendar.monday, number - start)
            ClientYear(number, clinician, hour, calendar, batch).enter()
        yield batch


def _clinician(batch: Batch, place: int) -> Clinician:
    user = User(
        username=f"clinician{place + 1}",
        name=f"Dr. {name_of(place * 11 + 5)}",
        role=Role.CLINICIAN,
        password="!",  # noqa: S106 (nobody signs in with it)
    )
    room = Room(name=f"Suite {place + 1}")
    return Clinician(batch.add(user), batch.add(room))


def _hour(monday: date, nth: int) -> Hour:
    """When a clinician's ``nth`` client comes; no two at once."""
    year, place = divmod(nth, CLIENTS_OF_YEAR)
    week, hour = divmod(place * STRIDE % HOURS, HOURS_OF_WEEK)
    weekday, hour = divmod(hour, HOURS_OF_DAY)
    weeks = WEEKS_AHEAD + week - 52 * year
    return Hour(monday + timedelta(days=7 * weeks + weekday), 9 + hour)
