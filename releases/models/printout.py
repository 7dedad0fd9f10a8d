"""A prepared release as it was printed, to be signed by hand."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from clients.law.signers import Capacity
from practice.database.triggers import written_once
from practice.models import User
from releases.models.draft import ReleaseDraft

# What the code on a page has room for: ``practice.paper.codes``.
NUMBERS, MOST_PAGES = 31**8, 30


class PrintoutQuerySet(models.QuerySet["Printout"]):
    def visible_to(self, user: User) -> PrintoutQuerySet:
        """Of the drafts that ``user`` may see."""
        return self.filter(draft__in=ReleaseDraft.objects.visible_to(user))

    def with_people(self) -> PrintoutQuerySet:
        return self.select_related("draft__client__clinician", "draft__contact")


class Printout(models.Model):
    """One version of a draft on paper: its words, and the ``number`` that the code on each
    page names. Printed again as it is, it is the same one.

    The number is drawn at random, so that it says nothing of the draft, and a page of
    another practice finds none here.
    """

    number = models.BigIntegerField(unique=True)
    draft = models.ForeignKey(
        ReleaseDraft, models.PROTECT, related_name="printouts", db_index=False
    )
    version = models.CharField(max_length=64)
    content = models.JSONField()
    capacity = models.CharField(max_length=20, choices=Capacity)
    pages = models.PositiveSmallIntegerField()
    printed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    printed_at = models.DateTimeField(auto_now_add=True)

    objects = PrintoutQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["draft", "version", "pages"], name="printout_numbered_once"
            ),
            models.CheckConstraint(
                name="printout_fits_its_code",
                condition=Q(
                    number__gte=0,
                    number__lt=NUMBERS,
                    pages__range=(1, MOST_PAGES),
                    version__regex="^[0-9a-f]{64}$",
                ),
                violation_error_message="This is more than the code on a page says.",
            ),
            models.CheckConstraint(
                name="printout_names_a_right",
                condition=Q(capacity__in=Capacity.values),
                violation_error_message="Say in which right it is signed.",
            ),
            *written_once("printout_is_final", "printout_is_not_truncated"),
        ]

    def __str__(self) -> str:
        return f"printout {self.pk}"
