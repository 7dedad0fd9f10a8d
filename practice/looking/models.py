"""Each look at what a practice knows of its clients: who, what, when, from where."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from practice.database.triggers import Function, happens_now, written_once
from practice.looking.months import DROP, MAKE


class Outcome(models.TextChoices):
    """What came of it."""

    SEEN = "seen", "Shown"
    REFUSED = "refused", "Not shown"


class Look(models.Model):
    """One page, paper, file or answer that was shown, or not (45 CFR 164.312(b)).

    It holds ids: of whom it was (``client_id``), and what its address named (``about``),
    or its ``day``; never a name, nor what was searched for. The table has a part for
    each month. Who looked has no foreign key, as each would lock their row: nobody who
    ever signed in is deleted.
    """

    pk = models.CompositePrimaryKey("id", "at")
    id = models.BigIntegerField(editable=False)
    at = models.DateTimeField(db_default=Now(), editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    system = models.ForeignKey(
        "practice.System",
        models.PROTECT,
        null=True,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    route = models.CharField(max_length=60)
    # Of higher layers, by number alone.
    client_id = models.BigIntegerField(null=True)
    about = models.BigIntegerField(null=True)
    day = models.DateField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome)
    address = models.GenericIPAddressField(null=True)

    class Meta:
        db_table = "looks"
        ordering: ClassVar = ["-at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="look_has_an_outcome",
                condition=Q(outcome__in=Outcome.values),
                violation_error_message="Say what came of it.",
            ),
            models.CheckConstraint(
                name="look_by_someone",
                condition=Q(user=None, system__isnull=False)
                | Q(user__isnull=False, system=None),
                violation_error_message="Say who looked: a person, or a program.",
            ),
            models.CheckConstraint(
                name="look_at_something",
                condition=Q(route__regex=r"\S"),
                violation_error_message="Say what was looked at.",
            ),
            happens_now(
                "look_is_recorded_now",
                "BEFORE INSERT",
                "at",
                "A look is recorded as it happens.",
            ),
            *written_once("look_is_final", "looks_are_kept"),
            Function(
                name="make_look_months", create=MAKE, drop="make_look_months(integer)"
            ),
            Function(name="drop_look_month", create=DROP, drop="drop_look_month(date)"),
        ]
        # Newest first: of a client, by a person, all.
        indexes: ClassVar = [
            models.Index(
                fields=["client_id", "at", "id"],
                name="look_of_client",
                condition=Q(client_id__isnull=False),
            ),
            models.Index(fields=["user", "at", "id"], name="look_by_person"),
            models.Index(fields=["at", "id"], name="look_by_time"),
        ]

    def __str__(self) -> str:
        return f"look {self.id}"
