"""What someone at home practices until a day. For the clinician's eyes."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from clients.models import Client, Contact
from collateral.models.session import Session
from practice.database.constraints import ForeignKeyConstraint
from practice.database.triggers import Trigger, happens_now
from practice.models import User

# Whether it was done is said once.
IS_FINAL = """
DECLARE
    closing text[] := '{closed_as,closed_at,closed_by_id}';
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.closed_at IS NULL
        AND to_jsonb(NEW) - closing = to_jsonb(OLD) - closing
    THEN
        RETURN NEW;
    END IF;
    RAISE 'home practice stays as it was agreed' USING
        ERRCODE = 'check_violation', CONSTRAINT = 'practice_is_final';
END
"""
IS_KEPT = """
BEGIN
    RAISE 'home practice stays as it was agreed' USING
        ERRCODE = 'check_violation', CONSTRAINT = 'practice_is_final';
END
"""
STAYS = "Home practice stays as it was agreed."


class Done(models.TextChoices):
    """What came of it."""

    DONE = "done", "Done"
    NOT_DONE = "not_done", "Not done"
    DROPPED = "dropped", "No longer asked for"


class HomePracticeQuerySet(models.QuerySet["HomePractice"]):
    def visible_to(self, user: User) -> HomePracticeQuerySet:
        """That of a clinician's own clients; nobody else reads it."""
        if not user.is_clinician:
            return self.none()
        return self.filter(client__in=Client.objects.visible_to(user))

    def open(self) -> HomePracticeQuerySet:
        """What nobody has said is done, or not."""
        return self.filter(closed_at=None)

    def due(self, day: Any) -> HomePracticeQuerySet:
        """What is still open, and was asked for until ``day`` or before."""
        return self.open().filter(due_on__lte=day)


class HomePractice(models.Model):
    """What ``contact`` was asked to do at home, in a session they sat in or without one."""

    client = models.ForeignKey(Client, models.PROTECT, related_name="home_practices")
    contact = models.ForeignKey(
        Contact,
        models.PROTECT,
        related_name="home_practices",
        db_constraint=False,
        verbose_name="who practices",
    )
    session = models.ForeignKey(
        Session,
        models.PROTECT,
        null=True,
        related_name="home_practices",
        editable=False,
    )
    what = models.TextField(
        "what to practice", max_length=1000, help_text="As you tell it to them."
    )
    given_on = models.DateField(editable=False)
    due_on = models.DateField("until when")
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    given_at = models.DateTimeField(editable=False)
    closed_as = models.CharField(
        "what came of it", max_length=20, choices=Done, blank=True
    )
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    closed_at = models.DateTimeField(null=True, editable=False)

    objects = HomePracticeQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["due_on", "pk"]
        indexes: ClassVar = [
            models.Index(
                fields=["due_on", "client"],
                condition=Q(closed_at=None),
                name="practice_due",
            ),
        ]
        constraints: ClassVar = [
            ForeignKeyConstraint(
                name="practice_contact_of_client",
                fields=("client", "contact"),
                to="clients.Contact",
                to_fields=("client", "id"),
                violation_error_message="Choose one of this client's own contacts.",
            ),
            ForeignKeyConstraint(
                name="practice_of_its_session",
                fields=("session", "contact"),
                to="collateral.Participant",
                to_fields=("session", "contact"),
                violation_error_message="Choose someone who had a seat in the session.",
            ),
            models.CheckConstraint(
                name="practice_says_what_to_do",
                condition=Q(what__regex=r"\S"),
                violation_error_message="Say what to practice.",
            ),
            models.CheckConstraint(
                name="practice_is_due_later",
                condition=Q(due_on__gte=F("given_on")),
                violation_error_message="Choose today or a later day.",
            ),
            models.CheckConstraint(
                name="practice_closed_by_someone",
                condition=Q(closed_as="", closed_by=None, closed_at=None)
                | Q(
                    closed_as__in=Done.values,
                    closed_by__isnull=False,
                    closed_at__isnull=False,
                ),
                violation_error_message="Say what came of it; who said so is recorded.",
            ),
            happens_now(
                "practice_is_given_now",
                "BEFORE INSERT",
                "given_at",
                "Home practice is written down as it is agreed.",
            ),
            Trigger(
                name="practice_is_final",
                fires="BEFORE UPDATE OR DELETE",
                body=IS_FINAL,
                violation_error_message=STAYS,
            ),
            Trigger(
                name="practice_is_not_truncated",
                fires="BEFORE TRUNCATE",
                body=IS_KEPT,
                raises=["practice_is_final"],
                violation_error_message=STAYS,
            ),
        ]

    def __str__(self) -> str:
        return f"home practice {self.pk}"
