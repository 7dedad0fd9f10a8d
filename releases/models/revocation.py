"""That releases were revoked: by whom, in what right, and how."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Cast

from clients.law.revoking import Wants
from clients.law.signers import IN_PERSON, Capacity
from clients.models import Client, Contact
from practice.database.constraints import ForeignKeyConstraint
from practice.database.triggers import Trigger, written_once
from releases.models.ends import FIRST, NEVER


class Manner(models.TextChoices):
    """How it was said. 45 CFR 164.508(b)(5) asks for writing; we take either."""

    SPOKEN = "spoken", "Spoken, in person or by phone"
    WRITTEN = "written", "In writing"
    UNSTATED = "unstated", "Not recorded"


# Before who revokes was asked for, nobody wrote it down; since then everybody does.
IS_STATED = """
BEGIN
    RAISE 'a revocation by nobody' USING
        ERRCODE = 'check_violation', CONSTRAINT = 'revocation_is_stated';
END
"""


# What a release repeats of its revocation, by a key that lets neither differ.
REPEATED = ("client", "contact", "id", "recorded_at", "recorded_by", "reason")
# And what keeps it to that, among the release's own constraints.
REVOKED = [
    models.CheckConstraint(
        name="release_revoked_by_someone",
        condition=Q(
            revocation=None, revoked_at=None, revoked_by=None, revoked_reason=""
        )
        | Q(
            revocation__isnull=False,
            revoked_at__isnull=False,
            revoked_by__isnull=False,
        ),
        violation_error_message="Record who revoked it, how and when.",
    ),
    ForeignKeyConstraint(
        name="release_repeats_its_revocation",
        fields=(
            "client",
            "contact",
            "revocation",
            "revoked_at",
            "revoked_by",
            "revoked_reason",
        ),
        to="releases.Revocation",
        to_fields=REPEATED,
        violation_error_message="A release ends as its revocation says.",
    ),
]


# What ends whole ends by the one, what ends in part by the other.
ENDS_WHOLE = """
BEGIN
    PERFORM FROM releases_revocation WHERE id = NEW.revocation_id AND part <> '{}';
    IF FOUND THEN
        RAISE 'release % was revoked in part', NEW.id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'release_revoked_whole';
    END IF;
    RETURN NEW;
END
"""
ENDS_IN_PART = """
BEGIN
    PERFORM FROM releases_revocation AS revocation
        JOIN releases_release AS release ON release.id = NEW.release_id
        WHERE revocation.id = NEW.revocation_id
            AND revocation.client_id = NEW.client_id
            AND revocation.contact_id = NEW.contact_id
            AND revocation.recorded_at = NEW.ended_at
            AND NEW.what = ANY(revocation.part)
            AND revocation.received_at >= release.signed_at
            AND (revocation.signed_on IS NULL OR revocation.signed_on
                >= (release.signed_at AT TIME ZONE revocation.time_zone)::date);
    IF NOT FOUND THEN
        RAISE 'what release % grants is revoked by nobody', NEW.release_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'grant_ended_by_its_revocation';
    END IF;
    RETURN NEW;
END
"""


class Revocation(models.Model):
    """One person's word, spoken or written, that ends one contact's ``releases`` whole;
    or, of what they permit, the ``part`` alone, by the codes of its ``grants``.

    Written once. It takes effect when it is ``recorded_at``, never before
    (45 CFR 164.508(b)(5)); ``received_at`` is when the practice had it, which binds it
    from then on. ``wants`` is in what form the law would have it besides. ``signed_on`` is the day that a written one bears, in ``time_zone``.
    """

    client = models.ForeignKey(
        Client, models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    contact = models.ForeignKey(
        Contact, models.PROTECT, related_name="revocations", db_constraint=False
    )
    revoker = models.CharField("their full name", max_length=200, blank=True)
    capacity = models.CharField(
        "who revokes", max_length=20, choices=Capacity, blank=True
    )
    manner = models.CharField("how", max_length=20, choices=Manner)
    signed_on = models.DateField("signed on", null=True, blank=True)
    received_at = models.DateTimeField()
    time_zone = models.CharField(max_length=60)
    witness = models.CharField(
        "witness, where there is one", max_length=200, blank=True
    )
    part = ArrayField(
        models.CharField(max_length=30), default=list, db_default=[], blank=True
    )
    wants = models.CharField(
        max_length=20, choices=Wants, blank=True, default="", db_default=""
    )
    reason = models.CharField(
        "why, if they say",
        max_length=300,
        blank=True,
        help_text="Kept in the consent history. Leave clinical detail out.",
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="revocation_repeated", fields=REPEATED),
            ForeignKeyConstraint(
                name="revocation_contact_of_client",
                fields=("client", "contact"),
                to="clients.Contact",
                to_fields=("client", "id"),
                violation_error_message="Choose one of this client's own contacts.",
            ),
            models.CheckConstraint(
                name="revocation_says_who_and_how",
                condition=Q(
                    manner__in=[Manner.SPOKEN, Manner.WRITTEN],
                    capacity__in=Capacity.values,
                    revoker__regex=r"\S",
                )
                | Q(manner=Manner.UNSTATED, capacity="", revoker=""),
                violation_error_message="Say who revokes, in what right, and how.",
            ),
            models.CheckConstraint(
                name="revocation_signed_if_written",
                condition=Q(manner=Manner.WRITTEN, signed_on__isnull=False)
                | (~Q(manner=Manner.WRITTEN) & Q(signed_on=None)),
                violation_error_message="Enter the day on which it was signed.",
            ),
            models.CheckConstraint(
                name="revocation_signed_before_received",
                condition=Q(signed_on=None)
                | Q(
                    signed_on__lte=Cast(
                        Func(
                            F("time_zone"),
                            F("received_at"),
                            function="TIMEZONE",
                            output_field=models.DateTimeField(),
                        ),
                        models.DateField(),
                    )
                ),
                violation_error_message="It was signed on the day we received it, or before.",
            ),
            models.CheckConstraint(
                name="revocation_received_before_recorded",
                condition=Q(received_at__lte=F("recorded_at")),
                violation_error_message="This is still to come. Enter when we received it.",
            ),
            models.CheckConstraint(
                # PostgreSQL knows 'infinity' and years that no Python reads.
                name="revocation_is_of_our_time",
                condition=Q(received_at__gte=FIRST)
                & Q(recorded_at__lt=NEVER)
                & (Q(signed_on=None) | Q(signed_on__gte=date(1900, 1, 1))),
                violation_error_message="A revocation must be in the years 1900 to 9998.",
            ),
            Trigger(
                name="revocation_is_stated",
                fires="BEFORE INSERT",
                when=f"NEW.manner = '{Manner.UNSTATED}'",
                body=IS_STATED,
                violation_error_message="Say who revokes, in what right, and how.",
            ),
            Trigger(
                name="release_revoked_whole",
                on="releases.Release",
                fires="BEFORE INSERT OR UPDATE OF revocation_id",
                when="NEW.revocation_id IS NOT NULL",
                body=ENDS_WHOLE,
                violation_error_message="Only a part of it was revoked.",
            ),
            *written_once("revocation_is_final", "revocation_is_not_truncated"),
        ]

    def __str__(self) -> str:
        return f"revocation {self.pk}"

    @property
    def is_late(self) -> bool:
        """Whether it was received some time before it was recorded."""
        return self.received_at < self.recorded_at

    @property
    def by_the_client(self) -> bool:
        """Whether the clients themselves revoked, in whatever right."""
        return self.capacity in IN_PERSON
