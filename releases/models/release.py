"""A signed Release of Information."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields.ranges import RangeEndsWith
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least

from clients.models import Client, Contact, StateProfile
from practice.database.constraints import ForeignKeyConstraint, WithoutOverlaps
from practice.spans import span_field
from releases.models import final
from releases.models.document import Document
from releases.models.draft import ReleaseDraft
from releases.models.ends import ENDS, HOW_IT_ENDS, NEVER, LawAsks, WhyEnded
from releases.models.kinds import SIGNED_AS_ITS_KIND
from releases.models.law import WITHIN_LAW
from releases.models.naming import naming
from releases.models.queries import ReleaseQuerySet
from releases.models.revocation import REVOKED, Revocation
from releases.models.rights import SIGNERS_RIGHT
from releases.models.scope import Kind
from releases.models.waiting import BECOMES_A_RELEASE
from releases.models.within_papers import SIGNERS_PAPERS


class Release(models.Model):
    """The legal effect of one document: for one contact, told by ``discloser``, while it
    is in force. What it permits are its grants.

    A row exists only once signed and complete (45 CFR 164.508(b)(2), (c)). A trigger
    refuses every change but the one-way facts, each an instant with who and why:
    revoked, superseded, voided, its ending event occurred, its signer's authority or the
    law ended it.
    What it repeats of its ``revocation`` is that one's word for word. ``discloser`` is
    the id of the one clinician who may tell, ``PRACTICE``, or ``SEVERAL`` whom its grants
    name: 45 CFR 164.508(c)(1)(ii).
    """

    client = models.ForeignKey(
        Client, models.PROTECT, related_name="releases", db_index=False
    )
    contact = models.ForeignKey(
        Contact, models.PROTECT, related_name="releases", db_constraint=False
    )
    draft = models.OneToOneField(
        ReleaseDraft, models.PROTECT, related_name="release", null=True
    )
    document = models.OneToOneField(
        Document, models.PROTECT, related_name="release", db_constraint=False
    )
    discloser = models.BigIntegerField()
    signed_at = models.DateTimeField()
    effective_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    expires_event = models.CharField(max_length=120, blank=True)
    authority_ends_at = models.DateTimeField(null=True)
    # Of those that take place while it is in force; null where the number is free.
    most_sessions = models.PositiveSmallIntegerField(null=True)
    kind = models.CharField(
        max_length=30, choices=Kind, default=Kind.GENERAL, db_default=Kind.GENERAL
    )

    # One-way facts.
    event_occurred_at = models.DateTimeField(null=True, editable=False)
    revocation = models.ForeignKey(
        Revocation,
        models.PROTECT,
        null=True,
        related_name="releases",
        editable=False,
        db_constraint=False,
    )
    revoked_at = models.DateTimeField(null=True, editable=False)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    revoked_reason = models.CharField(max_length=300, blank=True, editable=False)
    superseded_at = models.DateTimeField(null=True, editable=False)
    superseded_by = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="supersedes", editable=False
    )
    voided_at = models.DateTimeField(null=True, editable=False)
    # Sooner than ``authority_ends_at``, which is what was known at signing. May be ahead.
    authority_ended_at = models.DateTimeField(null=True, editable=False)
    authority_ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    authority_ended_because = models.CharField(
        max_length=20,
        choices=WhyEnded,
        blank=True,
        default="",
        db_default="",
        editable=False,
    )

    # By a law that came to apply to what was signed before. May be ahead too.
    law_ended_at = models.DateTimeField(null=True, editable=False)
    law_ended_by = models.ForeignKey(
        StateProfile, models.PROTECT, null=True, related_name="+", editable=False
    )
    law_ended_because = models.CharField(
        max_length=20, choices=LawAsks, default="", db_default="", editable=False
    )

    # The rule of the whole application: when this release may be relied on. LEAST
    # passes over what has not happened; NULL when it ended before it began.
    in_force = span_field(
        Greatest("signed_at", "effective_at"),
        Least("expires_at", *ENDS),
        null=True,
    )

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-signed_at", "-pk"]
        indexes: ClassVar = [
            # Reads, which a GiST index on bigint columns would not serve.
            models.Index(fields=["client", "contact"], name="release_of_contact"),
            # Releases that end soon.
            models.Index(RangeEndsWith("in_force"), F("id"), name="release_by_end"),
        ]
        constraints: ClassVar = [
            WithoutOverlaps(
                name="release_one_in_force",
                fields=("client", "contact", "kind"),
                period="in_force",
                violation_error_message=(
                    "Another release for this contact is in force then."
                ),
            ),
            ForeignKeyConstraint(
                name="release_contact_of_client",
                fields=("client", "contact"),
                to="clients.Contact",
                to_fields=("client", "id"),
                violation_error_message="Choose one of this client's own contacts.",
            ),
            models.CheckConstraint(
                name="release_expires_after_signing",
                condition=Q(expires_at__gt=F("signed_at"))
                & Q(expires_at__gt=F("effective_at"))
                & Q(expires_at__lt=NEVER),
                violation_error_message=(
                    "A release must end after it is signed and after it starts."
                ),
            ),
            models.CheckConstraint(
                name="release_starts_while_its_signer_may_sign",
                condition=Q(authority_ends_at=None)
                | Q(
                    authority_ends_at__gt=Greatest(F("signed_at"), F("effective_at")),
                ),
                violation_error_message=(
                    "A release must start before its signer's authority ends."
                ),
            ),
            *REVOKED,
            ForeignKeyConstraint(
                name="release_document_of_client",
                fields=("client", "document"),
                to="releases.Document",
                to_fields=("client", "id"),
                violation_error_message="A release is its own client's document.",
            ),
            # What a grant's mirrored columns refer to.
            models.UniqueConstraint(
                name="release_mirrored",
                fields=["id", "client", "contact", "discloser", "in_force"],
            ),
            naming("release_names_its_contact"),
            BECOMES_A_RELEASE,
            SIGNED_AS_ITS_KIND,
            *HOW_IT_ENDS,
            *final.RELEASE,
            *SIGNERS_RIGHT,
            *SIGNERS_PAPERS,
            *WITHIN_LAW,
        ]

    def __str__(self) -> str:
        return f"release {self.pk}"

    @cached_property
    def lost(self) -> list[dict[str, Any]]:
        """Its revocations that did not come back, as ``with_lost`` finds those of many;
        what they mean, ``releases.lost`` says.
        """
        if self._state.adding:
            return []
        found = Release.objects.filter(pk=self.pk).with_lost().first()
        return found.lost if found else []
