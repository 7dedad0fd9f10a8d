"""Papers that somebody prints together, kept for an hour at most."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from practice.models import Progress, User

# So long it may be asked for; then nothing is left of it.
KEPT = timedelta(hours=1)


class Needs(models.TextChoices):
    """What the papers are for."""

    # From tomorrow on, so that a Saturday is not left out.
    NEXT_DAY = "tomorrow", "All that the next working day needs"
    ENDING = "ending", "All ending this month"


class PrintBatchQuerySet(models.QuerySet["PrintBatch"]):
    def kept_for(self, user: User) -> PrintBatchQuerySet:
        """Theirs, while it is kept: whoever else asks learns nothing of it."""
        since = timezone.now() - KEPT
        return self.filter(progress__made_by=user, made_at__gt=since)

    def forget(self) -> None:
        """Delete these, with all that was printed."""
        PrintPiece.objects.filter(batch__in=self).delete()
        self.delete()

    def past(self) -> PrintBatchQuerySet:
        """Those that are kept no more, whoever asked for them."""
        return self.filter(made_at__lte=timezone.now() - KEPT)


class PrintBatch(models.Model):
    """The ``papers`` of a day, each as *kind-id*, and the id of its session if it has one;
    joined to ``pages`` once its ``progress`` is done.
    """

    progress = models.OneToOneField(
        Progress, models.PROTECT, primary_key=True, related_name="print_batch"
    )
    needs = models.CharField(max_length=20, choices=Needs)
    day = models.DateField()
    large = models.BooleanField(default=False)
    papers = models.JSONField()
    made_at = models.DateTimeField(db_default=Now(), db_index=True)
    pages = models.PositiveIntegerField(null=True)

    objects = PrintBatchQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="print_batch_says_what_for",
                condition=Q(needs__in=Needs.values),
                violation_error_message="Say what the papers are for.",
            ),
        ]

    def __str__(self) -> str:
        return f"print batch {self.pk}"

    @property
    def kept_until(self) -> Any:
        return self.made_at + KEPT


class PrintPiece(models.Model):
    """A part of the joined PDF, so that nobody reads all of it into memory."""

    batch = models.ForeignKey(
        PrintBatch, models.CASCADE, related_name="pieces", db_index=False
    )
    number = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        ordering: ClassVar = ["batch", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="print_piece_has_its_place", fields=["batch", "number"]
            ),
        ]

    def __str__(self) -> str:
        return f"piece {self.number} of print batch {self.batch_id}"
