"""Reminders, as the worker sends them: looked for every quarter of an hour."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from collateral.reminders.due import Due, due
from collateral.reminders.sending import remind
from practice.jobs.task import job


@app.periodic(cron="*/15 * * * *", periodic_id="remind_of_sessions")
@job("remind_of_sessions", tries=1)
def remind_of_sessions(timestamp: int) -> None:
    """Each by itself, so that a mail server that hangs keeps no other waiting."""
    for each in due(timezone.now()):
        remind_of_session.defer(
            session=each.session_id,
            contact=each.contact_id,
            number=each.number,
            consent=each.consent_id,
        )


@job("remind_of_session", tries=1)
def remind_of_session(session: int, contact: int, number: int, consent: int) -> None:
    """What failed is found again as long as it is due, three times."""
    remind(Due(session, contact, number, consent))
