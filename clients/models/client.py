"""A client: a person in treatment."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce, Left, NullIf

from clients.findable import FINDABLE, FOLDED_WORDS, findable_field
from clients.law.states import COMES_OF_AGE, US_STATES, comes_of_age_on
from clients.models.cover import Cover
from clients.models.emancipation import EMANCIPATED, at_the_age_of
from clients.models.emergency import EmergencyAccess
from clients.models.modality import Modality
from clients.models.seeing import seen_for_a_while
from clients.names import FOLDED_NAME
from practice.database.triggers import Function, Trigger
from practice.formats import say_initials
from practice.models import User

# Nobody younger is able to judge what they consent to: the law's old age of discretion.
LEAST_AGE_TO_CONSENT = 7


# Whose account ends at this moment is waited for.
WORKS_HERE = """
BEGIN
    PERFORM FROM practice_user
        WHERE id = NEW.clinician_id AND role = 'clinician' AND is_active FOR SHARE;
    IF NOT FOUND THEN
        RAISE 'client % is given to nobody who treats', NEW.id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'client_is_treated_by_a_clinician';
    END IF;
    RETURN NEW;
END
"""


class ClientQuerySet(models.QuerySet["Client"]):
    def visible_to(self, user: User) -> ClientQuerySet:
        """A clinician's own clients, and another's whom they cover or asked to see in an
        emergency, while it lasts; every client for the front desk and admins.
        """
        if not user.is_clinician:
            return self.all()
        return self.filter(Q(clinician=user) | seen_for_a_while(user, "pk"))

    def treated_by(self, clinician: Any) -> ClientQuerySet:
        """Those of this clinician, or of the one whose id this is."""
        return self.filter(clinician=clinician)


class Client(models.Model):
    """A person in treatment. What is shared about them, they decide."""

    legal_name = models.CharField(max_length=200)
    chosen_name = models.CharField(max_length=200, blank=True)
    date_of_birth = models.DateField()
    state = models.CharField("state of residence", max_length=2, choices=US_STATES)
    video_state = models.CharField(
        "where they are for a video session",
        max_length=2,
        choices=US_STATES,
        blank=True,
        default="",
        db_default="",
        help_text="If that is another state. Its law then applies as well.",
    )
    language = models.CharField(max_length=60, default="English")
    modality = models.CharField(max_length=20, choices=Modality)
    clinician = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="clients",
        limit_choices_to={"role": "clinician", "is_active": True},
        db_index=False,
    )
    emancipated = models.BooleanField(default=False)
    emancipated_on = models.DateField("emancipated on", null=True, blank=True)
    emancipation_seen = models.CharField(
        "what was seen", max_length=200, blank=True, default="", db_default=""
    )
    # That a minor consents to this care alone: since when, by which law, who judged it.
    self_consent_from = models.DateField(
        "consents to this care alone, from", null=True, blank=True
    )
    self_consent_law = models.CharField(
        "by which law", max_length=200, blank=True, default="", db_default=""
    )
    self_consent_judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        db_index=False,
    )
    part2 = models.BooleanField(
        "substance use records under 42 CFR Part 2", default=False
    )

    # Care has ended: nothing is booked for them any more.
    discharged_on = models.DateField(null=True, blank=True, editable=False)
    deceased_on = models.DateField(null=True, blank=True, editable=False)

    name = models.GeneratedField(
        expression=Coalesce(NullIf("chosen_name", Value("")), "legal_name"),
        output_field=models.CharField(max_length=200),
        db_persist=True,
    )
    # Cut: folding makes some letters eighteen, and an index has no room for so many.
    sort_name = models.GeneratedField(
        expression=Left(
            Func(
                Coalesce(NullIf("chosen_name", Value("")), "legal_name"),
                function="folded_words",
            ),
            200,
        ),
        output_field=models.CharField(max_length=200),
        db_persist=True,
    )
    findable = findable_field("legal_name", F("chosen_name"))

    objects = ClientQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["sort_name", "pk"]
        indexes: ClassVar = [
            # The list of all clients, and of a clinician's own, by key.
            models.Index(fields=["sort_name", "id"], name="client_by_sort_name"),
            models.Index(
                fields=["clinician", "sort_name", "id"], name="client_of_clinician"
            ),
            # Search by any part of a word, as fast after many were added.
            GinIndex(
                fields=["findable"],
                opclasses=["gin_trgm_ops"],
                fastupdate=False,
                name="client_findable_part",
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="client_has_a_name",
                condition=Q(legal_name__regex=r"\S"),
                violation_error_message="Enter the client's legal name.",
            ),
            models.CheckConstraint(
                name="client_care_ends_after_birth",
                condition=(
                    Q(discharged_on=None) | Q(discharged_on__gte=F("date_of_birth"))
                )
                & (Q(deceased_on=None) | Q(deceased_on__gte=F("date_of_birth"))),
                violation_error_message="Care cannot end before the client was born.",
            ),
            *EMANCIPATED,
            models.CheckConstraint(
                name="client_consents_by_a_law",
                condition=Q(
                    self_consent_from=None,
                    self_consent_law="",
                    self_consent_judged_by=None,
                )
                | Q(
                    self_consent_from__isnull=False,
                    self_consent_law__regex=r"\S",
                    self_consent_judged_by__isnull=False,
                ),
                violation_error_message=(
                    "Say from when the client consents alone, and by which law."
                ),
            ),
            models.CheckConstraint(
                name="client_consents_once_able_to",
                condition=Q(self_consent_from=None)
                | Q(self_consent_from__gte=at_the_age_of(LEAST_AGE_TO_CONSENT)),
                violation_error_message=(
                    "Nobody so young consents to care alone. Check both dates."
                ),
            ),
            Trigger(
                name="client_is_treated_by_a_clinician",
                fires="BEFORE UPDATE OF clinician_id",
                when="NEW.clinician_id <> OLD.clinician_id",
                body=WORKS_HERE,
                violation_error_message="Choose a clinician who works here.",
            ),
            Function(
                name="comes_of_age_on",
                create=COMES_OF_AGE,
                drop="comes_of_age_on(date, text)",
            ),
            Function(name="folded_name", create=FOLDED_NAME, drop="folded_name(text)"),
            Function(
                name="folded_words", create=FOLDED_WORDS, drop="folded_words(text)"
            ),
            Function(
                name="findable", create=FINDABLE, drop="findable(text, text, date)"
            ),
        ]

    def __str__(self) -> str:
        return f"client {self.pk}"

    def is_visible_to(self, user: User) -> bool:
        """Whether ``visible_to`` would find this client for ``user``."""
        if not user.is_clinician or self.clinician_id == user.pk:
            return True
        accesses = EmergencyAccess.objects.open_to(user).filter(client=self)
        covers = Cover.objects.open_to(user).filter(client=self)
        return accesses.exists() or covers.exists()

    @property
    def care_ended(self) -> bool:
        """Whether they were discharged, or have died."""
        return bool(self.discharged_on or self.deceased_on)

    @property
    def initials(self) -> str:
        """As the schedule shows the client to whoever walks past the screen."""
        return say_initials(self.name)

    def age_on(self, day: date) -> int:
        """Whole years on ``day``; born on 29 February, a year older on 1 March."""
        born = self.date_of_birth
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))

    @property
    def comes_of_age_on(self) -> date:
        """The day on which a parent's authority to sign ends, by the client's state."""
        return comes_of_age_on(self.date_of_birth, self.state)

    def consents_alone_on(self, day: date) -> bool:
        """Whether someone judged that the client may, by a law, and that holds then."""
        return self.self_consent_from is not None and day >= self.self_consent_from

    def is_minor_on(self, day: date) -> bool:
        """Whether someone else signs for the client on ``day``."""
        return not self.emancipated and day < self.comes_of_age_on
