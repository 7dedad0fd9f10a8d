"""That a release is left to end: nobody gets another signed that carries it on."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from practice.database.triggers import Trigger, happens_now
from releases.models.release import Release

OF_WHAT_RUNS = """
BEGIN
    PERFORM FROM releases_release
        WHERE id = NEW.release_id AND upper(in_force) > now();
    IF NOT FOUND THEN
        RAISE 'release % has ended', NEW.release_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'lapse_is_of_what_runs';
    END IF;
    RETURN NEW;
END
"""
# Taken back once, as it happens; nothing else changes.
IS_FINAL = """
DECLARE
    open text[] := '{taken_back_at,taken_back_by_id}';
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.taken_back_at IS NULL
        AND to_jsonb(NEW) - open = to_jsonb(OLD) - open
        AND NEW.taken_back_at BETWEEN clock_timestamp() - interval '1 minute'
            AND clock_timestamp() + interval '1 minute'
    THEN
        RETURN NEW;
    END IF;
    RAISE 'what was decided of a release stays' USING
        ERRCODE = 'check_violation', CONSTRAINT = 'lapse_is_final';
END
"""
IS_KEPT = """
BEGIN
    RAISE 'what was decided of a release stays' USING
        ERRCODE = 'check_violation', CONSTRAINT = 'lapse_is_final';
END
"""
STAYS = "What was decided stays as it is."


class Lapse(models.Model):
    """While it stands, no list of what ends asks for a renewal. It ends nothing itself."""

    release = models.ForeignKey(Release, models.PROTECT, related_name="lapses")
    reason = models.CharField(
        "why it is left to lapse",
        max_length=300,
        help_text="Kept in the consent history. Leave clinical detail out.",
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField()
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    taken_back_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="lapse_says_why",
                condition=Q(reason__regex=r"\S"),
                violation_error_message="Say why it is left to lapse.",
            ),
            models.CheckConstraint(
                name="lapse_taken_back_by_someone",
                condition=Q(taken_back_by=None, taken_back_at=None)
                | Q(
                    taken_back_by__isnull=False,
                    # Said besides, as what is compared with nothing is let through.
                    taken_back_at__isnull=False,
                    taken_back_at__gte=F("decided_at"),
                ),
                violation_error_message="Record who took it back, and when.",
            ),
            models.UniqueConstraint(
                name="lapse_stands_once",
                fields=["release"],
                condition=Q(taken_back_at=None),
                violation_error_message="This release is left to lapse already.",
            ),
            happens_now(
                "lapse_is_recorded_now",
                "BEFORE INSERT",
                "decided_at",
                "That a release is left to lapse is recorded as somebody decides it.",
            ),
            Trigger(
                name="lapse_is_of_what_runs",
                fires="BEFORE INSERT",
                body=OF_WHAT_RUNS,
                violation_error_message="This release has ended already.",
            ),
            Trigger(
                name="lapse_is_final",
                fires="BEFORE UPDATE OR DELETE",
                body=IS_FINAL,
                violation_error_message=STAYS,
            ),
            Trigger(
                name="lapse_is_not_truncated",
                fires="BEFORE TRUNCATE",
                body=IS_KEPT,
                raises=["lapse_is_final"],
                violation_error_message=STAYS,
            ),
        ]

    def __str__(self) -> str:
        return f"lapse {self.pk}"
