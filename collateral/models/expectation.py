"""What a parent was told is expected of them, so that nobody has to guess."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from clients.models import Client, Contact
from collateral.models.said import in_words, of_its_contact, recorded_now, stays
from practice.models import User


class ExpectationQuerySet(models.QuerySet["Expectation"]):
    def visible_to(self, user: User) -> ExpectationQuerySet:
        """Those of a clinician's own clients; nobody else reads them."""
        if not user.is_clinician:
            return self.none()
        return self.filter(client__in=Client.objects.visible_to(user))


class Expectation(models.Model):
    """What ``contact`` was told is expected: coming, practicing at home, keeping private."""

    client = models.ForeignKey(Client, models.PROTECT, related_name="expectations")
    contact = models.ForeignKey(
        Contact,
        models.PROTECT,
        related_name="expectations",
        db_constraint=False,
        verbose_name="who was told",
    )
    words = models.TextField("what is expected of them", max_length=2000)
    told_on = models.DateField("told on")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ExpectationQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-told_on", "-pk"]
        constraints: ClassVar = [
            of_its_contact("expectation"),
            in_words("expectation", ["words"], "Write down what is expected of them."),
            recorded_now("expectation"),
            *stays("expectation"),
        ]

    def __str__(self) -> str:
        return f"expectation {self.pk}"
