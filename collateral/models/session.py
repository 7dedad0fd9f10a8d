"""A shared session: a client's time with contacts in the room."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.contrib.postgres.fields.ranges import RangeStartsWith
from django.db import models
from django.db.models import F, Q, UniqueConstraint
from django.utils import timezone

from clients.models import Client
from clients.models.seeing import covered_by, seen_for_a_while
from collateral.models.care import FOR_CLIENTS_IN_CARE
from collateral.models.keeping import KEEPS_WHAT_IT_WAS
from collateral.models.open_room import IN_AN_OPEN_ROOM
from collateral.models.series import SessionSeries
from collateral.models.session_kind import SessionKind
from collateral.models.status import STANDING, UNCOMPLETED, Status
from practice.database.constraints import ForeignKeyConstraint
from practice.models import Room, User
from releases.models import Format, Place
from releases.models.ends import FIRST, NEVER

# One in any of these keeps its time, room and people; a held one may be re-opened.
KEEPS_ITS_TIME = ~Q(status=Status.CANCELLED)
# What a participant mirrors of its session.
MIRRORED = ("client", "clinician", "format", "place", "during", "status", "booked_at")


class SessionQuerySet(models.QuerySet["Session"]):
    def ahead_with(self, contact_id: int) -> SessionQuerySet:
        """Those not over in which this contact has a seat."""
        return self.filter(
            participants__contact=contact_id, during__endswith__gt=timezone.now()
        )

    def visible_to(self, user: User) -> SessionQuerySet:
        """A clinician's own sessions and those of clients whom they see; else every one."""
        if not user.is_clinician:
            return self.all()
        own = Q(clinician=user) | Q(client__clinician=user)
        return self.filter(own | seen_for_a_while(user, "client"))

    def of_clinician(self, clinician: Any) -> SessionQuerySet:
        """Their own, and those of their clients and of whom they cover now; told by their
        id, too.
        """
        own = Q(clinician=clinician) | Q(client__clinician=clinician)
        return self.filter(own | covered_by(clinician, "client"))

    def starting(self, start: datetime, end: datetime) -> SessionQuerySet:
        """Those that start from ``start`` until before ``end``, in order.

        Filters on the lower bound, which the btree indexes serve.
        """
        return self.filter(
            during__startswith__gte=start, during__startswith__lt=end
        ).order_by("during__startswith", "pk")


def _starts(name: str, *of: str, only: Q | None = None) -> models.Index:
    columns = [F(each) for each in of]
    return models.Index(*columns, RangeStartsWith("during"), name=name, condition=only)


def _free(who: str, name: str, message: str, condition: Q) -> ExclusionConstraint:
    return ExclusionConstraint(
        name=name,
        expressions=[
            (who, RangeOperators.EQUAL),
            ("during", RangeOperators.OVERLAPS),
        ],
        condition=condition,
        violation_error_code=name,
        violation_error_message=message,
    )


