"""What a shared session is for. Clinical text: for the clinician's eyes."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from collateral.models.session import Session
from practice.models import User
from releases.models import Purpose


class SharedSessionPlanQuerySet(models.QuerySet["SharedSessionPlan"]):
    def visible_to(self, user: User) -> SharedSessionPlanQuerySet:
        """Plans of a clinician's sessions; nobody else reads a plan."""
        if not user.is_clinician:
            return self.none()
        return self.filter(session__in=Session.objects.visible_to(user))


class SharedSessionPlan(models.Model):
    """Why the contacts join, what to talk about, and what to leave out."""

    session = models.OneToOneField(
        Session, models.PROTECT, primary_key=True, related_name="plan"
    )
    purpose = models.CharField(max_length=20, choices=Purpose)
    topics = models.TextField("topics to cover", blank=True, max_length=2000)
    boundaries = models.TextField(
        "boundaries",
        blank=True,
        max_length=2000,
        help_text="What stays out of the room, and how anyone can stop.",
    )

    objects = SharedSessionPlanQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="plan_has_a_purpose",
                condition=models.Q(purpose__in=Purpose.values),
                violation_error_message="Choose why the contacts join.",
            ),
        ]

    def __str__(self) -> str:
        return f"plan of session {self.pk}"
