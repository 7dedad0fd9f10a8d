"""The whole practice as it is told: who works here, and every client's story."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from django.contrib.auth.hashers import make_password
from django.db import connection

from collateral.demo.batch import Batch
from collateral.demo.calendar import Calendar
from collateral.demo.case import Setting
from collateral.demo.diary import keep_diary
from collateral.demo.elsewhere import times_elsewhere
from collateral.demo.endings import record_endings
from collateral.demo.people import open_case
from collateral.demo.scale import CLIENTS, CLIENTS_OF_CLINICIAN, more_clients
from collateral.demo.staff import PASSWORD, ROOMS, STAFF
from collateral.demo.story_files import caseloads
from practice.models import Room, User
from practice.spans import last_day
from releases.models import Release

# Whose release is told to end on the very day.
ENDS_TODAY = "Yusuf Mohammed"


def fill(
    today: date,
    times: int,
    *,
    may_sign_in: bool,
    advance: Callable[[int], None] = lambda clients: None,
) -> None:
    """Write the practice as it is ``today``, so many times over, into an empty database.

    In one transaction for each clinician's clients; ``advance`` hears of clients done.
    """
    first = Batch()
    _tell(first, Calendar(today), may_sign_in=may_sign_in)
    first.write()
    advance(CLIENTS)
    left = (times - 1) * CLIENTS
    for done, batch in enumerate(more_clients(times, today), start=1):
        batch.write()
        clients = min(left, CLIENTS_OF_CLINICIAN)
        left -= clients
        advance(clients)
        if done & (done - 1) == 0:
            # What was planned for empty tables is planned anew as they grow.
            analyze()
    analyze()


def is_ours() -> bool:
    """Whether those who sign in here are the demo's, every one of its staff."""
    names = [username for username, _, _ in STAFF]
    found = User.objects.filter(username__in=names).values_list(
        "username", "name", "role"
    )
    return set(found) == set(STAFF)


def made_on() -> date | None:
    """For which day the practice that is here was told, if it is one of these."""
    if not is_ours():
        return None
    theirs = Release.objects.filter(contact__name=ENDS_TODAY).order_by("pk")
    end = theirs.values_list("expires_at", flat=True).first()
    return last_day(end) if end else None


def analyze() -> None:
    """Let the planner know what there is."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _tell(batch: Batch, calendar: Calendar, *, may_sign_in: bool) -> None:
    people = {
        user.username: batch.add(user) for user in _staff(may_sign_in=may_sign_in)
    }
    rooms = {name: batch.add(Room(name=name)) for name in ROOMS}
    for each in times_elsewhere(people, calendar):
        batch.add(each)
    desk = (people["delgado"], people["nowak"])
    stories = (
        (people[caseload.clinician], caseload.room, story)
        for caseload in caseloads()
        for story in caseload.stories
    )
    for number, (clinician, room, story) in enumerate(stories):
        setting = Setting(clinician, desk[number % 2], rooms, room, calendar, batch)
        case = open_case(story, number, setting)
        keep_diary(case)
        record_endings(case)


def _staff(*, may_sign_in: bool) -> Iterable[User]:
    # Hashing is slow on purpose, so once for all; "!" lets nobody in.
    password = make_password(PASSWORD) if may_sign_in else "!"
    for username, name, role in STAFF:
        yield User(username=username, name=name, role=role, password=password)