class Session(models.Model):
    """A shared session. From ``booked_at`` until it ends, it stands on releases.

    ``during`` is half-open, in UTC.
    """

    client = models.ForeignKey(
        Client, models.PROTECT, related_name="sessions", db_index=False
    )
    clinician = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="sessions",
        db_index=False,
    )
    room = models.ForeignKey(
        Room,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sessions",
        db_index=False,
    )
    format = models.CharField(max_length=20, choices=Format, default=Format.JOINT)
    place = models.CharField(max_length=20, choices=Place)
    kind = models.CharField(
        max_length=20,
        choices=SessionKind,
        default=SessionKind.SESSION,
        db_default=SessionKind.SESSION,
    )
    during = DateTimeRangeField()
    booked_at = models.DateTimeField()
    # By the database alone, as its transaction began; null before it was kept.
    written_at = models.DateTimeField(null=True, editable=False)
    status = models.CharField(max_length=20, choices=Status, default=Status.SCHEDULED)
    # With which it repeats, if it does.
    series = models.ForeignKey(
        SessionSeries,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="sessions",
        db_constraint=False,
    )
    # Why it is outside hours, or while its clinician is away or busy; for clinicians.
    outside_hours_because = models.CharField(
        max_length=200, blank=True, default="", db_default=""
    )

    objects = SessionQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            _starts("session_week_of_clinician", "clinician"),
            _starts("session_week_of_room", "room"),
            _starts("session_of_client", "client"),
            # The front desk's day.
            _starts("session_by_start"),
            # Few, and looked for among all that are ahead; or that are over.
            _starts("session_held_by_start", only=Q(status=Status.HELD)),
            _starts("session_uncompleted_by_start", only=Q(status__in=UNCOMPLETED)),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="session_booked_before_it_ends",
                condition=Q(during__isempty=False)
                & Q(during__lower_inf=False)
                & Q(during__upper_inf=False)
                & Q(during__endswith__gt=F("booked_at")),
                violation_error_message="A session must be booked before it ends.",
            ),
            models.CheckConstraint(
                # Its last instant would be in the session and lean on nothing.
                name="session_holds_its_start_not_its_end",
                condition=Q(during__lower_inc=True) & Q(during__upper_inc=False),
                violation_error_message="A session must end after it starts.",
            ),
            models.CheckConstraint(
                # PostgreSQL knows 'infinity' and years that no Python reads.
                name="session_is_of_our_time",
                condition=Q(during__startswith__gte=FIRST)
                & Q(during__endswith__lt=NEVER)
                & Q(booked_at__gte=FIRST),
                violation_error_message="A session must be in the years 1900 to 9998.",
            ),
            models.CheckConstraint(
                name="session_has_a_status",
                condition=Q(status__in=Status.values),
                violation_error_message="Choose what has been done about the session.",
            ),
            models.CheckConstraint(
                name="session_takes_place_somewhere",
                condition=Q(place__in=Place.values),
                violation_error_message="Choose where the session takes place.",
            ),
            models.CheckConstraint(
                name="session_in_a_room_is_in_person",
                condition=Q(room=None) | Q(place=Place.IN_PERSON),
                violation_error_message="Whoever meets in a room meets in person.",
            ),
            # What a participant's mirrored columns refer to.
            UniqueConstraint(
                name="session_mirrored",
                fields=["id", *MIRRORED],
            ),
            # What a date that was left out, and then booked, refers to.
            UniqueConstraint(name="session_of_series", fields=["id", "series"]),
            ForeignKeyConstraint(
                name="session_series_of_client",
                fields=("series", "client", "clinician"),
                to="collateral.SessionSeries",
                to_fields=("id", "client", "clinician"),
                violation_error_message="Choose a series of this client.",
            ),
            _free(
                "clinician",
                "session_clinician_free",
                "The clinician has another shared session then.",
                KEEPS_ITS_TIME,
            ),
            _free(
                "room",
                "session_room_free",
                "The room is taken then.",
                KEEPS_ITS_TIME,
            ),
            _free(
                "client",
                "session_client_free",
                "The client has another shared session then.",
                KEEPS_ITS_TIME & Q(format=Format.JOINT),
            ),
            models.CheckConstraint(
                name="session_is_of_a_kind",
                condition=Q(kind__in=SessionKind.values),
                violation_error_message="Choose whether it is a session, an intake or a check-in.",
            ),
            *KEEPS_WHAT_IT_WAS,
            *FOR_CLIENTS_IN_CARE,
            *IN_AN_OPEN_ROOM,
        ]

    def __str__(self) -> str:
        return f"session {self.pk}"

    @property
    def where(self) -> str:
        """The room, or how people meet without one."""
        return self.room.name if self.room else self.get_place_display()

    @property
    def stands(self) -> bool:
        """Whether the session leans on releases."""
        return self.status in STANDING

    def took_place_by(self, instant: datetime) -> bool:
        """Whether it was held and over by then: nothing about it changes any more."""
        return bool(self.stands and self.during.upper <= instant)

    def fell_through_by(self, instant: datetime) -> bool:
        """Whether it was cancelled, or was on hold as its time passed: nothing covers it."""
        over = self.during.upper <= instant
        return self.status == Status.CANCELLED or (self.status == Status.HELD and over)
