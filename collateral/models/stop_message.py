"""What is mailed to a contact as a client stops: that a session does not take place, and
nothing of who wanted it so. Once.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from collateral.models.stop import Stop
from practice.addresses import email_address
from practice.database.triggers import Trigger, happens_now

# Theirs as it is on file; and none at which the client is written to: whoever shares a
# mailbox with the client would have them read it.
TO_THE_CONTACT = """
BEGIN
    PERFORM FROM collateral_stop AS stop
        JOIN clients_contact AS contact ON contact.id = stop.contact_id
        WHERE stop.id = NEW.stop_id AND stop.lifted_at IS NULL
            AND contact.email = NEW.email
            AND NOT EXISTS (
                SELECT FROM releases_signaturelink AS link
                LEFT JOIN releases_releasedraft AS draft ON draft.id = link.draft_id
                WHERE coalesce(draft.client_id, link.client_id) = stop.client_id
                    AND link.capacity IN ('client', 'minor', 'teen')
                    AND same_email(link.email, NEW.email)
            );
    IF NOT FOUND THEN
        RAISE 'the message of stop % is to another address', NEW.stop_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'stop_message_to_the_contact';
    END IF;
    RETURN NEW;
END
"""
# Taken to be mailed, perhaps given back to be tried again, and mailed or failed at last.
IS_FINAL = """
DECLARE
    open text[] := '{taken_at,mailed_at,failed_at}';
BEGIN
    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - open = to_jsonb(OLD) - open
        AND OLD.mailed_at IS NULL AND OLD.failed_at IS NULL
    THEN
        RETURN NEW;
    END IF;
    RAISE 'a message is mailed once' USING
        ERRCODE = 'check_violation', CONSTRAINT = 'stop_message_is_final';
END
"""
ONCE = "What was mailed stays on file, and is mailed once."


class StopMessage(models.Model):
    """One neutral message, of the ``stop`` with which it was asked for."""

    stop = models.OneToOneField(
        Stop, models.PROTECT, primary_key=True, related_name="message"
    )
    email = models.CharField(max_length=254, validators=[email_address])
    asked_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="stop_message_is_mailed_or_fails",
                condition=Q(mailed_at=None) | Q(failed_at=None, taken_at__isnull=False),
                violation_error_message="It was mailed, or could not be.",
            ),
            Trigger(
                name="stop_message_to_the_contact",
                fires="BEFORE INSERT",
                body=TO_THE_CONTACT,
                violation_error_message=(
                    "Mail it to the contact’s own address, which the client does not "
                    "share; or tell them yourself."
                ),
            ),
            happens_now(
                "stop_message_is_asked_now",
                "BEFORE INSERT",
                "asked_at",
                "It is asked for as the client stops.",
            ),
            Trigger(
                name="stop_message_is_final",
                fires="BEFORE UPDATE OR DELETE",
                body=IS_FINAL,
                violation_error_message=ONCE,
            ),
            Trigger(
                name="stop_message_is_not_truncated",
                fires="BEFORE TRUNCATE",
                body=IS_FINAL,
                raises=["stop_message_is_final"],
                violation_error_message=ONCE,
            ),
        ]

    def __str__(self) -> str:
        return f"message of stop {self.stop_id}"
