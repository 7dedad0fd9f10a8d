"""That a client wants someone brought in no longer: they never have to say why."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from clients.models import Client, Contact
from practice.database.constraints import ForeignKeyConstraint
from practice.database.triggers import Trigger, happens_now
from practice.models import User

WANTED = "The client wants no session with this contact now."
RAISES = """
    RAISE 'contact % is not wanted now', NEW.contact_id USING
        ERRCODE = 'check_violation', CONSTRAINT = 'participant_is_wanted';
"""
IS_WANTED = f"""
BEGIN
    IF EXISTS (
        SELECT FROM collateral_stop
        WHERE contact_id = NEW.contact_id AND lifted_at IS NULL
    ) THEN
        {RAISES}
    END IF;
    RETURN NULL;
END
"""
# What is ahead is held first, in the same transaction.
LEAVES_NOBODY_SEATED = f"""
BEGIN
    IF EXISTS (
        SELECT FROM collateral_participant WHERE contact_id = NEW.contact_id
            AND relies_on IS NOT NULL AND upper(during) > clock_timestamp()
    ) THEN
        {RAISES}
    END IF;
    RETURN NULL;
END
"""
IS_FINAL = """
DECLARE
    lifting text[] := '{lifted_at,lifted_by_id}';
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.lifted_at IS NULL
        AND to_jsonb(NEW) - lifting = to_jsonb(OLD) - lifting
    THEN
        RETURN NEW;
    END IF;
    RAISE 'that a client stopped stays on file' USING
        ERRCODE = 'check_violation', CONSTRAINT = 'stop_is_final';
END
"""
IS_KEPT = """
BEGIN
    RAISE 'that a client stopped stays on file' USING
        ERRCODE = 'check_violation', CONSTRAINT = 'stop_is_final';
END
"""
STAYS = "That the client stopped stays on file."

# Of the seats, in the model of whoever has one.
IS_WANTED_BY_THE_CLIENT = [
    Trigger(
        name="participant_is_wanted",
        fires="AFTER INSERT OR UPDATE",
        when="NEW.relies_on IS NOT NULL AND upper(NEW.during) > now()",
        body=IS_WANTED,
        violation_error_message=WANTED,
    ),
]


class StopQuerySet(models.QuerySet["Stop"]):
    def visible_to(self, user: User) -> StopQuerySet:
        """Those of a clinician's own clients; nobody else reads them."""
        if not user.is_clinician:
            return self.none()
        return self.filter(client__in=Client.objects.visible_to(user))

    def standing(self) -> StopQuerySet:
        return self.filter(lifted_at=None)


class Stop(models.Model):
    """While it stands, no session ahead has a seat for ``contact``. It asks no reason."""

    client = models.ForeignKey(Client, models.PROTECT, related_name="stops")
    contact = models.ForeignKey(
        Contact, models.PROTECT, related_name="stops", db_constraint=False
    )
    said_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = StopQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            ForeignKeyConstraint(
                name="stop_contact_of_client",
                fields=("client", "contact"),
                to="clients.Contact",
                to_fields=("client", "id"),
                violation_error_message="Choose one of this client's own contacts.",
            ),
            models.UniqueConstraint(
                name="stop_stands_once",
                fields=["contact"],
                condition=Q(lifted_at=None),
                violation_error_message="The client has stopped this already.",
            ),
            models.CheckConstraint(
                name="stop_lifted_by_someone",
                condition=Q(lifted_at=None, lifted_by=None)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False),
                violation_error_message="Record who heard it from the client, and when.",
            ),
            happens_now(
                "stop_is_recorded_now",
                "BEFORE INSERT",
                "said_at",
                "A stop is recorded as the client says so.",
            ),
            Trigger(
                name="stop_leaves_nobody_seated",
                fires="AFTER INSERT",
                body=LEAVES_NOBODY_SEATED,
                raises=["participant_is_wanted"],
                violation_error_message=WANTED,
            ),
            Trigger(
                name="stop_is_final",
                fires="BEFORE UPDATE OR DELETE",
                body=IS_FINAL,
                violation_error_message=STAYS,
            ),
            Trigger(
                name="stop_is_not_truncated",
                fires="BEFORE TRUNCATE",
                body=IS_KEPT,
                raises=["stop_is_final"],
                violation_error_message=STAYS,
            ),
        ]

    def __str__(self) -> str:
        return f"stop {self.pk}"
