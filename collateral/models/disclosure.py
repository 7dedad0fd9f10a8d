"""What was told to whom, and on what basis. Clinical text: for the clinician's eyes."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from clients.models import Client, Contact
from collateral.models.basis import Basis, Part2Ground, fitting_grounds
from collateral.models.disclosure_rules import KEEPS_WHAT_WAS_TOLD
from collateral.models.session import Session
from collateral.models.topic import LABELS
from practice.database.constraints import ForeignKeyConstraint
from practice.models import User
from releases.models import Grant, Release
from releases.models.draft import EVERY_TOPIC
from releases.models.ends import FIRST

WORD = r"\S"


class DisclosureQuerySet(models.QuerySet["Disclosure"]):
    def visible_to(self, user: User) -> DisclosureQuerySet:
        """Those of a clinician's own clients, and what they told of another's in a session
        that they held; nobody else reads it.
        """
        if not user.is_clinician:
            return self.none()
        covering = Q(told_by=user, session__clinician=user)
        return self.filter(Q(client__clinician=user) | covering)

    def standing(self) -> DisclosureQuerySet:
        """What counts: no later row names it as a mistake, or says it was never told."""
        return self.filter(corrections=None, struck=False)

    def told_to(self, contact: Contact) -> DisclosureQuerySet:
        """What they were told, or may have been: on other bases nobody has to be named."""
        unnamed = Q(contact=None) & ~Q(basis=Basis.RELEASE)
        return self.filter(Q(contact=contact) | unnamed)

    def with_revoked(self) -> DisclosureQuerySet:
        """Each with what of its release was revoked by then, in ``revoked`` or whole: it
        may be in force until that was recorded, yet binds us from when we received it.
        """
        by_then = Q(revocation__received_at__lte=OuterRef("told_at"))
        whole = Release.objects.filter(by_then, pk=OuterRef("release"))
        part = Grant.objects.filter(by_then, release=OuterRef("release"))
        return self.annotate(
            revoked_whole=Exists(whole), revoked=ArraySubquery(part.values("what"))
        )

    def accountable(self, start: datetime, end: datetime) -> DisclosureQuerySet:
        """What a client is told of, of this time: 45 CFR 164.528(a)(1).

        Not what a release allowed. What went beyond one was under none, nor was what was
        told once it was revoked.
        """
        told = self.standing().filter(told_at__gte=start, told_at__lt=end)
        too_late = Q(revoked_whole=True) | Q(topics__overlap=F("revoked"))
        beyond = ~Q(basis=Basis.RELEASE) | ~Q(outside=[])
        return told.with_revoked().filter(beyond | too_late)


class Disclosure(models.Model):
    """One telling. Under a ``release`` it was of ``topics``, of which those ``outside``
    the release need a reason; on any other basis, of what ``said`` has.

    Written once: a mistake stays, named by the row that ``corrects`` it, or by which it
    was ``struck``, never having been told. ``recipient`` is the name as it was.
    """

    client = models.ForeignKey(
        Client, models.PROTECT, related_name="disclosures", db_index=False
    )
    basis = models.CharField("on what basis", max_length=20, choices=Basis)
    contact = models.ForeignKey(
        Contact, models.PROTECT, null=True, related_name="+", db_constraint=False
    )
    release = models.ForeignKey(
        Release, models.PROTECT, null=True, related_name="disclosures"
    )
    session = models.ForeignKey(
        Session, models.PROTECT, null=True, related_name="disclosures"
    )
    recipient = models.CharField("who was told", max_length=200)
    address = models.CharField(
        "their address, if you know it", max_length=300, blank=True
    )
    told_at = models.DateTimeField()
    topics = ArrayField(
        models.CharField(max_length=30, choices=EVERY_TOPIC), default=list, blank=True
    )
    outside = ArrayField(
        models.CharField(max_length=30, choices=EVERY_TOPIC), default=list, blank=True
    )
    said = models.TextField("what was told, briefly", max_length=1000, blank=True)
    why = models.TextField("why", max_length=1000, blank=True)
    part2_ground = models.CharField(
        "what lets Part 2 records be told",
        max_length=20,
        choices=Part2Ground,
        blank=True,
    )
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="corrections", editable=False
    )
    correction = models.CharField("what was wrong", max_length=300, blank=True)
    struck = models.BooleanField("It was never told at all", default=False)

    # Of one ``with_revoked``.
    revoked_whole: bool
    revoked: list[str]

    objects = DisclosureQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-told_at", "-pk"]
        indexes: ClassVar = [
            # A client's own, newest first; and six years of them.
            models.Index(
                fields=["client", "told_at", "id"], name="disclosure_of_client"
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="disclosure_has_a_basis",
                condition=Q(basis__in=Basis.values),
                violation_error_message="Choose on what basis it was told.",
            ),
            models.CheckConstraint(
                name="disclosure_names_its_release",
                condition=Q(
                    basis=Basis.RELEASE, release__isnull=False, contact__isnull=False
                )
                | (~Q(basis=Basis.RELEASE) & Q(release=None, topics=[], outside=[])),
                violation_error_message="Topics are told under a release, and only there.",
            ),
            models.CheckConstraint(
                name="disclosure_says_who_was_told",
                condition=Q(recipient__regex=WORD),
                violation_error_message="Say who was told.",
            ),
            models.CheckConstraint(
                name="disclosure_says_what_was_told",
                condition=(Q(basis=Basis.RELEASE) & ~Q(topics=[]))
                | (~Q(basis=Basis.RELEASE) & Q(said__regex=WORD)),
                violation_error_message="Say what was told.",
            ),
            models.CheckConstraint(
                name="disclosure_says_why",
                condition=Q(basis=Basis.RELEASE, outside=[]) | Q(why__regex=WORD),
                violation_error_message="Write why this was told.",
            ),
            models.CheckConstraint(
                name="disclosure_topics_are_of_the_list",
                condition=Q(topics__contained_by=list(LABELS))
                & Q(outside__contained_by=F("topics")),
                violation_error_message="Choose topics of the list.",
            ),
            models.CheckConstraint(
                name="disclosure_ground_fits_its_basis",
                condition=fitting_grounds(),
                violation_error_message="Part 2 has no such ground for this basis.",
            ),
            models.CheckConstraint(
                name="disclosure_is_of_the_past",
                condition=Q(told_at__gte=FIRST, told_at__lte=F("recorded_at")),
                violation_error_message="This is still ahead. Record it once it was told.",
            ),
            models.CheckConstraint(
                name="disclosure_correction_says_what_was_wrong",
                condition=Q(corrects=None, correction="", struck=False)
                | Q(corrects__isnull=False, correction__regex=WORD),
                violation_error_message="Say what was wrong.",
            ),
            models.UniqueConstraint(
                name="disclosure_is_corrected_once",
                fields=["corrects"],
                violation_error_message=(
                    "Somebody corrected this just now. Correct what stands there now."
                ),
            ),
            # What a correction refers to.
            models.UniqueConstraint(
                name="disclosure_client_key", fields=["client", "id"]
            ),
            ForeignKeyConstraint(
                name="disclosure_corrects_one_of_the_client",
                fields=("client", "corrects"),
                to="collateral.Disclosure",
                to_fields=("client", "id"),
                violation_error_message="A mistake is corrected for the same client.",
            ),
            ForeignKeyConstraint(
                name="disclosure_contact_of_client",
                fields=("client", "contact"),
                to="clients.Contact",
                to_fields=("client", "id"),
                violation_error_message="Choose one of this client's own contacts.",
            ),
            *KEEPS_WHAT_WAS_TOLD,
        ]

    def __str__(self) -> str:
        return f"disclosure {self.pk}"

    @property
    def under_release(self) -> bool:
        return self.basis == Basis.RELEASE

    @property
    def about(self) -> list[str]:
        """The topics, as they are called, that the release let them hear of."""
        return [LABELS[topic] for topic in self.topics if topic not in self.outside]

    @property
    def beyond(self) -> list[str]:
        """And those that it did not."""
        return [LABELS[topic] for topic in self.outside]

    @property
    def too_late(self) -> list[str]:
        """The codes of what it allowed until it was revoked; of one ``with_revoked``."""
        allowed = [topic for topic in self.topics if topic not in self.outside]
        return [t for t in allowed if self.revoked_whole or t in self.revoked]

    @property
    def revoked_by_then(self) -> list[str]:
        """And as they are called."""
        return [LABELS[topic] for topic in self.too_late]
