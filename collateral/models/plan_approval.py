"""That a plan was approved as it is: by whom, when and how. Another version needs another."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from collateral.models.plan_approved import OF_APPROVALS
from collateral.models.plan_reading import OF_APPROVALS as WHAT_WAS_READ
from collateral.models.plan_reading import Approver, PlanReading
from collateral.models.plan_version import PlanVersion


class ApprovedHow(models.TextChoices):
    """How they said so."""

    TOLD = "told", "They told me so"
    TABLET = "tablet", "They read it alone on a screen, and pressed the button"


class PlanApproval(models.Model):
    """The approval of one ``version``, recorded as it is given. On a screen it leans on the
    reading of that version, or of one that says the same; before there were readings the
    screen was beside whoever recorded it.
    """

    version = models.OneToOneField(PlanVersion, models.PROTECT, related_name="approval")
    who = models.CharField("who approves it", max_length=20, choices=Approver)
    how = models.CharField("how they said so", max_length=20, choices=ApprovedHow)
    read_in = models.ForeignKey(
        PlanReading,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="approvals",
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    approved_at = models.DateTimeField(editable=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="approval_says_who_and_how",
                condition=Q(who__in=Approver.values, how__in=ApprovedHow.values),
                violation_error_message="Say who approves the plan, and how.",
            ),
            models.CheckConstraint(
                name="approval_that_was_told_was_not_read",
                condition=Q(how=ApprovedHow.TABLET) | Q(read_in=None),
                violation_error_message="Say that they read it on a screen.",
            ),
            *OF_APPROVALS,
            *WHAT_WAS_READ,
        ]

    def __str__(self) -> str:
        return f"approval of version {self.version_id}"
