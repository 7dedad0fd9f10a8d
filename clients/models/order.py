"""What a court has ordered about who may meet a client, decide, or be told."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Case, OuterRef, Q, Subquery, Value, When
from django.utils import timezone

from clients.models.client import Client
from clients.models.contact import Contact
from practice.database.constraints import ForeignKeyConstraint
from practice.database.triggers import written_once


class Ruling(models.TextChoices):
    """What one clause says of the contact."""

    NO_CONTACT = "no_contact", "No contact"
    SUPERVISED = "supervised", "Contact only supervised"
    FREE = "free", "Contact allowed again"
    NO_DECISIONS = "no_decisions", "No say in mental health care"
    DECISIONS = "decisions", "A say in mental health care again"
    NO_INFORMATION = "no_information", "No information about the client"
    INFORMATION = "information", "Information allowed again"


class About(models.TextChoices):
    """What a clause is about: a newer one about another thing leaves it as it is."""

    CONTACT = "contact", "Contact"
    DECISIONS = "decisions", "Mental health decisions"
    INFORMATION = "information", "Information"


SAYS = {
    About.CONTACT: (Ruling.NO_CONTACT, Ruling.SUPERVISED, Ruling.FREE),
    About.DECISIONS: (Ruling.NO_DECISIONS, Ruling.DECISIONS),
    About.INFORMATION: (Ruling.NO_INFORMATION, Ruling.INFORMATION),
}
# Whoever may not be met, or told anything, has no seat in any session.
APART = (Ruling.NO_CONTACT, Ruling.NO_INFORMATION)


class CourtOrderQuerySet(models.QuerySet["CourtOrder"]):
    def in_effect(self) -> CourtOrderQuerySet:
        """The newest clause about each thing for each contact: by the order's date,
        then as entered.
        """
        newer = CourtOrder.objects.filter(
            contact=OuterRef("contact"), about=OuterRef("about")
        )
        newest = newer.order_by("-dated_on", "-pk").values("pk")[:1]
        return self.filter(pk=Subquery(newest))


class CourtOrder(models.Model):
    """What one clause of an order says of one contact, as it was seen. It is never
    changed: the newest about the same thing wins.
    """

    client = models.ForeignKey(Client, models.PROTECT, related_name="orders")
    contact = models.ForeignKey(
        Contact,
        models.PROTECT,
        related_name="orders",
        db_constraint=False,
        db_index=False,
        verbose_name="about whom",
    )
    ruling = models.CharField("what it says", max_length=20, choices=Ruling)
    about = models.GeneratedField(
        expression=Case(
            When(ruling__in=SAYS[About.DECISIONS], then=Value(About.DECISIONS)),
            When(ruling__in=SAYS[About.INFORMATION], then=Value(About.INFORMATION)),
            default=Value(About.CONTACT),
            output_field=models.CharField(max_length=20),
        ),
        output_field=models.CharField(max_length=20),
        db_persist=True,
    )
    dated_on = models.DateField("date of the order")
    court = models.CharField(
        "court and docket", max_length=200, help_text="As its first page says."
    )
    evidence = models.CharField(
        "what was seen",
        max_length=300,
        help_text="For example: certified copy, all 6 pages.",
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = CourtOrderQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-dated_on", "-pk"]
        indexes: ClassVar = [
            # The newest about each thing, for each contact who would join.
            models.Index(
                fields=["contact", "about", "-dated_on", "-id"], name="order_newest"
            ),
        ]
        constraints: ClassVar = [
            ForeignKeyConstraint(
                name="order_contact_of_client",
                fields=("client", "contact"),
                to="clients.Contact",
                to_fields=("client", "id"),
                violation_error_message="Choose one of this client's own contacts.",
            ),
            models.CheckConstraint(
                name="order_says_something",
                condition=Q(ruling__in=Ruling.values)
                & Q(court__regex=r"\S")
                & Q(evidence__regex=r"\S"),
                violation_error_message="Say what the court ordered, and what was seen.",
            ),
            *written_once("order_is_final", "order_is_not_truncated"),
        ]

    def __str__(self) -> str:
        return f"order {self.pk}"
