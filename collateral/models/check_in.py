"""A few words with a parent before or after a session, or by phone."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from clients.models import Client, Contact
from collateral.models.said import in_words, of_its_contact, recorded_now, stays
from practice.models import User


class Occasion(models.TextChoices):
    """When there was time for it."""

    BEFORE = "before", "Before a session"
    AFTER = "after", "After a session"
    PHONE = "phone", "By phone"


class CheckInQuerySet(models.QuerySet["CheckIn"]):
    def visible_to(self, user: User) -> CheckInQuerySet:
        """Those of a clinician's own clients; nobody else reads them."""
        if not user.is_clinician:
            return self.none()
        return self.filter(client__in=Client.objects.visible_to(user))


class CheckIn(models.Model):
    """What ``contact`` said then. What they were told is a ``Disclosure``."""

    client = models.ForeignKey(Client, models.PROTECT, related_name="check_ins")
    contact = models.ForeignKey(
        Contact,
        models.PROTECT,
        related_name="check_ins",
        db_constraint=False,
        verbose_name="with whom",
    )
    occasion = models.CharField("when", max_length=20, choices=Occasion)
    said_on = models.DateField("said on")
    words = models.TextField("what they said", max_length=2000)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = CheckInQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-said_on", "-pk"]
        constraints: ClassVar = [
            of_its_contact("check_in"),
            in_words("check_in", ["words"], "Write down what they said."),
            models.CheckConstraint(
                name="check_in_has_an_occasion",
                condition=Q(occasion__in=Occasion.values),
                violation_error_message="Say whether before, after or by phone.",
            ),
            recorded_now("check_in"),
            *stays("check_in"),
        ]

    def __str__(self) -> str:
        return f"check-in {self.pk}"
