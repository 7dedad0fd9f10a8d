"""When clinicians work, when the practice is closed, and who is away or busy.

Nothing here blocks: whoever books outside of it is warned, and may say why.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import DateTimeRangeField
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import F, Q
from django.utils.dates import WEEKDAYS
from django.utils.text import capfirst

from practice.calendars.models import OtherCalendar
from practice.database.constraints import ForeignKeyConstraint, WithoutOverlaps
from practice.database.triggers import Function

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(9998, 12, 31)
FIRST, NEVER = datetime(1900, 1, 1, tzinfo=UTC), datetime(9999, 1, 1, tzinfo=UTC)

# The one home of the question on which days a closed day falls, in any year from its own
# first on. What falls on a weekend and is ``observed`` is also kept on the weekday beside it.
# Without a query of its own inside: PostgreSQL reads it as part of what asks.
FALLS_ON = """({0} >= closed.first_on
            AND extract(month FROM {0}) = extract(month FROM closed.first_on)
            AND extract(day FROM {0}) = extract(day FROM closed.first_on))"""
CLOSES_ON = f"""
CREATE FUNCTION closes_on(closed practice_closedday, day date) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE closed.repeats
        WHEN 'once' THEN day BETWEEN closed.first_on AND closed.last_on
        WHEN 'date' THEN {FALLS_ON.format("day")} OR closed.observed AND (
            extract(isodow FROM day) = 5 AND {FALLS_ON.format("(day + 1)")}
            OR extract(isodow FROM day) = 1 AND {FALLS_ON.format("(day - 1)")}
        )
        ELSE day >= closed.first_on
            AND extract(month FROM day) = extract(month FROM closed.first_on)
            AND extract(isodow FROM day) = extract(isodow FROM closed.first_on)
            AND CASE closed.repeats
                WHEN 'weekday' THEN
                    div(extract(day FROM day) - 1, 7)
                    = div(extract(day FROM closed.first_on) - 1, 7)
                ELSE extract(month FROM day + 7) <> extract(month FROM day)
            END
    END
$$
"""  # noqa: S608 (of our own words)


class WorkingHours(models.Model):
    """From when until when a clinician works on a day of the week, by the practice's
    clock. Those of nobody are the practice's: for whoever has entered none.
    """

    clinician = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        related_name="working_hours",
        db_index=False,
    )
    weekday = models.PositiveSmallIntegerField(
        choices=[(day, capfirst(name)) for day, name in WEEKDAYS.items()]
    )
    starts = models.TimeField()
    ends = models.TimeField()

    class Meta:
        ordering: ClassVar = ["weekday", "starts"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="hours_start_once",
                fields=["clinician", "weekday", "starts"],
                nulls_distinct=False,
                violation_error_message="These hours are entered twice.",
            ),
            models.CheckConstraint(
                name="hours_of_a_weekday",
                condition=Q(weekday__lt=7),
                violation_error_message="Choose a day of the week.",
            ),
            models.CheckConstraint(
                name="hours_end_after_they_start",
                condition=Q(ends__gt=F("starts")),
                violation_error_message="Hours must end after they start.",
            ),
        ]

    def __str__(self) -> str:
        return f"hours {self.pk}"


class Repeats(models.TextChoices):
    """In which years a closed day comes again."""

    ONCE = "once", "Only then"
    DATE = "date", "Every year on this date"
    WEEKDAY = "weekday", "Every year on this weekday, such as the fourth Thursday"
    LAST = "last", "Every year on the last such weekday of the month"


class ClosedDay(models.Model):
    """A day on which nobody works here: a holiday, every year from ``first_on``; or once,
    ``first_on`` through ``last_on``.
    """

    name = models.CharField(max_length=60)
    first_on = models.DateField()
    last_on = models.DateField(null=True, blank=True)
    repeats = models.CharField(max_length=10, choices=Repeats, default=Repeats.ONCE)
    observed = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="closed_day_repeats",
                condition=Q(repeats__in=Repeats.values),
                violation_error_message="Choose in which years it comes again.",
            ),
            models.CheckConstraint(
                name="closed_day_ends_once",
                condition=Q(
                    repeats=Repeats.ONCE,
                    last_on__isnull=False,
                    last_on__gte=F("first_on"),
                )
                | (~Q(repeats=Repeats.ONCE) & Q(last_on=None)),
                violation_error_message="The last day must not be before the first.",
            ),
            models.CheckConstraint(
                name="closed_day_observed_by_date",
                condition=Q(observed=False) | Q(repeats=Repeats.DATE),
                violation_error_message="Only a date can fall on a weekend.",
            ),
            models.CheckConstraint(
                name="closed_day_of_our_time",
                condition=Q(first_on__gte=FIRST_DAY)
                & Q(first_on__lte=LAST_DAY)
                & (Q(last_on=None) | Q(last_on__lte=LAST_DAY)),
                violation_error_message="Choose a day in the years 1900 to 9998.",
            ),
            models.CheckConstraint(
                name="closed_day_has_a_name",
                condition=~Q(name=""),
                violation_error_message="Say what the day is.",
            ),
            Function(
                name="closes_on",
                create=CLOSES_ON,
                drop="closes_on(practice_closedday, date)",
            ),
        ]

    def __str__(self) -> str:
        return f"closed day {self.pk}"


class BusyKind(models.TextChoices):
    """What is told of a time at which a clinician sees nobody of ours: no more."""

    BUSY = "busy", "Busy"
    AWAY = "away", "Away"


class Busy(models.Model):
    """A time at which a clinician is busy or away, and not why: there is no text to tell.

    Typed, or read in one of their ``calendar``s, which alone takes it back.
    """

    clinician = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="busy_times",
        db_index=False,
    )
    during = DateTimeRangeField()
    kind = models.CharField(max_length=10, choices=BusyKind, default=BusyKind.BUSY)
    calendar = models.ForeignKey(
        OtherCalendar,
        models.CASCADE,
        null=True,
        related_name="busy_times",
        db_index=False,
    )

    class Meta:
        ordering: ClassVar = ["during", "pk"]
        indexes: ClassVar = [
            GistIndex(fields=["clinician", "during"], name="busy_of_clinician"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="busy_of_a_kind",
                condition=Q(kind__in=BusyKind.values),
                violation_error_message="Choose whether it is busy or away.",
            ),
            models.CheckConstraint(
                name="busy_from_when_until_when",
                condition=Q(during__isempty=False)
                & Q(during__lower_inf=False)
                & Q(during__upper_inf=False)
                & Q(during__lower_inc=True)
                & Q(during__upper_inc=False)
                & Q(during__startswith__gte=FIRST)
                & Q(during__endswith__lt=NEVER),
                violation_error_message="It must end after it starts.",
            ),
            # Also what finds a calendar's own.
            WithoutOverlaps(
                name="busy_once_in_a_calendar",
                fields=["calendar"],
                period="during",
                violation_error_message="A calendar says each time once.",
            ),
            ForeignKeyConstraint(
                name="busy_as_their_calendar_says",
                fields=["calendar", "clinician"],
                to="practice.OtherCalendar",
                to_fields=["id", "clinician"],
                violation_error_message="A calendar is one clinician's.",
            ),
        ]

    def __str__(self) -> str:
        return f"busy time {self.pk}"
