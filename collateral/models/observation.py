"""What someone saw of a client at home, at school or elsewhere, and who said it.

Collateral information: to receive it discloses nothing. For the clinician's eyes.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from clients.models import Client, Contact
from practice.database.constraints import ForeignKeyConstraint
from practice.database.triggers import happens_now, written_once
from practice.models import User


class Where(models.TextChoices):
    """Where it was seen."""

    HOME = "home", "At home"
    SCHOOL = "school", "At school"
    ELSEWHERE = "elsewhere", "Elsewhere"


class ObservationQuerySet(models.QuerySet["Observation"]):
    def visible_to(self, user: User) -> ObservationQuerySet:
        """Those of a clinician's own clients; nobody else reads them."""
        if not user.is_clinician:
            return self.none()
        return self.filter(client__in=Client.objects.visible_to(user))

    def standing(self) -> ObservationQuerySet:
        """What counts: no later one sets it right."""
        return self.filter(corrections=None)


class Observation(models.Model):
    """What ``contact`` said they saw, in their words. Written once: a mistake stays, named
    by the row that ``corrects`` it.
    """

    client = models.ForeignKey(
        Client, models.PROTECT, related_name="observations", db_index=False
    )
    contact = models.ForeignKey(
        Contact,
        models.PROTECT,
        related_name="observations",
        db_constraint=False,
        verbose_name="who said it",
    )
    place = models.CharField("where it was seen", max_length=20, choices=Where)
    seen_on = models.DateField("on which day")
    words = models.TextField(
        "what they said",
        max_length=2000,
        help_text="In their words, not as you read it.",
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    recorded_at = models.DateTimeField(editable=False)
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="corrections", editable=False
    )
    correction = models.CharField("what was wrong", max_length=300, blank=True)

    objects = ObservationQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-seen_on", "-pk"]
        indexes: ClassVar = [
            # A client's own, newest first.
            models.Index(
                fields=["client", "seen_on", "id"], name="observation_of_client"
            ),
        ]
        constraints: ClassVar = [
            ForeignKeyConstraint(
                name="observation_contact_of_client",
                fields=("client", "contact"),
                to="clients.Contact",
                to_fields=("client", "id"),
                violation_error_message="Choose one of this client's own contacts.",
            ),
            models.CheckConstraint(
                name="observation_says_where_and_what",
                condition=Q(place__in=Where.values, words__regex=r"\S"),
                violation_error_message="Say where it was seen, and what was said.",
            ),
            models.CheckConstraint(
                name="observation_correction_says_what_was_wrong",
                condition=Q(corrects=None, correction="")
                | Q(corrects__isnull=False, correction__regex=r"\S"),
                violation_error_message="Say what was wrong.",
            ),
            models.UniqueConstraint(
                name="observation_is_corrected_once",
                fields=["corrects"],
                violation_error_message=(
                    "This was corrected just now. Correct what stands there now."
                ),
            ),
            # What a correction refers to.
            models.UniqueConstraint(
                name="observation_client_key", fields=["client", "id"]
            ),
            ForeignKeyConstraint(
                name="observation_corrects_one_of_the_client",
                fields=("client", "corrects"),
                to="collateral.Observation",
                to_fields=("client", "id"),
                violation_error_message="A mistake is corrected for the same client.",
            ),
            happens_now(
                "observation_is_recorded_now",
                "BEFORE INSERT",
                "recorded_at",
                "What was said is recorded now; write the day on which it was seen.",
            ),
            *written_once("observation_is_final", "observation_is_not_truncated"),
        ]

    def __str__(self) -> str:
        return f"observation {self.pk}"
