"""Parts of the table of looks are there before their month begins."""

from __future__ import annotations

from django.db import connection
from procrastinate.contrib.django import app

from practice.jobs.task import job

AHEAD = 3  # months


@app.periodic(cron="20 4 * * *", periodic_id="make_look_months")
@job("make_look_months", tries=3)
def make_look_months(timestamp: int) -> None:
    """Daily; until it succeeds, what has no part yet is kept in the default one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT make_look_months(%s)", [AHEAD])
