"""What was done to look after it, and how long ago; what waits to be done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import DatabaseError, transaction
from django.utils import timezone

from practice.formats import say_instant
from practice.jobs.queue import Queue
from practice.models import Upkeep, UpkeepKind
from practice.upkeep.facts import Fact

# Daily and weekly, with half a day's grace.
LONGEST = {
    UpkeepKind.BACKUP: timedelta(hours=36),
    UpkeepKind.DRILL: timedelta(days=8),
    UpkeepKind.VERIFICATION: timedelta(hours=36),
}
DO = {
    UpkeepKind.BACKUP: "Run manage.py nightly, every night.",
    UpkeepKind.DRILL: "Run manage.py nightly --drill, every week; or restore one elsewhere, "
    "and say so here: manage.py note_upkeep drill.",
    UpkeepKind.VERIFICATION: "Run manage.py verify, every day.",
}


def note(kind: UpkeepKind, *, went_well: bool) -> None:
    """That it was done. A database that cannot be written to keeps nobody from doing it."""
    try:
        with transaction.atomic():
            Upkeep.objects.create(kind=kind, went_well=went_well)
    except DatabaseError:
        return


@contextmanager
def noted(kind: UpkeepKind) -> Iterator[None]:
    """That what is inside was done, and whether it went well."""
    try:
        yield
    except BaseException:
        note(kind, went_well=False)
        raise
    note(kind, went_well=True)


def facts() -> Iterator[Fact]:
    newest = Upkeep.objects.newest()
    for kind in UpkeepKind:
        yield _of(kind, newest.get(kind))
    yield from _jobs(Queue.now())


def _of(kind: UpkeepKind, last: Upkeep | None) -> Fact:
    if last is None:
        return Fact(kind.value, False, f"{kind.label}: none yet.", DO[kind])
    said = f"{kind.label}: the last on {say_instant(last.at)}"
    if not last.went_well:
        return Fact(kind.value, False, f"{said}, which did not go well.", DO[kind])
    if is_late(last.at, LONGEST[kind]):
        return Fact(kind.value, False, f"{said}, too long ago.", DO[kind])
    return Fact(kind.value, True, f"{said}.")


def is_late(at: datetime, longest: timedelta) -> bool:
    return timezone.now() - at > longest


def _jobs(queue: Queue) -> Iterator[Fact]:
    if queue.has_worker:
        said = f"A worker is at work; jobs that wait: {queue.waiting}."
        yield Fact("worker", True, said)
    else:
        said = f"No worker is at work; jobs that wait: {queue.waiting}."
        yield Fact("worker", False, said, "Start one: manage.py work.")
    if queue.failed:
        said = f"Jobs that failed for good: {queue.failed}."
        yield Fact(
            "jobs", False, said, "See why, and have each tried again or given up."
        )
    else:
        yield Fact("jobs", True, "No job failed for good.")
