"""What came of a shared session. Clinical text, of the client's record: for the eyes of
the client's own clinician. Psychotherapy notes (45 CFR 164.501) have no place in it.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from clients.models import Client, Contact
from collateral.models import debriefed as rules
from collateral.models.session import Session
from practice.database.constraints import ForeignKeyConstraint
from practice.models import User


class Met(models.TextChoices):
    """Whether what the session was for came about."""

    YES = "yes", "Yes"
    PARTLY = "partly", "Partly"
    NO = "no", "No"


class NextStep(models.TextChoices):
    """What follows a shared session."""

    NONE = "none", "Nothing more for now"
    ANOTHER = "another", "Another shared session"
    STOP = "stop", "No more shared sessions"


class DebriefQuerySet(models.QuerySet["Debrief"]):
    def visible_to(self, user: User) -> DebriefQuerySet:
        """Those of a clinician's own clients; nobody else reads them."""
        if not user.is_clinician:
            return self.none()
        return self.filter(session__client__in=Client.objects.visible_to(user))

    def newest(self) -> DebriefQuerySet:
        """Of each session the version that counts."""
        later = Debrief.objects.filter(
            session=OuterRef("session"), version__gt=OuterRef("version")
        )
        return self.filter(~Exists(later))


class Debrief(models.Model):
    """One version of what came of ``session``; the newest counts, and each stays.

    ``client_came`` is null where the client was not to be in the room.
    """

    session = models.ForeignKey(
        Session, models.PROTECT, related_name="debriefs", db_index=False
    )
    version = models.PositiveSmallIntegerField()
    client_came = models.BooleanField(null=True)
    purpose_met = models.CharField("was the purpose met", max_length=20, choices=Met)
    agreed = models.TextField("what was agreed", blank=True, max_length=2000)
    individual = models.TextField(
        "back to individual work",
        blank=True,
        max_length=2000,
        help_text="What is taken up there, with the client alone.",
    )
    next_step = models.CharField("next step", max_length=20, choices=NextStep)
    correction = models.CharField("what was wrong before", max_length=300, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    written_at = models.DateTimeField(editable=False)

    objects = DebriefQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["session", "-version"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="debrief_says_what_came_of_it",
                condition=Q(purpose_met__in=Met.values, next_step__in=NextStep.values),
                violation_error_message=(
                    "Say whether the purpose was met, and what comes next."
                ),
            ),
            models.CheckConstraint(
                name="debrief_correction_says_what_was_wrong",
                condition=Q(version=1, correction="")
                | Q(version__gt=1, correction__regex=r"\S"),
                violation_error_message="Say what was wrong before.",
            ),
            models.UniqueConstraint(
                name="debrief_version_is_one",
                fields=["session", "version"],
                violation_error_message=(
                    "Somebody wrote this debrief just now. Correct what stands there."
                ),
            ),
            # What attendance refers to.
            models.UniqueConstraint(
                name="debrief_session_key", fields=["id", "session"]
            ),
            *rules.OF_DEBRIEFS,
        ]

    def __str__(self) -> str:
        return f"debrief {self.pk}"


class Attendance(models.Model):
    """Whether ``contact``, who had a seat in the session, came to it."""

    debrief = models.ForeignKey(
        Debrief,
        models.PROTECT,
        related_name="attendances",
        db_constraint=False,
        db_index=False,
    )
    session = models.ForeignKey(
        Session, models.PROTECT, related_name="+", db_constraint=False
    )
    contact = models.ForeignKey(
        Contact, models.PROTECT, related_name="attendances", db_constraint=False
    )
    came = models.BooleanField()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="attendance_is_said_once", fields=["debrief", "contact"]
            ),
            ForeignKeyConstraint(
                name="attendance_of_its_debrief",
                fields=("debrief", "session"),
                to="collateral.Debrief",
                to_fields=("id", "session"),
                violation_error_message="Who came is part of a session's debrief.",
            ),
            ForeignKeyConstraint(
                name="attendance_of_a_seat",
                fields=("session", "contact"),
                to="collateral.Participant",
                to_fields=("session", "contact"),
                violation_error_message="Only whoever has a seat in it can have come.",
            ),
            *rules.OF_ATTENDANCES,
        ]

    def __str__(self) -> str:
        return f"attendance {self.pk}"
