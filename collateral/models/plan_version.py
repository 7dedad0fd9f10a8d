"""A plan as it is written out: each version is kept, and the newest counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Exists, Max, OuterRef, Q

from collateral.models.plan import SharedSessionPlan
from collateral.models.plan_approved import OF_VERSIONS as WITH_APPROVAL
from collateral.models.plan_written import OF_VERSIONS
from practice.models import User
from releases.models import HowEnded, Purpose
from releases.models.draft import EVERY_TOPIC

# How a session opens, unless its plan says otherwise.
OPENING = (
    "Say what this hour is for, in the client’s words.",
    "Set expectations and boundaries: what stays out, and that anyone can ask to stop.",
    "Keep to the client’s goals.",
)
MOST_MINUTES = 60
SENTENCES = (
    "why_person",
    "rhythm",
    "topics",
    "off_limits_words",
    "on_diagnosis",
    "on_medication",
    "on_risk",
    "ground_rules",
    "stop_signal",
    "separate_exit",
    "assent",
)


class Secrets(models.TextChoices):
    """What becomes of what somebody tells the clinician apart."""

    NO_SECRETS = "no_secrets", "No secrets: what is told apart may come into the room"
    LIMITED = "limited", "Limited: what is told apart stays apart, but for safety"
    NONE = "none", "Nothing was agreed about it"


def as_kept(hears: Mapping[int, Iterable[str]]) -> dict[str, list[str]]:
    """Who hears of what, by the ids of contacts, as versions keep it."""
    return {str(pk): list(codes) for pk, codes in hears.items()}


class PlanVersionQuerySet(models.QuerySet["PlanVersion"]):
    def visible_to(self, user: User) -> PlanVersionQuerySet:
        """Of the plans that they may read."""
        return self.filter(plan__in=SharedSessionPlan.objects.visible_to(user))

    def newest(self) -> PlanVersionQuerySet:
        """Of each plan the one that counts."""
        newer = PlanVersion.objects.filter(
            plan=OuterRef("plan"), number__gt=OuterRef("number")
        )
        return self.filter(~Exists(newer))

    def newest_of(self, session_id: int) -> PlanVersion | None:
        """With when whoever read it last on a screen wanted it otherwise."""
        found = self.filter(plan=session_id).select_related("approval__recorded_by")
        refused = Q(readings__signing__ended_how=HowEnded.REFUSED)
        asked = Max("readings__signing__ended_at", filter=refused)
        return found.annotate(refused_at=asked).order_by("-number").first()


class PlanVersion(models.Model):
    """What a shared session is for and how it is held. Clinical text: for the
    clinician's eyes. Topics that are heard are the session's own (``SessionTopic``).
    """

    plan = models.ForeignKey(
        SharedSessionPlan, models.PROTECT, related_name="versions", db_index=False
    )
    number = models.PositiveSmallIntegerField()
    purposes = ArrayField(
        models.CharField(max_length=20, choices=Purpose),
        verbose_name="What it is for",
    )
    goals = ArrayField(
        models.BigIntegerField(),
        default=list,
        blank=True,
        verbose_name="For which goal",
    )
    why_person = models.TextField("why this person", blank=True, max_length=1000)
    rhythm = models.CharField("how long, and how often", max_length=200, blank=True)
    topics = models.TextField("topics to cover", blank=True, max_length=2000)
    # By the id of each who was to join as this was saved, the codes of all that they
    # were to hear of: who approves it approves that.
    hears = models.JSONField(default=dict, blank=True, editable=False)
    off_limits = ArrayField(
        models.CharField(max_length=30, choices=EVERY_TOPIC),
        default=list,
        blank=True,
        verbose_name="Off limits",
    )
    off_limits_words = models.TextField(
        "what else is off limits", blank=True, max_length=1000
    )
    on_diagnosis = models.CharField(
        "what may be said of the diagnosis", max_length=300, blank=True
    )
    on_medication = models.CharField(
        "what may be said of medication", max_length=300, blank=True
    )
    on_risk = models.CharField("what may be said of risk", max_length=300, blank=True)
    ground_rules = models.TextField("ground rules", blank=True, max_length=2000)
    secrets = models.CharField(
        "what is told apart",
        max_length=20,
        choices=Secrets,
        default=Secrets.LIMITED,
    )
    minutes_before = models.PositiveSmallIntegerField(
        "minutes alone before", default=10, validators=[MaxValueValidator(MOST_MINUTES)]
    )
    minutes_after = models.PositiveSmallIntegerField(
        "minutes alone after", default=10, validators=[MaxValueValidator(MOST_MINUTES)]
    )
    opening = ArrayField(models.CharField(max_length=300), default=list, blank=True)
    prompts = ArrayField(models.CharField(max_length=300), default=list, blank=True)
    stop_signal = models.CharField("signal to stop", max_length=200, blank=True)
    separate_exit = models.CharField("how they leave apart", max_length=200, blank=True)
    assent = models.CharField(
        "what the minor said to it",
        max_length=300,
        blank=True,
        help_text="In their own words, and on which day.",
    )
    debrief_on = models.DateField("debrief on", null=True, blank=True)
    # With which it was written, word for word, for another session of the series.
    written_with = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="written_for",
    )
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    saved_at = models.DateTimeField(editable=False)

    objects = PlanVersionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["plan", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="plan_version_has_its_number",
                fields=["plan", "number"],
                violation_error_message="Someone saved this plan meanwhile.",
            ),
            models.CheckConstraint(
                name="plan_version_has_a_purpose",
                condition=~Q(purposes=[]) & Q(purposes__contained_by=Purpose.values),
                violation_error_message="Choose what the session is for.",
            ),
            models.CheckConstraint(
                name="plan_version_is_of_the_lists",
                condition=Q(secrets__in=Secrets.values)
                & Q(off_limits__contained_by=[code for code, _ in EVERY_TOPIC]),
                violation_error_message="Choose among what is offered.",
            ),
            models.CheckConstraint(
                name="plan_version_alone_for_an_hour_at_most",
                condition=Q(minutes_before__lte=MOST_MINUTES)
                & Q(minutes_after__lte=MOST_MINUTES),
                violation_error_message="Plan an hour alone at most.",
            ),
            *OF_VERSIONS,
            *WITH_APPROVAL,
        ]

    def __str__(self) -> str:
        return f"version {self.number} of plan {self.plan_id}"

    @property
    def is_approved(self) -> bool:
        """As it is. Whether it counts is another question: a newer one may be there."""
        return hasattr(self, "approval")

    def is_of(self, hears: Mapping[int, Iterable[str]]) -> bool:
        """Whether everyone who joins was to when it was saved, and to hear of as much."""
        return all(
            str(pk) in self.hears and set(codes) <= set(self.hears[str(pk)])
            for pk, codes in hears.items()
        )

    @property
    def says_purposes(self) -> list[str]:
        return [str(Purpose(code).label) for code in self.purposes]

    @property
    def says_about(self) -> list[str]:
        heard = {code for codes in self.hears.values() for code in codes}
        return [label for code, label in EVERY_TOPIC if code in heard]

    @property
    def says_off_limits(self) -> list[str]:
        return [label for code, label in EVERY_TOPIC if code in self.off_limits]

    @property
    def words(self) -> list[tuple[str, str]]:
        """What was written in sentences, each by what it is."""
        fields = [field for field in self._meta.fields if field.name in SENTENCES]
        said = [(str(each.verbose_name), getattr(self, each.name)) for each in fields]
        return [(name, words) for name, words in said if words]
