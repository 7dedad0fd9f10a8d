"""Reminders of a session, mailed to whoever joins and agreed to that."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from clients.models import Contact
from collateral.models.mail_consent import MailConsent
from collateral.models.session import Session
from collateral.models.status import Status
from practice.database.triggers import Trigger, happens_now

MOST = 3
HASHED = r"^[0-9a-f]{64}$"
STAYS = "What became of a reminder stays as it is."
# The session's row is locked, so that whoever holds, moves or cancels it at this moment is
# waited for; and the consent's, for who withdraws it.
IS_WANTED = f"""
DECLARE
    consent collateral_mailconsent;
BEGIN
    PERFORM FROM collateral_session AS session
        JOIN collateral_participant AS seat ON seat.session_id = session.id
        WHERE session.id = NEW.session_id AND seat.contact_id = NEW.contact_id
            AND session.status = '{Status.SCHEDULED}'
            AND lower(session.during) > clock_timestamp()
        FOR SHARE OF session;
    IF NOT FOUND THEN
        RAISE 'nobody is expected in session %', NEW.session_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'session_reminder_of_what_stands';
    END IF;
    SELECT * INTO consent FROM collateral_mailconsent
        WHERE id = NEW.consent_id AND contact_id = NEW.contact_id
            AND withdrawn_at IS NULL
        FOR SHARE;
    IF NOT FOUND OR NOT EXISTS (
        SELECT FROM clients_contact
            WHERE id = NEW.contact_id AND email = consent.email
    ) THEN
        RAISE 'contact % has not agreed to mail', NEW.contact_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'session_reminder_with_consent';
    END IF;
    IF EXISTS (
        SELECT FROM clients_contact AS other, clients_contact AS own
            WHERE own.id = NEW.contact_id AND other.client_id = own.client_id
                AND other.id <> own.id AND same_email(other.email, consent.email)
    ) THEN
        RAISE 'others read the mail of contact %', NEW.contact_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'session_reminder_to_their_own';
    END IF;
    IF EXISTS (
        SELECT FROM releases_reminderstop AS stop
            JOIN releases_signaturelink AS link ON link.id = stop.link_id
            WHERE same_email(link.email, consent.email)
    ) THEN
        RAISE 'no more reminders to contact %', NEW.contact_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'session_reminder_not_after_a_stop';
    END IF;
    RETURN NEW;
END
"""  # noqa: S608 (of our own words)
IS_FINAL = """
DECLARE
    open text[] := '{sent_at,failed_at}';
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.sent_at IS NULL AND OLD.failed_at IS NULL
        AND to_jsonb(NEW) - open = to_jsonb(OLD) - open
    THEN
        RETURN NEW;
    END IF;
    RAISE 'reminders are kept' USING
        ERRCODE = 'check_violation', CONSTRAINT = 'session_reminder_is_final';
END
"""
IS_KEPT = """
BEGIN
    RAISE 'reminders are kept' USING
        ERRCODE = 'check_violation', CONSTRAINT = 'session_reminder_is_final';
END
"""


class SessionReminder(models.Model):
    """The first, second or third to one person of one session.

    Taken before it is mailed, so that it goes once. One that no server took has failed,
    and its number may be tried again.
    """

    session = models.ForeignKey(
        Session, models.PROTECT, related_name="reminders", db_index=False
    )
    contact = models.ForeignKey(
        Contact, models.PROTECT, related_name="session_reminders"
    )
    number = models.PositiveSmallIntegerField()
    consent = models.ForeignKey(
        MailConsent, models.PROTECT, related_name="reminders", db_index=False
    )
    taken_at = models.DateTimeField()
    stop_sha256 = models.CharField(max_length=64)
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [
            models.Index(fields=["session"], name="reminder_of_session"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="session_reminder_at_most_three",
                condition=Q(number__gte=1, number__lte=MOST),
                violation_error_message="Nobody is reminded more than three times.",
            ),
            models.UniqueConstraint(
                name="session_reminder_goes_once",
                fields=["session", "contact", "number"],
                condition=Q(failed_at=None),
                violation_error_message="This reminder has gone already.",
            ),
            models.CheckConstraint(
                name="session_reminder_holds_a_hash",
                condition=Q(stop_sha256__regex=HASHED),
                violation_error_message="Of what stops reminders, only its hash is kept.",
            ),
            models.UniqueConstraint(
                name="session_reminder_is_stopped_by_its_own",
                fields=["stop_sha256"],
                violation_error_message="Each reminder is stopped by an address of its own.",
            ),
            models.CheckConstraint(
                name="session_reminder_sent_or_failed",
                condition=Q(sent_at=None, failed_at=None)
                | Q(sent_at=None, failed_at__gte=F("taken_at"))
                | Q(failed_at=None, sent_at__gte=F("taken_at")),
                violation_error_message="A reminder was sent, or it failed.",
            ),
            happens_now(
                "session_reminder_is_taken_now",
                "BEFORE INSERT",
                "taken_at",
                "A reminder goes now, not at a time gone by.",
            ),
            Trigger(
                name="session_reminder_is_wanted",
                fires="BEFORE INSERT",
                body=IS_WANTED,
                raises=[
                    "session_reminder_of_what_stands",
                    "session_reminder_with_consent",
                    "session_reminder_to_their_own",
                    "session_reminder_not_after_a_stop",
                ],
                violation_error_message="Nobody waits for this reminder.",
            ),
            Trigger(
                name="session_reminder_is_final",
                fires="BEFORE UPDATE OR DELETE",
                body=IS_FINAL,
                violation_error_message=STAYS,
            ),
            Trigger(
                name="session_reminder_is_not_truncated",
                fires="BEFORE TRUNCATE",
                body=IS_KEPT,
                raises=["session_reminder_is_final"],
                violation_error_message=STAYS,
            ),
        ]

    def __str__(self) -> str:
        return f"reminder {self.number} of session {self.session_id}"
