"""When the practice was last looked after: backed up, restored to see, verified."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from practice.database.triggers import written_once


class UpkeepKind(models.TextChoices):
    """What was done."""

    BACKUP = "backup", "Backup"
    DRILL = "drill", "Restore drill"
    VERIFICATION = "verification", "Verification"


class UpkeepQuerySet(models.QuerySet["Upkeep"]):
    def newest(self) -> dict[str, Upkeep]:
        """Of each kind the last one."""
        found = self.order_by("kind", "-at", "-pk").distinct("kind")
        return {each.kind: each for each in found}


class Upkeep(models.Model):
    """One time that it was done, and whether it went well. Written by commands."""

    kind = models.CharField(max_length=20, choices=UpkeepKind)
    at = models.DateTimeField(db_default=Now())
    went_well = models.BooleanField()

    objects = UpkeepQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["kind", "-at"], name="upkeep_by_kind")
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="upkeep_has_a_kind",
                condition=Q(kind__in=UpkeepKind.values),
                violation_error_message="Say what was done.",
            ),
            *written_once("upkeep_is_final", "upkeep_is_kept"),
        ]

    def __str__(self) -> str:
        return f"upkeep {self.pk}"
