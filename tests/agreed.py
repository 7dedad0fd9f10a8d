"""That someone agreed to be reminded by mail, and a reminder that goes now, past the page."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from clients.models import Contact
from collateral.models import MailConsent, SessionReminder
from collateral.reminders.due import Due
from practice.models import User
from practice.secret import fresh, sha256_of


def agreed(contact: Contact, by: User, email: str, **facts: Any) -> MailConsent:
    """They agreed, and have that address."""
    Contact.objects.filter(pk=contact.pk).update(email=email)
    contact.email = email
    return MailConsent.objects.create(
        contact=contact, email=email, recorded_by=by, **facts
    )


def reminder(of: Due, **facts: Any) -> SessionReminder:
    """Taken now, past all that asks whether it is due."""
    told = {"taken_at": timezone.now(), "stop_sha256": sha256_of(fresh())}
    return SessionReminder.objects.create(
        session_id=of.session_id,
        contact_id=of.contact_id,
        consent_id=of.consent_id,
        **{"number": of.number, **told, **facts},
    )


def reminded_at(of: Due) -> str:
    """The secret by which whoever got that reminder stops them."""
    token, now = fresh(), timezone.now()
    reminder(of, sent_at=now, taken_at=now, stop_sha256=sha256_of(token))
    return token
