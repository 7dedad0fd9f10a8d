"""A release being prepared. It permits nothing until it is signed."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from clients.models import Client, Contact
from practice.database.constraints import ForeignKeyConstraint
from practice.database.triggers import happens_now
from releases.models.kinds import OF_ITS_KIND
from releases.models.naming import naming
from releases.models.prepared import ReleaseDraftQuerySet
from releases.models.scope import PRACTICE, Direction, Format, Kind, Place
from releases.models.waiting import SIGNED_AS_ITS_RELEASE, STAYS_AS_SIGNED


class Topic(models.TextChoices):
    """What may be shared: the everyday kinds of information."""

    ATTENDANCE = "attendance", "Attendance and appointment times"
    SKILLS = "skills", "Coping skills and how to support them at home"
    SLEEP = "sleep", "Sleep, daily routine and health habits"
    PROGRESS = "progress", "Treatment goals and progress"
    RELATIONSHIP = "relationship", "Communication and the relationship"
    DIAGNOSIS = "diagnosis", "Diagnosis"
    MEDICATION = "medication", "Medication"
    HISTORY = "history", "Developmental and family history"
    SAFETY = "safety", "Safety plan and warning signs"
    SCHOOL = "school", "School or work"


class SensitiveTopic(models.TextChoices):
    """What is shared only where the signer initials it, however broad the rest is."""

    SUBSTANCE_USE = "substance_use", "Substance use treatment"
    HIV = "hiv", "HIV, AIDS or sexually transmitted infection"
    REPRODUCTIVE = "reproductive", "Reproductive or sexual health"
    GENDER = "gender", "Gender-affirming care"
    ASSAULT = "assault", "Sexual assault or domestic violence"
    GENETIC = "genetic", "Genetic information"
    TESTS = "tests", "Psychological test data"


class Purpose(models.TextChoices):
    """Why the contact takes part; 45 CFR 164.508(c)(1)(iv) asks for each purpose."""

    RELATIONSHIP = (
        "relationship",
        "Communication: practice skills and be heard, with support",
    )
    SUPPORT = "support", "Support between sessions: coping, sleep, healthy habits"
    INFORMATION = "information", "Information that helps the treatment"
    UNDERSTANDING = "understanding", "Helping someone close understand what helps"
    CHANGE = "change", "A change in life: discharge, caregiving, co-parenting"


EVERY_TOPIC = [*Topic.choices, *SensitiveTopic.choices]


def by_the_practice() -> list[int]:
    """Any clinician of the practice may share, where nobody is named."""
    return [PRACTICE]


class ReleaseDraft(models.Model):
    """A release prepared for one contact, complete but for the signature.

    ``effective_on`` and ``expires_on`` are practice-local days, both inclusive.
    ``disclosers`` are the ids of the clinicians who may share, or ``PRACTICE`` alone:
    45 CFR 164.508(c)(1)(ii).
    """

    client = models.ForeignKey(Client, models.PROTECT, related_name="drafts")
    contact = models.ForeignKey(
        Contact, models.PROTECT, related_name="drafts", db_constraint=False
    )
    kind = models.CharField(
        max_length=30,
        choices=Kind,
        default=Kind.GENERAL,
        db_default=Kind.GENERAL,
        editable=False,
    )
    topics = ArrayField(
        models.CharField(max_length=30, choices=Topic),
        default=list,
        verbose_name="what may be shared",
    )
    sensitive_topics = ArrayField(
        models.CharField(max_length=30, choices=SensitiveTopic),
        default=list,
        blank=True,
        verbose_name="sensitive information, each needing initials",
    )
    details = models.TextField(
        "in the client's own words",
        blank=True,
        max_length=1000,
        help_text="Anything that makes “what may be shared” more exact.",
    )
    off_limits = models.TextField(
        "what stays private",
        blank=True,
        max_length=1000,
        help_text="Never to be shared, whatever else is ticked.",
    )
    off_limit_topics = ArrayField(
        models.CharField(max_length=30, choices=EVERY_TOPIC),
        default=list,
        blank=True,
        verbose_name="what stays private, from the list",
    )
    purposes = ArrayField(
        models.CharField(max_length=20, choices=Purpose), verbose_name="why"
    )
    disclosers = ArrayField(
        models.BigIntegerField(),
        default=by_the_practice,
        verbose_name="who may share it",
    )
    direction = models.CharField(
        "which way", max_length=20, choices=Direction, default=Direction.DISCLOSE
    )
    formats = ArrayField(
        models.CharField(max_length=20, choices=Format),
        default=list,
        blank=True,
        verbose_name="in which sessions",
    )
    places = ArrayField(
        models.CharField(max_length=20, choices=Place),
        default=list,
        blank=True,
        verbose_name="where they join",
    )
    most_sessions = models.PositiveSmallIntegerField(
        "at most so many sessions",
        null=True,
        blank=True,
        help_text="Leave it empty where the number does not matter.",
    )
    affiliation = models.CharField(
        "the institution they belong to",
        max_length=120,
        blank=True,
        default="",
        db_default="",
        help_text="A school, an agency, a firm. If they belong to none, write “none”.",
    )
    effective_on = models.DateField("from")
    expires_on = models.DateField("until, and including")
    longer_asked = models.BooleanField(default=False, db_default=False)
    expires_event = models.CharField(
        "or earlier, when",
        blank=True,
        max_length=120,
        help_text="An event that ends it sooner, such as “treatment here has ended”.",
    )
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    prepared_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    # By the database alone, as its release is: the few that wait have an index.
    signed_at = models.DateTimeField(null=True, editable=False)
    # Its words, since the first of several signed them: all sign the same.
    frozen = models.JSONField(null=True, editable=False)
    awaits = models.CharField(
        max_length=300, blank=True, default="", db_default="", editable=False
    )

    objects = ReleaseDraftQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-prepared_at", "-pk"]
        indexes: ClassVar = [
            # Drafts awaiting signature, newest first.
            models.Index(
                fields=["-prepared_at", "-id"],
                name="draft_awaiting",
                condition=Q(withdrawn_at=None, signed_at=None),
            ),
        ]
        constraints: ClassVar = [
            ForeignKeyConstraint(
                name="draft_contact_of_client",
                fields=("client", "contact"),
                to="clients.Contact",
                to_fields=("client", "id"),
                violation_error_message="Choose one of this client's own contacts.",
            ),
            models.CheckConstraint(
                name="draft_expires_after_it_starts",
                condition=Q(expires_on__gte=F("effective_on")),
                violation_error_message="A release must end on or after the day it starts.",
            ),
            # Today everywhere: whose days these are, only the practice knows.
            happens_now(
                "draft_starts_ahead",
                "BEFORE INSERT OR UPDATE OF effective_on",
                "effective_on",
                "A release starts today or later.",
                first="(now() AT TIME ZONE 'UTC')::date - 1",
            ),
            models.CheckConstraint(
                name="draft_says_why",
                condition=Q(purposes__len__gt=0),
                violation_error_message="Tick at least one reason why.",
            ),
            models.CheckConstraint(
                name="draft_says_who_may_share",
                condition=Q(disclosers=[PRACTICE])
                | Q(disclosers__len__gt=0) & ~Q(disclosers__contains=[PRACTICE]),
                violation_error_message="Tick the practice, or name clinicians of it.",
            ),
            models.CheckConstraint(
                name="draft_shares_nothing_off_limits",
                condition=~Q(topics__overlap=F("off_limit_topics"))
                & ~Q(sensitive_topics__overlap=F("off_limit_topics")),
                violation_error_message="What stays private cannot be shared too.",
            ),
            *OF_ITS_KIND,
            STAYS_AS_SIGNED,
            SIGNED_AS_ITS_RELEASE,
            naming("draft_names_its_contact"),
        ]

    def __str__(self) -> str:
        return f"draft {self.pk}"
