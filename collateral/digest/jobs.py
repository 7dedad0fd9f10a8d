"""The mail of the next working day, as the worker sends it."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from procrastinate.contrib.django import app

from collateral.digest.sending import due, tell
from practice.jobs.task import job


@app.periodic(cron="5,20,35,50 * * * *", periodic_id="tell_staff_of_the_day")
@job("tell_staff_of_the_day", tries=1)
def tell_staff_of_the_day(timestamp: int) -> None:
    """Each by itself, so that a mail server that hangs keeps no other waiting."""
    for user, day in due(timezone.now()):
        tell_one_of_the_day.defer(user=user, ordinal=day.toordinal())


@job("tell_one_of_the_day", tries=1)
def tell_one_of_the_day(user: int, ordinal: int) -> None:
    """Of the day that has that number, as Python counts days."""
    tell(user, date.fromordinal(ordinal))
