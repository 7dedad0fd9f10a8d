"""Sessions that repeat, and the dates of theirs that were not booked."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import DateTimeRangeField
from django.contrib.postgres.fields.ranges import RangeStartsWith
from django.db import models
from django.db.models import Q
from django.utils import timezone

from clients.models import Client
from clients.models.seeing import seen_for_a_while
from practice.database.constraints import ForeignKeyConstraint
from practice.models import User

MOST_DATES = 52


class Every(models.TextChoices):
    """How often it repeats."""

    WEEK = "week", "Every week"
    FORTNIGHT = "fortnight", "Every two weeks"
    MONTH = "month", "Every month, on the same weekday"


class Until(models.TextChoices):
    """What ends it."""

    TIMES = "times", "So many times"
    DAY = "day", "A day"
    RELEASE = "release", "The release ends"


class SessionSeriesQuerySet(models.QuerySet["SessionSeries"]):
    def visible_to(self, user: User) -> SessionSeriesQuerySet:
        """A clinician's own series and those of their clients; for the front desk every
        one, for admins none.
        """
        if not user.is_clinician:
            return self.none() if user.is_admin else self.all()
        own = Q(clinician=user) | Q(client__clinician=user)
        return self.filter(own | seen_for_a_while(user, "client"))


class SessionSeries(models.Model):
    """That sessions were booked to repeat, and how that was asked for. What was booked are
    its sessions, which change each by itself; what was not, its ``left_out`` dates.
    """

    client = models.ForeignKey(Client, models.PROTECT, related_name="series")
    clinician = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="series"
    )
    every = models.CharField(max_length=20, choices=Every)
    until = models.CharField(max_length=20, choices=Until)
    # The last day on which it could be.
    until_on = models.DateField()
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    started_at = models.DateTimeField()

    objects = SessionSeriesQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="series_repeats_until",
                condition=Q(every__in=Every.values, until__in=Until.values),
                violation_error_message="Choose how often it repeats, and until when.",
            ),
            # What a session's client and clinician refer to.
            models.UniqueConstraint(
                name="series_of_client", fields=["id", "client", "clinician"]
            ),
        ]

    def __str__(self) -> str:
        return f"series {self.pk}"


class WhyLeftOut(models.TextChoices):
    """Why a date was left out, as anyone may read it."""

    NOT_COVERED = "not_covered", "Someone was not covered"
    NUMBER = "number", "No session was left on a release"
    NOT_READY = "not_ready", "Not ready: ask the clinician"
    TAKEN = "taken", "The room or someone was taken"
    CLOCKS = "clocks", "The clocks change then"
    OTHER = "other", "Something else was in the way"


class LeftOutDateQuerySet(models.QuerySet["LeftOutDate"]):
    def waiting(self, now: Any = None) -> LeftOutDateQuerySet:
        """Those that are neither booked nor let go, and whose time has not passed."""
        ahead = self.filter(during__startswith__gt=now or timezone.now())
        return ahead.filter(session=None, let_go_at=None)


class LeftOutDate(models.Model):
    """A date of a series that was not booked with the rest: it waits until it is booked
    after all, or let go.
    """

    series = models.ForeignKey(
        SessionSeries, models.PROTECT, related_name="left_out", db_index=False
    )
    during = DateTimeRangeField()
    why = models.CharField(max_length=20, choices=WhyLeftOut)
    left_out_at = models.DateTimeField()
    session = models.OneToOneField(
        "collateral.Session", models.PROTECT, null=True, related_name="+"
    )
    let_go_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    let_go_at = models.DateTimeField(null=True)

    objects = LeftOutDateQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["during"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                "series",
                RangeStartsWith("during"),
                name="left_out_once",
                violation_error_message="This date was left out already.",
            ),
            models.CheckConstraint(
                name="left_out_says_why",
                condition=Q(why__in=WhyLeftOut.values) & Q(during__isempty=False),
                violation_error_message="Say why the date was left out.",
            ),
            models.CheckConstraint(
                name="left_out_is_booked_or_let_go",
                condition=(Q(session=None) | Q(let_go_at=None))
                & (
                    Q(let_go_at=None, let_go_by=None)
                    | Q(let_go_at__isnull=False, let_go_by__isnull=False)
                ),
                violation_error_message="This date is booked, or let go, already.",
            ),
            # Of the same series, by the session's own columns.
            ForeignKeyConstraint(
                name="left_out_became_one_of_the_series",
                fields=("session", "series"),
                to="collateral.Session",
                to_fields=("id", "series"),
                violation_error_message="That session is not of this series.",
            ),
        ]

    def __str__(self) -> str:
        return f"date {self.pk} left out of series {self.series_id}"
