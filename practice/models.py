"""Who signs in, and where sessions are held."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.db.models.functions import Upper

from practice.accounts.devices.models import KnownBrowser, SignedIn
from practice.accounts.factors.models import UsedCode
from practice.accounts.models import Outcome, SignInAttempt, Tries
from practice.addresses import email_address
from practice.calendars.models import CalendarFeed, OtherCalendar
from practice.database.sorting import as_people_sort
from practice.hours.changes import HoursChange, HoursChangeKind
from practice.hours.models import Busy, BusyKind, ClosedDay, Repeats, WorkingHours
from practice.jobs.models import JobTrouble, Progress
from practice.letterhead.models import Letterhead, Logo
from practice.looking.models import Look
from practice.people.account_event import AccountEvent, AccountEventKind, MadeSure
from practice.people.account_rules import ACCOUNT_RULES
from practice.people.models import Invitation
from practice.people.roles import Role
from practice.policies.models import Policies
from practice.rooms.models import RoomChange, RoomChangeKind
from practice.systems.models import System
from practice.upkeep.models import Upkeep, UpkeepKind

__all__ = [
    "AccountEvent",
    "AccountEventKind",
    "Busy",
    "BusyKind",
    "CalendarFeed",
    "ClosedDay",
    "HoursChange",
    "HoursChangeKind",
    "Invitation",
    "JobTrouble",
    "KnownBrowser",
    "Letterhead",
    "Logo",
    "Look",
    "MadeSure",
    "OtherCalendar",
    "Outcome",
    "Policies",
    "Progress",
    "Repeats",
    "Role",
    "Room",
    "RoomChange",
    "RoomChangeKind",
    "SignInAttempt",
    "SignedIn",
    "Submission",
    "System",
    "Tries",
    "Upkeep",
    "UpkeepKind",
    "UsedCode",
    "User",
    "WorkingHours",
]


class UserManager(BaseUserManager["User"]):
    """People who sign in."""

    def get_by_natural_key(self, username: str | None) -> User:
        """Whoever signs in by this name, in capitals or not, as it is unique."""
        return self.get(username__iexact=username or "")

    def create_user(self, username: str, password: str | None, **fields: Any) -> User:
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(
        self, username: str, password: str | None, **fields: Any
    ) -> User:
        """An admin: nobody here has rights beyond a role."""
        return self.create_user(username, password, role=Role.ADMIN, **fields)


class User(AbstractBaseUser):
    """A person who signs in."""

    username = models.CharField(
        max_length=150,
        unique=True,
        validators=[UnicodeUsernameValidator()],
        error_messages={"unique": "Someone already signs in with this name."},
    )
    name = models.CharField("full name", max_length=200)
    role = models.CharField(max_length=20, choices=Role)
    is_active = models.BooleanField("may sign in", default=True)
    # Whether their week and day have initials where others could read a client's name.
    initials_only = models.BooleanField(default=True, db_default=True, editable=False)
    # Where they are mailed what is ahead, if anywhere.
    email = models.CharField(
        "e-mail",
        max_length=254,
        blank=True,
        default="",
        db_default="",
        validators=[email_address],
    )
    # Where they were mailed before, until they are told there that it is elsewhere now.
    email_before = models.CharField(
        max_length=254, blank=True, default="", db_default="", editable=False
    )

    # How often their sessions all came to an end: a session of an earlier round is over.
    session_round = models.PositiveIntegerField(default=0, db_default=0, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        ordering: ClassVar = [as_people_sort("name"), "pk"]
        constraints: ClassVar = [
            # As ``iexact`` looks for it: ı and i are one there, and two in small letters.
            models.UniqueConstraint(
                Upper("username"),
                name="user_username_once",
                violation_error_message="Someone already signs in with this name.",
            ),
            models.CheckConstraint(
                name="user_has_a_role",
                condition=models.Q(role__in=Role.values),
                violation_error_message="Choose a role.",
            ),
            *ACCOUNT_RULES,
        ]

    def __str__(self) -> str:
        return self.name

    def get_session_auth_hash(self) -> str:
        """What a session has to know still: of this password, in this round."""
        return self._of_this_round(super().get_session_auth_hash())

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        for known in super().get_session_auth_fallback_hash():
            yield self._of_this_round(known)

    def _of_this_round(self, known: str) -> str:
        return f"{known}.{self.session_round}" if self.session_round else known

    @property
    def is_clinician(self) -> bool:
        return self.role == Role.CLINICIAN

    @property
    def is_front_desk(self) -> bool:
        return self.role == Role.FRONT_DESK

    @property
    def is_admin(self) -> bool:
        return self.role == Role.ADMIN


class RoomQuerySet(models.QuerySet["Room"]):
    """Rooms of the practice, now or once."""

    def open(self) -> RoomQuerySet:
        """Those in which more can be booked."""
        return self.filter(closed_at=None)


class Room(models.Model):
    """A room in which a session can be held, until it is closed."""

    name = models.CharField(max_length=60, unique=True)
    closed_at = models.DateTimeField(null=True, editable=False)

    objects = RoomQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = [as_people_sort("name"), "pk"]

    def __str__(self) -> str:
        return self.name


class Submission(models.Model):
    """A form that was sent: sent again, it leads where the first time led.

    Written by ``practice.web.submissions`` in the transaction of what was done, and
    forgotten once nobody can have the form open still.
    """

    key = models.UUIDField()
    user = models.ForeignKey(
        User, models.CASCADE, related_name="submissions", db_index=False
    )
    url = models.CharField(max_length=300)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "key"], name="submission_counts_once"
            ),
        ]

    def __str__(self) -> str:
        return f"submission {self.pk}"
