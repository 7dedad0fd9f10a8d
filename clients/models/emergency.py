"""That a clinician sees another's client for a while, in an emergency, for a reason."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Now

from practice.database.triggers import IS_FINAL, Trigger, happens_now
from practice.models import User

BY_A_CLINICIAN = """
BEGIN
    IF NOT EXISTS (
        SELECT FROM practice_user WHERE id = NEW.clinician_id AND role = 'clinician'
    ) THEN
        RAISE 'user % is no clinician', NEW.clinician_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'emergency_of_a_clinician';
    END IF;
    RETURN NEW;
END
"""
# Looked into once; nothing else changes.
ONLY_REVIEWED = """
DECLARE
    review text[] := '{reviewed_by_id,reviewed_at}';
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.reviewed_at IS NULL
        AND to_jsonb(NEW) - review = to_jsonb(OLD) - review
    THEN
        RETURN NEW;
    END IF;
    RAISE 'emergency access % stays as it is', OLD.id USING
        ERRCODE = 'check_violation', CONSTRAINT = 'emergency_is_final';
END
"""
DAY_AFTER = "(%(expressions)s + interval '24 hours')"
STAYS = "Who asked for it, why and until when stays as it is."


class EmergencyAccessQuerySet(models.QuerySet["EmergencyAccess"]):
    def open_to(self, user: User) -> EmergencyAccessQuerySet:
        """What this clinician asked for, and has not ended."""
        return self.filter(clinician=user, ends_at__gt=Now())

    def unreviewed(self) -> EmergencyAccessQuerySet:
        return self.filter(reviewed_at=None)


class EmergencyAccess(models.Model):
    """``client`` is another clinician's; ``clinician`` sees and treats them as their own
    until ``ends_at``, a day at most. An admin looks into it afterwards.
    """

    client = models.ForeignKey(
        "clients.Client", models.PROTECT, related_name="emergencies", editable=False
    )
    clinician = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        editable=False,
        db_index=False,
    )
    reason = models.CharField("why you need to see them now", max_length=300)
    asked_at = models.DateTimeField(db_default=Now(), editable=False)
    ends_at = models.DateTimeField(editable=False)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        db_index=False,
    )
    reviewed_at = models.DateTimeField(null=True, editable=False)

    objects = EmergencyAccessQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-asked_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="emergency_has_a_reason",
                condition=Q(reason__regex=r"\S"),
                violation_error_message="Say why you need to see them now.",
            ),
            models.CheckConstraint(
                name="emergency_ends_within_a_day",
                condition=Q(ends_at__gt=F("asked_at"))
                & Q(
                    ends_at__lte=Func(
                        F("asked_at"),
                        template=DAY_AFTER,
                        output_field=models.DateTimeField(),
                    )
                ),
                violation_error_message="It ends a day later at most.",
            ),
            models.CheckConstraint(
                name="emergency_reviewed_by_another",
                condition=Q(reviewed_by=None, reviewed_at=None)
                | (
                    Q(reviewed_by__isnull=False, reviewed_at__isnull=False)
                    & ~Q(reviewed_by=F("clinician"))
                ),
                violation_error_message="Somebody else looks into it.",
            ),
            happens_now(
                "emergency_begins_now",
                "BEFORE INSERT",
                "asked_at",
                "It begins as it is asked for.",
            ),
            Trigger(
                name="emergency_of_a_clinician",
                fires="BEFORE INSERT",
                body=BY_A_CLINICIAN,
                violation_error_message="Clinicians alone may ask for it.",
            ),
            Trigger(
                name="emergency_is_final",
                fires="BEFORE UPDATE OR DELETE",
                body=ONLY_REVIEWED,
                violation_error_message=STAYS,
            ),
            Trigger(
                name="emergencies_are_kept",
                fires="BEFORE TRUNCATE",
                body=IS_FINAL,
                violation_error_message=STAYS,
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["clinician", "ends_at"], name="emergency_of_clinician"
            ),
            models.Index(
                fields=["asked_at", "id"],
                name="emergency_to_review",
                condition=Q(reviewed_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"emergency access {self.pk}"
