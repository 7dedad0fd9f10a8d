"""That a plan was approved as it is: by whom, when and how. Another version needs another."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from collateral.models.plan_approved import OF_APPROVALS
from collateral.models.plan_version import PlanVersion


class Approver(models.TextChoices):
    """Who approves it."""

    CLIENT = "client", "The client"
    CONSENTER = "consenter", "Whoever consents to the client’s care"


class ApprovedHow(models.TextChoices):
    """How they said so."""

    TOLD = "told", "They told me so"
    TABLET = "tablet", "They read it on this screen beside me, and pressed the button"


class PlanApproval(models.Model):
    """The approval of one ``version``, recorded as it is given."""

    version = models.OneToOneField(PlanVersion, models.PROTECT, related_name="approval")
    who = models.CharField("who approves it", max_length=20, choices=Approver)
    how = models.CharField("how they said so", max_length=20, choices=ApprovedHow)
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
            *OF_APPROVALS,
        ]

    def __str__(self) -> str:
        return f"approval of version {self.version_id}"
