"""How far work has got that somebody waits for."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now


class State(models.TextChoices):
    """What has become of the work."""

    WAITING = "waiting", "Waiting to begin"
    RUNNING = "running", "Under way"
    DONE = "done", "Done"
    FAILED = "failed", "Did not succeed"
    CANCELLED = "cancelled", "Cancelled"


OPEN = [State.WAITING, State.RUNNING]


class ProgressQuerySet(models.QuerySet["Progress"]):
    def visible_to(self, user: models.Model) -> ProgressQuerySet:
        """What they set off themselves."""
        return self.filter(made_by=user)


class Progress(models.Model):
    """One piece of work for somebody who waits: what ``kind`` of work, and how far it is.

    What comes of it is a row of ``kind``'s own, named by ``result``.
    """

    State = State

    kind = models.SlugField(max_length=40, db_index=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(db_default=Now())
    state = models.CharField(max_length=20, choices=State, default=State.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(null=True)  # until it is known
    result = models.BigIntegerField(null=True)
    problem = models.CharField(max_length=200, blank=True)
    ended_at = models.DateTimeField(null=True)

    objects = ProgressQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="progress_has_a_state",
                condition=Q(state__in=State.values),
                violation_error_message="Say how far it is.",
            ),
            models.CheckConstraint(
                name="progress_within_total",
                condition=Q(total=None) | Q(done__lte=F("total")),
                violation_error_message="No more is done than there is.",
            ),
            models.CheckConstraint(
                name="progress_ends_when_it_ended",
                condition=Q(ended_at=None, state__in=OPEN)
                | Q(ended_at__isnull=False) & ~Q(state__in=OPEN),
                violation_error_message="Only what has ended says when.",
            ),
        ]

    def __str__(self) -> str:
        return f"progress {self.pk}"

    @property
    def html_id(self) -> str:
        return f"progress-{self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_done(self) -> bool:
        return self.state == State.DONE

    @property
    def percent(self) -> int | None:
        """None while nobody knows how much there is."""
        return self.done * 100 // self.total if self.total else None

    def step(self, by: int = 1) -> None:
        """Count what has been done. Raises Cancelled once somebody has said to stop."""
        self.done += by
        running = Progress.objects.filter(pk=self.pk, state=State.RUNNING)
        if not running.update(done=self.done, total=self.total):
            raise Cancelled

    def cancel(self) -> bool:
        """Whether there was still something to stop."""
        unfinished = Progress.objects.filter(pk=self.pk, state__in=OPEN)
        return bool(unfinished.update(state=State.CANCELLED, ended_at=Now()))


class Cancelled(Exception):  # noqa: N818 - it is what it is, not an error
    """Raised in work that somebody has stopped."""


class JobTrouble(models.Model):
    """Of what kind the error was at which a job failed last: its class, and no message,
    which may quote what somebody wrote.
    """

    # By its number alone: a job that went well in the end is gone.
    job_id = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=100)
    at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"trouble of job {self.job_id}"
