"""What a client and their clinician work towards, in words, and how they will know."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from clients.models import Client
from practice.database.triggers import Trigger, happens_now
from practice.models import User

STAYS = "A goal stays as it was written. Close it, and write another."
IS_FINAL = """
DECLARE
    closing text[] := '{closed_at,closed_by_id}';
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.closed_at IS NULL
        AND to_jsonb(NEW) - closing = to_jsonb(OLD) - closing
    THEN
        RETURN NEW;
    END IF;
    RAISE 'goals stay as they were written' USING
        ERRCODE = 'check_violation', CONSTRAINT = 'goal_is_final';
END
"""
IS_KEPT = """
BEGIN
    RAISE 'goals stay as they were written' USING
        ERRCODE = 'check_violation', CONSTRAINT = 'goal_is_final';
END
"""


class TreatmentGoalQuerySet(models.QuerySet["TreatmentGoal"]):
    def visible_to(self, user: User) -> TreatmentGoalQuerySet:
        """Those of a clinician's own clients; nobody else reads them."""
        if not user.is_clinician:
            return self.none()
        return self.filter(client__in=Client.objects.visible_to(user))

    def open(self) -> TreatmentGoalQuerySet:
        return self.filter(closed_at=None)


class TreatmentGoal(models.Model):
    """A goal of treatment, which plans are for. Clinical text: for the clinician's eyes."""

    client = models.ForeignKey(Client, models.PROTECT, related_name="goals")
    words = models.CharField("the goal", max_length=300)
    known_by = models.CharField("how will we know", max_length=500)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    written_at = models.DateTimeField(editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    closed_at = models.DateTimeField(null=True, editable=False)

    objects = TreatmentGoalQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="goal_says_what_and_how_known",
                condition=Q(words__regex=r"\S") & Q(known_by__regex=r"\S"),
                violation_error_message="Say what the goal is, and how you will know.",
            ),
            models.CheckConstraint(
                name="goal_closed_by_someone",
                condition=Q(closed_at=None, closed_by=None)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                violation_error_message="Record who closed the goal, and when.",
            ),
            happens_now(
                "goal_is_written_now",
                "BEFORE INSERT",
                "written_at",
                "A goal is written down now.",
            ),
            Trigger(
                name="goal_is_final",
                fires="BEFORE UPDATE OR DELETE",
                body=IS_FINAL,
                violation_error_message=STAYS,
            ),
            Trigger(
                name="goal_is_not_truncated",
                fires="BEFORE TRUNCATE",
                body=IS_KEPT,
                raises=["goal_is_final"],
                violation_error_message=STAYS,
            ),
        ]

    def __str__(self) -> str:
        return f"goal {self.pk}"
