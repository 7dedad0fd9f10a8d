"""What was changed of the hours and of the closed days: by whom, and when."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from practice.database.triggers import (
    LAYS_THE_PAST,
    Trigger,
    happens_now,
    written_once,
)


class HoursChangeKind(models.TextChoices):
    """What happened."""

    HOURS = "hours", "Hours changed"
    CLOSED = "closed", "Day closed"
    OPENED = "opened", "Day opened again"


KINDS = HoursChangeKind
MESSAGE = "Who changes the hours, or what is closed, is written down."


def _recorded(name: str, on: str, kind: str, whose: str, fires: str) -> Trigger:
    """Asked at commit: the rows change, and who changed them is written, in either order."""
    body = f"""
BEGIN
    IF {LAYS_THE_PAST} THEN
        RETURN NULL;
    END IF;
    IF NOT EXISTS (
        SELECT FROM practice_hourschange AS change
        WHERE change.kind = {kind} AND change.clinician_id IS NOT DISTINCT FROM {whose}
            AND change.at >= now() - interval '1 minute'
    ) THEN
        RAISE 'who changed a row of % is not written', TG_TABLE_NAME USING
            ERRCODE = 'check_violation', CONSTRAINT = '{name}';
    END IF;
    RETURN NULL;
END
"""  # noqa: S608 (codes of our own)
    return Trigger(
        name=name,
        fires=fires,
        body=body,
        deferred=True,
        on=on,
        violation_error_message=MESSAGE,
    )


EVER = "AFTER INSERT OR UPDATE OR DELETE"
OF_WHOM = "CASE WHEN TG_OP = 'DELETE' THEN OLD.clinician_id ELSE NEW.clinician_id END"
OF_A_DAY = f"CASE WHEN TG_OP = 'DELETE' THEN '{KINDS.OPENED}' ELSE '{KINDS.CLOSED}' END"


class HoursChange(models.Model):
    """One change, in the words of then: of one clinician's hours, or, where that is
    nobody, of the practice's; or of a day on which nobody works.
    """

    kind = models.CharField(max_length=20, choices=HoursChangeKind)
    clinician = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    before = models.TextField(blank=True)
    since = models.TextField(blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="hours_change_has_a_kind",
                condition=Q(kind__in=HoursChangeKind.values),
                violation_error_message="Say what happened.",
            ),
            models.CheckConstraint(
                name="hours_change_says_what",
                condition=Q(kind=KINDS.HOURS) & ~Q(before=F("since"))
                | Q(kind=KINDS.CLOSED, clinician=None, before="") & ~Q(since="")
                | Q(kind=KINDS.OPENED, clinician=None, since="") & ~Q(before=""),
                violation_error_message="Say what was so before, and is since.",
            ),
            happens_now(
                "hours_change_is_written_now",
                "BEFORE INSERT",
                "at",
                "What happens is written as it happens.",
            ),
            _recorded(
                "hours_change_is_recorded",
                "practice.WorkingHours",
                f"'{KINDS.HOURS}'",
                OF_WHOM,
                EVER,
            ),
            _recorded(
                "closed_day_change_is_recorded",
                "practice.ClosedDay",
                OF_A_DAY,
                "NULL",
                EVER,
            ),
            *written_once("hours_change_is_final", "hours_changes_are_kept"),
        ]

    def __str__(self) -> str:
        return f"hours change {self.pk}"
