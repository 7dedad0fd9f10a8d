"""Something that happened, after which whoever would join is asked about anew."""

from __future__ import annotations

from typing import ClassVar

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from clients.models import Client, Contact
from collateral.models import screened as rules
from practice.database.constraints import ForeignKeyConstraint


class IncidentQuerySet(models.QuerySet["Incident"]):
    def unasked(self) -> IncidentQuerySet:
        """Of each contact about whom nothing was ever asked, the newest."""
        screenings = apps.get_model("collateral.Screening").objects
        asked = screenings.filter(contact=OuterRef("contact"))
        newer = Incident.objects.filter(
            contact=OuterRef("contact"), pk__gt=OuterRef("pk")
        )
        return self.filter(~Exists(asked), ~Exists(newer))


class Incident(models.Model):
    """What happened between a client and ``contact``. For clinicians' eyes."""

    client = models.ForeignKey(Client, models.PROTECT, related_name="incidents")
    contact = models.ForeignKey(
        Contact, models.PROTECT, related_name="incidents", db_constraint=False
    )
    what = models.TextField("what happened", max_length=2000)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    recorded_at = models.DateTimeField(editable=False)

    objects = IncidentQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-recorded_at", "-pk"]
        constraints: ClassVar = [
            ForeignKeyConstraint(
                name="incident_contact_of_client",
                fields=("client", "contact"),
                to="clients.Contact",
                to_fields=("client", "id"),
                violation_error_message="Choose one of this client's own contacts.",
            ),
            models.CheckConstraint(
                name="incident_says_what_happened",
                condition=Q(what__regex=r"\S"),
                violation_error_message="Say what happened.",
            ),
            *rules.OF_INCIDENTS,
        ]

    def __str__(self) -> str:
        return f"incident {self.pk}"
