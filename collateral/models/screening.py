"""What a client says, asked alone, about bringing one person in. Clinical: it is for
clinicians' eyes, on no release, and no release has a say in it.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When

from clients.models import Client, Contact
from collateral.models import screened as rules
from collateral.models.incident import Incident
from practice.database.constraints import ForeignKeyConstraint
from practice.models import User

GOOD_FOR = timedelta(days=90)
# Either stops it, and only an answer that has changed lifts that.
UNSAFE = ("unsafe", "protective_order")
# Each stops it until it is resolved, in writing, and asked again.
CONCERNS = (
    "obliged",
    "silenced",
    "controlling",
    "proving",
    "censoring",
    "litigation",
)
# In the newest's place, where something has happened since.
INCIDENT = "incident"


class Manner(models.TextChoices):
    """How it was asked."""

    ALONE = "alone", "Of the client, alone"
    SAFETY = "safety", "My own safety screen of a young child"


class Outcome(models.TextChoices):
    """What the clinician decides."""

    PROCEED = "proceed", "Proceed"
    CONDITIONS = "conditions", "Proceed with conditions"
    DEFER = "defer", "Defer"
    DO_NOT = "do_not", "Do not"


STOPS = (Outcome.DEFER, Outcome.DO_NOT)


class ScreeningQuerySet(models.QuerySet["Screening"]):
    def visible_to(self, user: User) -> ScreeningQuerySet:
        """Those of a clinician's own clients; nobody else reads them."""
        if not user.is_clinician:
            return self.none()
        return self.filter(client__in=Client.objects.visible_to(user))

    def newest(self) -> ScreeningQuerySet:
        """Of each contact the one that counts, with what it ``says`` now."""
        newer = Screening.objects.filter(contact=OuterRef("contact"))
        newest = newer.order_by("-asked_at", "-pk").values("pk")[:1]
        since = Incident.objects.filter(
            contact=OuterRef("contact"), recorded_at__gte=OuterRef("asked_at")
        )
        says = Case(
            When(Q(outcome__in=STOPS), then=F("outcome")),
            When(Exists(since), then=Value(INCIDENT)),
            default=F("outcome"),
        )
        return self.filter(pk=Subquery(newest)).annotate(says=says)


class Screening(models.Model):
    """The answers about ``contact``, and what follows. The newest counts, for sessions
    that begin within 90 days and until something happens.
    """

    client = models.ForeignKey(Client, models.PROTECT, related_name="screenings")
    contact = models.ForeignKey(
        Contact,
        models.PROTECT,
        related_name="screenings",
        db_constraint=False,
        db_index=False,
    )
    manner = models.CharField("how it was asked", max_length=20, choices=Manner)
    obliged = models.BooleanField("Do you feel obliged or pressured to bring them?")
    silenced = models.BooleanField("Would you go silent with them in the room?")
    unsafe = models.BooleanField(
        "Would you be unsafe, or afraid of what comes after?",
        help_text="Violence, threats, revenge.",
    )
    controlling = models.BooleanField(
        "Have they controlled or manipulated you, now or in the past?"
    )
    proving = models.BooleanField("Is it to prove a point or to justify a story?")
    censoring = models.BooleanField("Would you censor or edit your truth?")
    protective_order = models.BooleanField("Is there a protective order about them?")
    litigation = models.BooleanField(
        "Is there a court case, over custody or anything else, that this would serve?"
    )
    growth = models.BooleanField("Will including this person help your growth?")
    said = models.TextField("what else was said", blank=True, max_length=2000)
    resolution = models.TextField(
        "how it was resolved",
        blank=True,
        max_length=2000,
        help_text="Where a concern stopped it before, or is known and dealt with.",
    )
    outcome = models.CharField("what follows", max_length=20, choices=Outcome)
    conditions = models.TextField("on what conditions", blank=True, max_length=1000)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    asked_at = models.DateTimeField(editable=False)

    objects = ScreeningQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-asked_at", "-pk"]
        indexes: ClassVar = [
            models.Index(
                fields=["contact", "-asked_at", "-id"], name="screening_newest"
            ),
        ]
        constraints: ClassVar = [
            ForeignKeyConstraint(
                name="screening_contact_of_client",
                fields=("client", "contact"),
                to="clients.Contact",
                to_fields=("client", "id"),
                violation_error_message="Choose one of this client's own contacts.",
            ),
            models.CheckConstraint(
                name="screening_says_what_follows",
                condition=Q(outcome__in=Outcome.values, manner__in=Manner.values),
                violation_error_message="Choose how it was asked, and what follows.",
            ),
            models.CheckConstraint(
                name="screening_unsafe_stops",
                condition=Q(outcome__in=STOPS)
                | Q(unsafe=False, protective_order=False),
                violation_error_message=(
                    "Whoever is unsafe, or protected by an order, is not brought "
                    "together with them: choose “Defer” or “Do not”."
                ),
            ),
            models.CheckConstraint(
                name="screening_helps_growth",
                condition=Q(outcome__in=STOPS) | Q(growth=True),
                violation_error_message=(
                    "Where it does not help the client’s growth, choose “Defer” or "
                    "“Do not”."
                ),
            ),
            models.CheckConstraint(
                name="screening_concern_is_resolved",
                condition=Q(outcome__in=STOPS)
                | Q(**dict.fromkeys(CONCERNS, False))
                | Q(resolution__regex=r"\S"),
                violation_error_message=(
                    "A concern stops it: choose “Defer” or “Do not”, or write how it "
                    "was resolved."
                ),
            ),
            models.CheckConstraint(
                name="screening_says_its_conditions",
                condition=~Q(outcome=Outcome.CONDITIONS) | Q(conditions__regex=r"\S"),
                violation_error_message="Write on what conditions.",
            ),
            *rules.OF_SCREENINGS,
        ]

    def __str__(self) -> str:
        return f"screening {self.pk}"

    @property
    def good_until(self) -> datetime:
        """Sessions that begin before then may lean on it."""
        return self.asked_at + GOOD_FOR

    @property
    def answers(self) -> list[tuple[str, bool]]:
        """Each question with its answer, as they were asked."""
        names = (*CONCERNS, *UNSAFE, "growth")
        fields = [field for field in self._meta.fields if field.name in names]
        return [(str(each.verbose_name), getattr(self, each.name)) for each in fields]
