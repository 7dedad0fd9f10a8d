"""That somebody who works here was mailed what a day brings."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from practice.database.triggers import Trigger

# What became of it is noted once.
IS_FINAL = """
DECLARE
    open text[] := '{sent_at,failed_at}';
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.sent_at IS NULL AND OLD.failed_at IS NULL
        AND to_jsonb(NEW) - open = to_jsonb(OLD) - open
    THEN
        RETURN NEW;
    END IF;
    RAISE 'digests are kept' USING
        ERRCODE = 'check_violation', CONSTRAINT = 'digest_is_final';
END
"""


class StaffDigest(models.Model):
    """Of one ``day``, to one of those who work here: taken before it is mailed, so that
    it goes once. One that no server took has failed, and may be tried again.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    day = models.DateField()
    taken_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="digest_goes_once",
                fields=["user", "day"],
                condition=Q(failed_at=None),
                violation_error_message="They were mailed of this day already.",
            ),
            models.CheckConstraint(
                name="digest_sent_or_failed",
                condition=Q(sent_at=None, failed_at=None)
                | Q(sent_at=None, failed_at__gte=F("taken_at"))
                | Q(failed_at=None, sent_at__gte=F("taken_at")),
                violation_error_message="A digest was sent, or it failed.",
            ),
            Trigger(
                name="digest_is_final",
                fires="BEFORE UPDATE OR DELETE",
                body=IS_FINAL,
                violation_error_message="What became of a digest stays as it is.",
            ),
        ]

    def __str__(self) -> str:
        return f"digest {self.pk}"
