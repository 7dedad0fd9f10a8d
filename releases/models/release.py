"""A signed Release of Information."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import reduce
from operator import and_
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields.ranges import RangeEndsWith
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Greatest, Least

from clients.models import Client, Contact
from practice.database.constraints import ForeignKeyConstraint, WithoutOverlaps
from practice.models import User
from practice.spans import local_day, span_field, start_of
from releases.models import final
from releases.models.document import Document
from releases.models.draft import ReleaseDraft
from releases.models.naming import naming

# PostgreSQL knows 'infinity', and years that no Python reads; a release ends
# (45 CFR 164.508(c)(1)(v)).
FIRST = datetime(1900, 1, 1, tzinfo=UTC)
NEVER = datetime(9999, 1, 1, tzinfo=UTC)
# When it ends, and whatever else may be known of it.
ENDS = (
    "authority_ends_at",
    "event_occurred_at",
    "revoked_at",
    "superseded_at",
    "voided_at",
)

# Who may tell, where it is not one clinician: any of the practice.
PRACTICE = 0


def _of_our_time(name: str) -> Q:
    return Q((f"{name}__gte", FIRST), (f"{name}__lt", NEVER))


class ReleaseQuerySet(models.QuerySet["Release"]):
    def visible_to(self, user: User) -> ReleaseQuerySet:
        """Releases of the clients whom ``user`` may see."""
        return self.filter(client__in=Client.objects.visible_to(user))

    def of(self, contact: Contact) -> ReleaseQuerySet:
        """What has been signed for ``contact`` and by their own client."""
        return self.filter(contact=contact, client=contact.client_id)

    def saying_for_whom(self) -> ReleaseQuerySet:
        """With ``signed_for``: the contact's name as it was signed, in every version."""
        contact = KeyTransform("contact", "document__content")
        return self.annotate(signed_for=KeyTextTransform("name", contact))

    def ending_before(self, now: datetime, end: datetime) -> ReleaseQuerySet:
        """In force at ``now``, over before ``end``, and nothing signed to carry on.

        Whatever ends them: their last day, the signer's authority or a newer release.
        """
        carries_on = Release.objects.filter(
            client=OuterRef("client"),
            contact=OuterRef("contact"),
            in_force__startswith=OuterRef("in_force__endswith"),
        )
        return self.filter(
            ~Exists(carries_on),
            in_force__endswith__gt=now,
            in_force__endswith__lt=end,
            in_force__contains=now,
        ).order_by("in_force__endswith", "pk")

    def outliving(self, client: Client, now: datetime) -> ReleaseQuerySet:
        """What counts, by what ``client`` says, for longer than its signer had the
        right to sign for: a parent until majority, a minor not as one of age does
        (45 CFR 164.502(g)(3)).
        """
        end = now if client.emancipated else start_of(client.comes_of_age_on)
        too_long = Q(authority_ends_at__gt=end, in_force__endswith__gt=max(now, end))
        if client.is_minor_on(local_day(now)):
            of_age = Q(authority_ends_at=None, in_force__endswith__gt=now)
            too_long |= of_age & ~Q(document__signatures__capacity="minor")
        return self.filter(too_long, client=client)


class Release(models.Model):
    """The legal effect of one document: for one contact, told by ``discloser``, while it
    is in force. What it permits are its grants.

    A row exists only once signed and complete (45 CFR 164.508(b)(2), (c)). A trigger
    refuses every change but the one-way facts, each an instant with who and why:
    revoked, superseded, voided, its ending event occurred. ``discloser`` is the id of
    the one clinician who may tell, or ``PRACTICE``: 45 CFR 164.508(c)(1)(ii).
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

    # One-way facts.
    event_occurred_at = models.DateTimeField(null=True, editable=False)
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

    # The rule of the whole application: when this release may be relied on. LEAST
    # passes over what has not happened; NULL when it ended before it began.
    in_force = span_field(
        Greatest("signed_at", "effective_at"),
        Least(
            "expires_at",
            "authority_ends_at",
            "event_occurred_at",
            "revoked_at",
            "superseded_at",
            "voided_at",
        ),
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
                fields=("client", "contact"),
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
                name="release_is_of_our_time",
                condition=reduce(
                    and_,
                    [Q((name, None)) | _of_our_time(name) for name in ENDS],
                    _of_our_time("signed_at") & _of_our_time("effective_at"),
                ),
                violation_error_message="A release must be in the years 1900 to 9998.",
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
            models.CheckConstraint(
                name="release_ends_after_signing",
                condition=(Q(revoked_at=None) | Q(revoked_at__gte=F("signed_at")))
                & (Q(superseded_at=None) | Q(superseded_at__gte=F("signed_at")))
                & (Q(voided_at=None) | Q(voided_at__gte=F("signed_at"))),
                violation_error_message="A release cannot end before it was signed.",
            ),
            models.CheckConstraint(
                name="release_revoked_by_someone",
                condition=Q(revoked_at=None, revoked_by=None, revoked_reason="")
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                violation_error_message="Say who recorded the revocation.",
            ),
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
            *final.RELEASE,
        ]

    def __str__(self) -> str:
        return f"release {self.pk}"
