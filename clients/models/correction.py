"""That a contact was written down otherwise, and is the same person."""

from __future__ import annotations

import hashlib
import json
from datetime import date, datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from clients.models.contact import IDENTITY, Contact
from practice.database.triggers import Trigger, written_once
from practice.formats import say_day_short_year

# Waits for whoever signs for the contact, or corrects them, at this moment.
STARTS_FROM_WHAT_STANDS = """
BEGIN
    PERFORM FROM clients_contact AS contact WHERE contact.id = NEW.contact_id
        AND contact_identity(contact) = NEW.before FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RAISE 'contact % is not who is corrected', NEW.contact_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'correction_starts_from_what_stands';
    END IF;
    NEW.corrected_at := clock_timestamp();
    RETURN NEW;
END
"""

# Asked at commit, of whichever correction is the newest then.
IS_CARRIED_OUT = """
BEGIN
    PERFORM FROM clients_contact AS contact JOIN clients_contactcorrection AS correction
        ON correction.contact_id = contact.id AND correction.after = contact_identity(contact)
        WHERE contact.id = NEW.contact_id AND correction.id = (
            SELECT max(id) FROM clients_contactcorrection WHERE contact_id = NEW.contact_id
        );
    IF NOT FOUND THEN
        RAISE 'contact % is not as corrected', NEW.contact_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'correction_is_carried_out';
    END IF;
    RETURN NULL;
END
"""


class ContactCorrectionQuerySet(models.QuerySet["ContactCorrection"]):
    def since(self, at: datetime) -> ContactCorrectionQuerySet:
        """Those made after ``at``, with who made them."""
        return self.filter(corrected_at__gt=at).select_related("corrected_by")


class ContactCorrection(models.Model):
    """A spelling or a new surname set right, by someone who says that it is still the
    same person, and why. What was signed for them stays theirs, with the words it has.

    ``before`` and ``after`` are ``Contact.identity``; a trigger gives ``corrected_at``.
    """

    contact = models.ForeignKey(Contact, models.PROTECT, related_name="corrections")
    before = models.JSONField()
    after = models.JSONField()
    reason = models.CharField(max_length=300)
    corrected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    corrected_at = models.DateTimeField(db_default=Now())

    objects = ContactCorrectionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-corrected_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="correction_has_a_reason",
                condition=Q(reason__regex=r"\S"),
                violation_error_message="Say why this is corrected.",
            ),
            models.CheckConstraint(
                name="correction_changes_something",
                condition=~Q(before=F("after")),
                violation_error_message="Nothing is different yet. Change what is wrong.",
            ),
            Trigger(
                name="correction_starts_from_what_stands",
                fires="BEFORE INSERT",
                body=STARTS_FROM_WHAT_STANDS,
                violation_error_message=(
                    "Someone else corrected this contact just now. Look again."
                ),
            ),
            Trigger(
                name="correction_is_carried_out",
                fires="AFTER INSERT",
                body=IS_CARRIED_OUT,
                deferred=True,
                violation_error_message="A correction changes the contact with it.",
            ),
            *written_once("correction_is_final", "correction_is_not_truncated"),
        ]

    def __str__(self) -> str:
        return f"correction {self.pk} of contact {self.contact_id}"

    @property
    def sha256(self) -> str:
        """Of what it says, as its event holds it."""
        says = [self.contact_id, self.before, self.after, self.reason]
        text = json.dumps(says, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def changes(self) -> list[tuple[str, str, str]]:
        """What is set right: its label, what was written, and what is."""
        return [
            (_label(name), _said(self.before[name]), _said(self.after[name]))
            for name in IDENTITY
            if self.before[name] != self.after[name]
        ]


def _label(name: str) -> str:
    field: Any = Contact._meta.get_field(name)
    return str(field.verbose_name)


def _said(written: str | None) -> str:
    """A day is written as a contact's identity has it: 1960-01-02."""
    try:
        return say_day_short_year(date.fromisoformat(written or ""))
    except ValueError:
        return written or "nothing"
