"""How a shared session begins: somebody wishes that someone be brought in."""

from __future__ import annotations

from typing import ClassVar

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from clients.models import Client, Contact
from practice.database.constraints import ForeignKeyConstraint
from practice.database.triggers import Trigger, happens_now
from practice.models import User

# Declined or withdrawn once; a plan may have been made from it meanwhile.
IS_FINAL = """
DECLARE
    closing text[] := '{closed_as,closed_why,closed_at,closed_by_id}';
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.closed_at IS NULL
        AND to_jsonb(NEW) - closing = to_jsonb(OLD) - closing
    THEN
        RETURN NEW;
    END IF;
    RAISE 'what was wished stays as it was said' USING
        ERRCODE = 'check_violation', CONSTRAINT = 'wish_is_final';
END
"""
IS_KEPT = """
BEGIN
    RAISE 'what was wished stays as it was said' USING
        ERRCODE = 'check_violation', CONSTRAINT = 'wish_is_final';
END
"""
STAYS = "What was wished stays as it was said."


class Initiator(models.TextChoices):
    """Whose wish it is."""

    CLIENT = "client", "The client"
    CLINICIAN = "clinician", "The clinician"
    PARENT = "parent", "A parent or guardian"
    CONTACT = "contact", "The person themselves"


class Closing(models.TextChoices):
    """What came of a wish that became no plan."""

    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"


class WishQuerySet(models.QuerySet["Wish"]):
    def visible_to(self, user: User) -> WishQuerySet:
        """Those of a clinician's own clients; nobody else reads them."""
        if not user.is_clinician:
            return self.none()
        return self.filter(client__in=Client.objects.visible_to(user))

    def open(self) -> WishQuerySet:
        """Those of which nothing has come yet."""
        return self.filter(closed_at=None, plans=None)

    def with_plans(self) -> WishQuerySet:
        """Each with its ``plans``, the first session's first."""
        plans = apps.get_model("collateral.SharedSessionPlan").objects
        ordered = plans.select_related("session").order_by("session__during")
        return self.prefetch_related(models.Prefetch("plans", ordered))


class Wish(models.Model):
    """A request to bring ``contact`` in, in the words used. Clinical text: for the
    clinician's eyes. It becomes a plan where one is made from it.
    """

    client = models.ForeignKey(Client, models.PROTECT, related_name="wishes")
    contact = models.ForeignKey(
        Contact,
        models.PROTECT,
        related_name="wishes",
        db_constraint=False,
        verbose_name="whom to bring in",
    )
    initiator = models.CharField("whose wish it is", max_length=20, choices=Initiator)
    words = models.TextField(
        "in the words used",
        max_length=2000,
        help_text="As it was said: “I’m considering inviting someone …”",
    )
    asked_on = models.DateField("said on")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    closed_as = models.CharField(
        "what came of it", max_length=20, choices=Closing, blank=True
    )
    closed_why = models.CharField("why", max_length=300, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    closed_at = models.DateTimeField(null=True, editable=False)

    objects = WishQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-asked_on", "-pk"]
        constraints: ClassVar = [
            ForeignKeyConstraint(
                name="wish_contact_of_client",
                fields=("client", "contact"),
                to="clients.Contact",
                to_fields=("client", "id"),
                violation_error_message="Choose one of this client's own contacts.",
            ),
            models.CheckConstraint(
                name="wish_says_whose_and_what",
                condition=Q(initiator__in=Initiator.values) & Q(words__regex=r"\S"),
                violation_error_message="Say whose wish it is, and in what words.",
            ),
            models.CheckConstraint(
                name="wish_closed_by_someone",
                condition=Q(closed_as="", closed_why="", closed_by=None, closed_at=None)
                | Q(
                    closed_as__in=Closing.values,
                    closed_by__isnull=False,
                    closed_at__isnull=False,
                ),
                violation_error_message="Say what came of it; who said so is recorded.",
            ),
            happens_now(
                "wish_is_recorded_now",
                "BEFORE INSERT",
                "recorded_at",
                "A wish is written down now, with the day on which it was said.",
            ),
            Trigger(
                name="wish_is_final",
                fires="BEFORE UPDATE OR DELETE",
                body=IS_FINAL,
                violation_error_message=STAYS,
            ),
            Trigger(
                name="wish_is_not_truncated",
                fires="BEFORE TRUNCATE",
                body=IS_KEPT,
                raises=["wish_is_final"],
                violation_error_message=STAYS,
            ),
        ]

    def __str__(self) -> str:
        return f"wish {self.pk}"
