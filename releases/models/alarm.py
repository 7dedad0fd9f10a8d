"""That a stored paper was found not to be what was sealed: told until someone acts."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from practice.database.triggers import IS_FINAL, Trigger

# Looked into once; nothing else changes.
ALARM_IS_FINAL = """
DECLARE
    answer text[] := '{acknowledged_by_id,acknowledged_at,outcome}';
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.acknowledged_at IS NULL
        AND to_jsonb(NEW) - answer = to_jsonb(OLD) - answer
    THEN
        RETURN NEW;
    END IF;
    RAISE 'alarm % stays as it is', OLD.id USING
        ERRCODE = 'check_violation', CONSTRAINT = 'alarm_is_final';
END
"""
STAYS = "What was noticed, and what came of it, stays as it is."


class AlarmQuerySet(models.QuerySet["PaperAlarm"]):
    def standing(self) -> AlarmQuerySet:
        """Those that nobody has looked into."""
        return self.filter(acknowledged_at=None)


class PaperAlarm(models.Model):
    """Noticed as somebody asked for the paper, who was shown none.

    Admins see it on every page until one of them says what came of it. Asked for again,
    a paper that still does not fit is another alarm.
    """

    # By its number alone: it may be gone, and the alarm stays.
    release_id = models.BigIntegerField(editable=False)
    noticed_at = models.DateTimeField(db_default=Now(), editable=False)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    acknowledged_at = models.DateTimeField(null=True, editable=False)
    outcome = models.CharField(
        "what came of it",
        max_length=300,
        blank=True,
        help_text="What was found and done. Names of clients stay out of it.",
    )

    objects = AlarmQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-noticed_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["release_id"],
                condition=Q(acknowledged_at=None),
                name="alarm_stands_once",
                violation_error_message="This alarm stands already.",
            ),
            models.CheckConstraint(
                name="alarm_looked_into_by_someone",
                condition=Q(acknowledged_by=None, acknowledged_at=None, outcome="")
                | Q(
                    acknowledged_by__isnull=False,
                    acknowledged_at__isnull=False,
                    outcome__regex=r"\S",
                ),
                violation_error_message="Say what came of it.",
            ),
            Trigger(
                name="alarm_is_final",
                fires="BEFORE UPDATE OR DELETE",
                body=ALARM_IS_FINAL,
                violation_error_message=STAYS,
            ),
            Trigger(
                name="alarm_is_not_truncated",
                fires="BEFORE TRUNCATE",
                body=IS_FINAL,
                violation_error_message=STAYS,
            ),
        ]

    def __str__(self) -> str:
        return f"alarm {self.pk}"
