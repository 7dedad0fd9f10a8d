"""Mailing one reminder, once."""

from __future__ import annotations

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from collateral.models import SessionReminder
from collateral.reminders.due import Due
from collateral.reminders.words import words_of
from practice.jobs.task import GaveUp
from practice.mail import MailFailed, send
from practice.secret import fresh, sha256_of
from releases.terms.languages import spoken_by


def remind(due: Due) -> bool:
    """Whether it was mailed now; not where it went before, or nobody waits for it any more.

    What a worker died over is not mailed again: better none than two.
    """
    token = fresh()
    reminder = _taken(due, token)
    if reminder is None:
        return False
    code = spoken_by(reminder.contact.language)
    stop_url = settings.PRACTICE_URL + reverse("session_reminders_stop", args=[token])
    words = words_of(reminder.session, code)
    try:
        send(reminder.consent.email, code, words, stop_url=stop_url)
    except (MailFailed, GaveUp):
        reminder.failed_at = timezone.now()
        reminder.save(update_fields=["failed_at"])
        return False
    reminder.sent_at = timezone.now()
    reminder.save(update_fields=["sent_at"])
    return True


def _taken(due: Due, token: str) -> SessionReminder | None:
    """The database says whether it may go, with what it is about locked."""
    taken = SessionReminder(
        session_id=due.session_id,
        contact_id=due.contact_id,
        number=due.number,
        consent_id=due.consent_id,
        taken_at=timezone.now(),
        stop_sha256=sha256_of(token),
    )
    try:
        with transaction.atomic():
            taken.save(force_insert=True)
    except IntegrityError:
        return None
    whole = SessionReminder.objects.select_related("session", "contact", "consent")
    return whole.get(pk=taken.pk)
