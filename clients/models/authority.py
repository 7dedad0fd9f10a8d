"""Who has authority to decide for a client, as papers show: 45 CFR 164.502(g)."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from clients.models.client import Client, ClientQuerySet
from clients.models.contact import Contact
from clients.models.holding import AUTHORITY_IS_FINAL, holds_field
from practice.database.constraints import ForeignKeyConstraint, WithoutOverlaps
from practice.database.triggers import IS_FINAL, Trigger
from practice.models import User


class AuthorityKind(models.TextChoices):
    """By what someone decides in a client's place."""

    PARENT = "parent", "Parent"
    GUARDIAN = "guardian", "Legal guardian"
    LETTERS = "letters", "Guardian by letters, which end"
    AGENT = "agent", "Health care agent"
    AGENCY = "agency", "Agency that has custody"
    COURT = "court", "Court"


# Those who decide for an adult too; parents and agencies do so for a minor alone.
FOR_AN_ADULT = (
    AuthorityKind.GUARDIAN,
    AuthorityKind.LETTERS,
    AuthorityKind.AGENT,
    AuthorityKind.COURT,
)


class Acts(models.TextChoices):
    """With whom they decide."""

    SOLE = "sole", "Alone: nobody else decides"
    EITHER = "either", "Either of them decides"
    BOTH = "both", "Only together: each must sign"


class AuthorityQuerySet(models.QuerySet["Authority"]):
    def visible_to(self, user: User) -> AuthorityQuerySet:
        """Of the clients whom ``user`` may see."""
        visible: ClientQuerySet = Client.objects.visible_to(user)
        return self.filter(client__in=visible)

    def holding_on(self, day: date) -> AuthorityQuerySet:
        """Those that hold on the practice-local ``day``, and were not ended."""
        return self.filter(holds__contains=day)


class Authority(models.Model):
    """That someone may decide for a client: by what, and who saw what of it when.

    A trigger lets only two things happen to it, once: that another person verifies it,
    and that it ends before its last day. ``starts_on`` and ``ends_on`` are
    practice-local days, both inclusive.
    """

    client = models.ForeignKey(Client, models.PROTECT, related_name="authorities")
    contact = models.ForeignKey(
        Contact,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="authorities",
        db_constraint=False,
        verbose_name="who of the contacts",
    )
    person_name = models.CharField(
        "or someone else",
        max_length=200,
        blank=True,
        help_text="A caseworker, an agent: whoever signs, by full name.",
    )
    kind = models.CharField("by what", max_length=20, choices=AuthorityKind)
    acts = models.CharField(
        "with whom they decide", max_length=10, choices=Acts, default=Acts.EITHER
    )
    scope = models.CharField(
        "for what",
        max_length=200,
        blank=True,
        help_text="Where the papers say less than all health care decisions.",
    )
    evidence = models.CharField(
        "what was seen",
        max_length=300,
        help_text="For example: birth certificate; letters of guardianship, Kings County.",
    )
    seen_on = models.DateField("seen on")
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    starts_on = models.DateField("from")
    ends_on = models.DateField(
        "until, and including",
        null=True,
        blank=True,
        help_text="The last day that the papers name, if they name one.",
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField(default=timezone.now, editable=False)

    # One-way facts.
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    verified_at = models.DateTimeField(null=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    ended_reason = models.CharField(max_length=300, blank=True, editable=False)

    holds = holds_field("starts_on", "ends_on", "ended_at")

    objects = AuthorityQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["starts_on", "pk"]
        verbose_name_plural = "authorities"
        constraints: ClassVar = [
            ForeignKeyConstraint(
                name="authority_contact_of_client",
                fields=("client", "contact"),
                to="clients.Contact",
                to_fields=("client", "id"),
                violation_error_message="Choose one of this client's own contacts.",
            ),
            models.CheckConstraint(
                name="authority_names_one_person",
                condition=Q(contact__isnull=False, person_name="")
                | Q(contact=None, person_name__regex=r"\S"),
                violation_error_message="Choose a contact, or name someone else.",
            ),
            models.CheckConstraint(
                name="authority_has_a_kind",
                condition=Q(kind__in=AuthorityKind.values, acts__in=Acts.values),
                violation_error_message="Say by what they decide, and with whom.",
            ),
            models.CheckConstraint(
                name="authority_was_seen",
                condition=Q(evidence__regex=r"\S"),
                violation_error_message="Say what was seen of it.",
            ),
            models.CheckConstraint(
                name="authority_ends_after_it_starts",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message="Authority ends on or after the day it starts.",
            ),
            models.CheckConstraint(
                name="authority_letters_end",
                condition=~Q(kind=AuthorityKind.LETTERS, ends_on=None),
                violation_error_message="Letters name a last day. Enter it.",
            ),
            models.CheckConstraint(
                name="authority_verified_by_another",
                condition=Q(verified_by=None, verified_at=None)
                | Q(verified_by__isnull=False, verified_at__isnull=False)
                & ~Q(verified_by=F("entered_by")),
                violation_error_message="Someone else than who entered it verifies it.",
            ),
            models.CheckConstraint(
                name="authority_ended_for_a_reason",
                condition=Q(ended_at=None, ended_by=None, ended_reason="")
                | Q(
                    ended_at__isnull=False,
                    ended_by__isnull=False,
                    ended_reason__regex=r"\S",
                ),
                violation_error_message="Say why it ends.",
            ),
            WithoutOverlaps(
                name="authority_once_at_a_time",
                fields=("client", "contact", "kind"),
                period="holds",
                violation_error_message="This is on file for these days already.",
            ),
            Trigger(
                name="authority_is_final",
                fires="BEFORE UPDATE OR DELETE",
                body=AUTHORITY_IS_FINAL,
                raises=["authority_is_final", "authority_ends_as_it_happens"],
                violation_error_message="What was entered stays. End it, and enter anew.",
            ),
            Trigger(
                name="authority_is_not_truncated",
                fires="BEFORE TRUNCATE",
                body=IS_FINAL,
                violation_error_message="What was entered stays.",
            ),
        ]

    def __str__(self) -> str:
        return f"authority {self.pk}"

    @property
    def name(self) -> str:
        """Who it is, as they are called now."""
        return self.contact.name if self.contact else self.person_name

    @property
    def of_what(self) -> str:
        """What stands on what is signed by it: 45 CFR 164.508(c)(1)(vi)."""
        called = self.contact.relationship if self.contact else ""
        said = f"{called}, " if called and self.kind == AuthorityKind.PARENT else ""
        return f"{said}{self.get_kind_display().lower()}: {self.evidence}"[:200]
