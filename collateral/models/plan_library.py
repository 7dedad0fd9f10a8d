"""What plans are made of, practice-wide: questions to start with, and templates."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from clients.models import Modality


class PlanPrompt(models.Model):
    """A question to start with, which every clinician of the practice may choose."""

    words = models.CharField("question", max_length=300)
    # Nobody, where it shipped.
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="prompt_is_there_once",
                fields=["words"],
                violation_error_message="The practice has this question already.",
            ),
            models.CheckConstraint(
                name="prompt_asks_something",
                condition=Q(words__regex=r"\S"),
                violation_error_message="Write the question.",
            ),
        ]

    def __str__(self) -> str:
        return f"prompt {self.pk}"


class PlanTemplate(models.Model):
    """What a plan usually says, by the names of ``PlanVersion``'s fields; nothing of any
    client's. Where it is of a ``modality``, it fills in the first plan of its clients.
    """

    name = models.CharField(max_length=80)
    modality = models.CharField(max_length=20, choices=Modality, blank=True)
    says = models.JSONField(default=dict)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="plan_template_is_there_once",
                fields=["name"],
                violation_error_message="The practice has a template of this name.",
            ),
            models.CheckConstraint(
                name="plan_template_has_a_name",
                condition=Q(name__regex=r"\S") & Q(modality__in=["", *Modality.values]),
                violation_error_message="Name the template.",
            ),
        ]

    def __str__(self) -> str:
        return f"template {self.pk}"
