"""Reading the calendars kept elsewhere, every quarter of an hour and when somebody asks."""

from __future__ import annotations

from datetime import timedelta

from django.db import models, transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from practice.calendars.models import OtherCalendar
from practice.calendars.reader import Read, read
from practice.calendars.trouble import Trouble
from practice.jobs.task import job
from practice.models import Busy
from practice.spans import Span, start_of

AHEAD = timedelta(days=366)


@app.periodic(cron="*/15 * * * *", periodic_id="read_calendars")
@job("read_calendars", tries=1)
def read_calendars(timestamp: int) -> None:
    """Have each read that is somebody's who works here."""
    for pk in OtherCalendar.objects.in_use().values_list("pk", flat=True):
        read_soon(pk)


def read_soon(calendar_id: int) -> None:
    """Once, however often that is asked before it begins."""
    waits = read_calendar.configure(
        queueing_lock=f"read_calendar {calendar_id}", lock=f"calendar {calendar_id}"
    )
    try:
        with transaction.atomic():
            waits.defer(calendar=calendar_id)
    except AlreadyEnqueued:
        pass


@job("read_calendar", tries=1)
def read_calendar(calendar: int) -> None:
    """Its times from today for a year, in place of those that stood. What cannot be read
    changes nothing, and says why: the next quarter of an hour tries again.
    """
    found = OtherCalendar.objects.in_use().filter(pk=calendar).first()
    if found is None:
        return
    today = timezone.localdate()
    try:
        times = read(found.address, start_of(today), start_of(today + AHEAD))
    except Trouble as trouble:
        _as_it_was_asked(found).update(tried_at=timezone.now(), problem=trouble.code)
    else:
        _keep(found, times)


def _as_it_was_asked(found: OtherCalendar) -> models.QuerySet[OtherCalendar]:
    """Nothing, where its address was replaced meanwhile: what was read is another's."""
    return OtherCalendar.objects.filter(
        pk=found.pk, address_concealed=found.address_concealed
    )


@transaction.atomic
def _keep(found: OtherCalendar, times: Read) -> None:
    now = timezone.now()
    if not _as_it_was_asked(found).update(
        tried_at=now, read_at=now, problem="", unread=times.unread
    ):
        return
    stood = {_key(each.during): each.pk for each in found.busy_times.all()}
    read_now = {_key(each): each for each in times.busy}
    over = [pk for key, pk in stood.items() if key not in read_now]
    Busy.objects.filter(pk__in=over).delete()
    Busy.objects.bulk_create(
        Busy(clinician_id=found.clinician_id, calendar=found, during=during)
        for key, during in read_now.items()
        if key not in stood
    )


def _key(during: Span) -> tuple[object, object]:
    return during.lower, during.upper
