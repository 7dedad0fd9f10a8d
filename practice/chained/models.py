"""Rows that follow each other: the newest holds."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import BaseConstraint, F, Q
from django.utils import timezone

from practice.database.triggers import happens_now, written_once


class Chained(models.Model):
    """What was said from ``at`` on, until the one that follows it.

    Of two who say it anew at once, the second is refused. The first says what the
    environment said until then, which nobody wrote here.
    """

    # The columns that say something.
    SAID: ClassVar[tuple[str, ...]]

    follows = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="+", editable=False
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        abstract = True
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def said(self) -> dict[str, Any]:
        """What it says, by column."""
        return {name: getattr(self, name) for name in self.SAID}


def one_after_another(name: str, kept: str) -> list[BaseConstraint]:
    """What makes rows a chain, by constraints that begin with ``name``; ``kept`` is the
    one by which all of them stay.
    """
    return [
        models.UniqueConstraint(
            name=f"{name}_follows_the_newest",
            fields=["follows"],
            nulls_distinct=False,
            violation_error_message=(
                "Someone else changed this at the same moment. Look at what they "
                "changed, then save it again."
            ),
        ),
        models.CheckConstraint(
            name=f"{name}_follows_one_before",
            condition=Q(follows=None) | Q(follows__lt=F("id")),
            violation_error_message="It follows the one before it.",
        ),
        models.CheckConstraint(
            name=f"{name}_changed_by_someone",
            condition=Q(follows=None) | Q(by__isnull=False),
            violation_error_message="Say who changes it.",
        ),
        happens_now(
            f"{name}_is_written_now",
            "BEFORE INSERT",
            "at",
            "What happens is written as it happens.",
        ),
        *written_once(f"{name}_is_final", kept),
    ]
