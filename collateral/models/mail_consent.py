"""That a contact agreed to be reminded by mail, at an address that is theirs alone."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from clients.models import Contact
from practice.database.triggers import Trigger, happens_now

STAYS = "What somebody agreed to stays on file; it is withdrawn once."
# Another of the client's people who reads there too would learn of a session that is not
# theirs to know of.
TO_THEIR_OWN = """
BEGIN
    PERFORM FROM clients_contact WHERE id = NEW.contact_id AND email = NEW.email FOR SHARE;
    IF NOT FOUND OR EXISTS (
        SELECT FROM clients_contact AS other, clients_contact AS own
            WHERE own.id = NEW.contact_id AND other.client_id = own.client_id
                AND other.id <> own.id AND same_email(other.email, NEW.email)
    ) THEN
        RAISE 'not the own address of contact %', NEW.contact_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'mail_consent_to_their_own';
    END IF;
    RETURN NEW;
END
"""
IS_FINAL = """
DECLARE
    withdrawing text[] := '{withdrawn_at,withdrawn_by_id}';
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.withdrawn_at IS NULL
        AND to_jsonb(NEW) - withdrawing = to_jsonb(OLD) - withdrawing
    THEN
        RETURN NEW;
    END IF;
    RAISE 'consents to mail are kept' USING
        ERRCODE = 'check_violation', CONSTRAINT = 'mail_consent_is_final';
END
"""
IS_KEPT = """
BEGIN
    RAISE 'consents to mail are kept' USING
        ERRCODE = 'check_violation', CONSTRAINT = 'mail_consent_is_final';
END
"""


class MailConsent(models.Model):
    """To ``email``, as it was when they agreed: another address is asked for anew.

    Withdrawn by whoever recorded that, or by nobody of ours: by the link in a reminder.
    """

    contact = models.ForeignKey(Contact, models.PROTECT, related_name="mail_consents")
    email = models.CharField(max_length=254)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    recorded_at = models.DateTimeField(default=timezone.now)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="mail_consent_stands_once",
                fields=["contact"],
                condition=Q(withdrawn_at=None),
                violation_error_message="They agreed to mail already.",
            ),
            models.CheckConstraint(
                name="mail_consent_names_an_address",
                condition=~Q(email=""),
                violation_error_message="Enter their e-mail address first.",
            ),
            models.CheckConstraint(
                name="mail_consent_withdrawn_after_it_was_given",
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_at__gte=F("recorded_at")),
                violation_error_message="It was given before it is withdrawn.",
            ),
            happens_now(
                "mail_consent_is_recorded_now",
                "BEFORE INSERT",
                "recorded_at",
                "What somebody agrees to is recorded now.",
            ),
            Trigger(
                name="mail_consent_to_their_own",
                fires="BEFORE INSERT",
                body=TO_THEIR_OWN,
                violation_error_message="Another of the client’s people has this address too. Ask for one that is theirs alone.",
            ),
            Trigger(
                name="mail_consent_is_final",
                fires="BEFORE UPDATE OR DELETE",
                body=IS_FINAL,
                violation_error_message=STAYS,
            ),
            Trigger(
                name="mail_consent_is_not_truncated",
                fires="BEFORE TRUNCATE",
                body=IS_KEPT,
                raises=["mail_consent_is_final"],
                violation_error_message=STAYS,
            ),
        ]

    def __str__(self) -> str:
        return f"consent to mail {self.pk}"
