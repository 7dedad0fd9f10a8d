"""Someone called of whom no release speaks: what was heard. Nothing was told."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from clients.models import Client, Contact
from collateral.models.said import in_words, of_its_contact, recorded_now
from practice.database.triggers import Trigger, happens_now
from practice.models import Role, User
from practice.spans import start_of

# Read once, by whoever treats the client; nothing else changes.
IS_FINAL = """
DECLARE
    reading text[] := '{read_at,read_by_id}';
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.read_at IS NULL
        AND to_jsonb(NEW) - reading = to_jsonb(OLD) - reading
    THEN
        RETURN NEW;
    END IF;
    RAISE 'what was heard stays as it was said' USING
        ERRCODE = 'check_violation', CONSTRAINT = 'call_is_final';
END
"""
IS_KEPT = """
BEGIN
    RAISE 'what was heard stays as it was said' USING
        ERRCODE = 'check_violation', CONSTRAINT = 'call_is_final';
END
"""
BY_THEIR_CLINICIAN = """
BEGIN
    PERFORM FROM clients_client
        WHERE id = NEW.client_id AND clinician_id = NEW.read_by_id;
    IF NOT FOUND THEN
        RAISE 'call % is read by the clinician of client %', NEW.id, NEW.client_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'call_read_by_their_clinician';
    END IF;
    RETURN NEW;
END
"""
STAYS = "What was heard stays as it was said. What is wrong in it, the next entry says."


class CallQuerySet(models.QuerySet["Call"]):
    def visible_to(self, user: User) -> CallQuerySet:
        """Those of a clinician's own clients; at the front desk what they themselves wrote
        down today, as they may be asked about it; to nobody else.
        """
        if user.is_clinician:
            return self.filter(client__in=Client.objects.visible_to(user))
        if user.role != Role.FRONT_DESK:
            return self.none()
        today = start_of(timezone.localdate())
        return self.filter(recorded_by=user, recorded_at__gte=today)

    def unread(self) -> CallQuerySet:
        return self.filter(read_at=None)


class Call(models.Model):
    """What ``contact`` said who called, or a ``caller`` who is none of the client's
    contacts. That it says what they were told, is never so: who may be told something
    is told by a release, as a ``Disclosure``.
    """

    client = models.ForeignKey(Client, models.PROTECT, related_name="calls")
    contact = models.ForeignKey(
        Contact,
        models.PROTECT,
        related_name="calls",
        db_constraint=False,
        null=True,
        blank=True,
        verbose_name="who called",
    )
    caller = models.CharField(
        "or somebody else",
        max_length=200,
        blank=True,
        help_text="As they said it: a name, who they are, a number to call back.",
    )
    heard_at = models.DateTimeField("when they called")
    words = models.TextField("what they said", max_length=2000)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    read_at = models.DateTimeField(null=True, editable=False)

    objects = CallQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [
            models.Index(
                fields=["client"], name="call_unread", condition=Q(read_at=None)
            )
        ]
        constraints: ClassVar = [
            of_its_contact("call"),
            in_words("call", ["words"], "Write down what they said."),
            models.CheckConstraint(
                name="call_is_of_someone",
                condition=Q(contact__isnull=False, caller="")
                | Q(contact=None, caller__regex=r"\S"),
                violation_error_message="Choose who called, or write who they said they are.",
            ),
            models.CheckConstraint(
                name="call_was_heard_before",
                condition=Q(heard_at__lte=F("recorded_at")),
                violation_error_message="This is still ahead. Write down when they called.",
            ),
            models.CheckConstraint(
                name="call_read_by_someone",
                condition=Q(read_at=None, read_by=None)
                | Q(read_at__isnull=False, read_by__isnull=False),
                violation_error_message="Say who read it.",
            ),
            recorded_now("call"),
            Trigger(
                name="call_read_by_their_clinician",
                fires="BEFORE INSERT OR UPDATE",
                when="NEW.read_by_id IS NOT NULL",
                body=BY_THEIR_CLINICIAN,
                violation_error_message="Whoever treats the client reads it.",
            ),
            happens_now(
                "call_is_read_now",
                "BEFORE INSERT OR UPDATE OF read_at",
                "read_at",
                "It is read now.",
            ),
            Trigger(
                name="call_is_final",
                fires="BEFORE UPDATE OR DELETE",
                body=IS_FINAL,
                violation_error_message=STAYS,
            ),
            Trigger(
                name="call_is_not_truncated",
                fires="BEFORE TRUNCATE",
                body=IS_KEPT,
                raises=["call_is_final"],
                violation_error_message=STAYS,
            ),
        ]

    def __str__(self) -> str:
        return f"call {self.pk}"

    @property
    def who(self) -> str:
        """Who called, by name."""
        return self.contact.name if self.contact else self.caller
