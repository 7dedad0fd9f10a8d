"""What brought the family here, as a parent tells it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from clients.models import Client, Contact
from collateral.models.said import in_words, of_its_contact, recorded_now, stays
from practice.models import User

LONGEST = 2000
ASKED = (
    "concerns",
    "home",
    "school",
    "family",
    "strengths",
    "goals",
    "no_longer",
)


class IntakeQuerySet(models.QuerySet["Intake"]):
    def visible_to(self, user: User) -> IntakeQuerySet:
        """Those of a clinician's own clients; nobody else reads them."""
        if not user.is_clinician:
            return self.none()
        return self.filter(client__in=Client.objects.visible_to(user))


class Intake(models.Model):
    """What ``contact`` says of the client, in their own words; added to, never changed."""

    client = models.ForeignKey(Client, models.PROTECT, related_name="intakes")
    contact = models.ForeignKey(
        Contact,
        models.PROTECT,
        related_name="intakes",
        db_constraint=False,
        verbose_name="who said it",
    )
    said_on = models.DateField("said on")
    concerns = models.TextField("concerns", max_length=LONGEST, blank=True)
    home = models.TextField("how it is at home", max_length=LONGEST, blank=True)
    school = models.TextField("how it is at school", max_length=LONGEST, blank=True)
    family = models.TextField("the family", max_length=LONGEST, blank=True)
    strengths = models.TextField("strengths", max_length=LONGEST, blank=True)
    goals = models.TextField("what they hope for", max_length=LONGEST, blank=True)
    no_longer = models.TextField(
        "when is this no longer a problem?", max_length=LONGEST, blank=True
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = IntakeQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-said_on", "-pk"]
        constraints: ClassVar = [
            of_its_contact("intake"),
            in_words("intake", ASKED, "Write down at least one answer."),
            recorded_now("intake"),
            *stays("intake"),
        ]

    def __str__(self) -> str:
        return f"intake {self.pk}"

    @property
    def answers(self) -> list[tuple[str, str]]:
        """Each question that was answered, with the words."""
        fields = [field for field in self._meta.fields if field.name in ASKED]
        told = [(str(each.verbose_name), getattr(self, each.name)) for each in fields]
        return [(question, words) for question, words in told if words]
