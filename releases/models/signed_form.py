"""The forms that are signed beside a release, each by itself: 45 CFR 164.508(b)(3)."""

from __future__ import annotations

import json
from datetime import date, datetime
from hashlib import sha256
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Cast
from django.utils import timezone

from clients.models import Authority, Client, Contact
from practice.database.constraints import ForeignKeyConstraint
from releases.models.by_hand import SignedByHand
from releases.models.by_link import OF_ITS_FORM, by_link
from releases.models.ends import WhyEnded
from releases.models.form_kinds import (
    FOR_ANOTHER,
    WHO_SIGNS_WHAT,
    FormCapacity,
    FormKind,
)
from releases.models.form_within_papers import WITHIN_PAPERS
from releases.models.signature import Mark
from releases.models.signature_link import SignatureLink
from releases.models.signed_form_queries import SignedFormQuerySet
from releases.models.signed_form_rules import OF_FORMS

RECORDED_ON = Cast(
    Func(
        F("time_zone"),
        F("recorded_at"),
        function="TIMEZONE",
        output_field=models.DateTimeField(),
    ),
    models.DateField(),
)
# What of it is neither the words nor who recorded it. Events hold its hash: what is in it
# stays in it, in this order.
OF_THE_SIGNATURE = (
    "signer",
    "capacity",
    "authority",
    "mark",
    "typed_name",
    "strokes",
    "device",
    "signed_on",
    "time_zone",
    "whole",
    "language",
    "wording_version",
)
SHA256 = Func(
    F("content"),
    template="encode(sha256(convert_to(%(expressions)s, 'UTF8')), 'hex')",
    output_field=models.CharField(),
)


class SignedForm(models.Model):
    """One person's signature, with all that they read, as JSON text and its hash.

    ``whole`` is said of the last of those who have to sign: with it, the form counts. It
    counts from when it is recorded, whatever day stands on the paper; until it is taken
    back, or nobody who signed has the right to any more (45 CFR 164.502(g)).
    """

    client = models.ForeignKey(Client, models.PROTECT, related_name="forms")
    contact = models.ForeignKey(
        Contact,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="forms",
        db_constraint=False,
    )
    kind = models.CharField("what is signed", max_length=20, choices=FormKind)
    language = models.CharField(max_length=10)
    wording_version = models.PositiveSmallIntegerField()
    content = models.TextField()
    content_sha256 = models.CharField(max_length=64)
    signer = models.CharField("signer's full name", max_length=200)
    capacity = models.CharField("signing as", max_length=20, choices=FormCapacity)
    authority = models.CharField("by what right", max_length=200, blank=True)
    mark = models.CharField(max_length=10, choices=Mark)
    strokes = models.JSONField(default=list, blank=True)
    typed_name = models.CharField(max_length=200, blank=True)
    device = models.CharField(max_length=300, blank=True)
    link = models.OneToOneField(
        SignatureLink, models.PROTECT, null=True, related_name="signed_form"
    )
    signed_on = models.DateField("signed on")
    # What was signed on paper: who checked it, against which pages.
    by_hand = models.OneToOneField(
        SignedByHand, models.PROTECT, null=True, related_name="signed_form"
    )
    time_zone = models.CharField(max_length=60)
    whole = models.BooleanField("everyone has signed who has to")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    recorded_at = models.DateTimeField(editable=False)
    # The papers by which it was signed, if they are on file, and until when they hold by
    # their last day; of the signature that makes it whole, everybody's.
    rests_on = models.ForeignKey(
        Authority, models.PROTECT, null=True, related_name="+", editable=False
    )
    ends_at = models.DateTimeField(null=True, editable=False)
    # One-way facts.
    ended_at = models.DateTimeField(null=True, editable=False)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    ended_because = models.CharField(
        max_length=20, choices=WhyEnded, blank=True, editable=False
    )
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )

    objects = SignedFormQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-recorded_at", "-pk"]
        indexes: ClassVar = [
            # Whether a client's, or a contact's, is in force: asked at each booking.
            models.Index(
                fields=["client", "kind", "contact"],
                condition=Q(whole=True, withdrawn_at=None),
                name="form_in_force",
            ),
        ]
        constraints: ClassVar = [
            ForeignKeyConstraint(
                name="form_contact_of_client",
                fields=("client", "contact"),
                to="clients.Contact",
                to_fields=("client", "id"),
                violation_error_message="Choose one of this client's own contacts.",
            ),
            models.CheckConstraint(
                name="form_is_signed_by_who_signs_it",
                condition=WHO_SIGNS_WHAT,
                violation_error_message="Nobody signs this form in that right.",
            ),
            models.CheckConstraint(
                name="form_says_who_joins",
                condition=Q(kind=FormKind.ACKNOWLEDGEMENT, contact__isnull=False)
                | (~Q(kind=FormKind.ACKNOWLEDGEMENT) & Q(contact=None)),
                violation_error_message="Say whose acknowledgement it is.",
            ),
            models.CheckConstraint(
                name="form_says_who_signed",
                condition=Q(
                    signer__regex=r"\S", language__regex=r"\S", wording_version__gte=1
                ),
                violation_error_message="Say who signed, and which words.",
            ),
            models.CheckConstraint(
                name="form_authority_described",
                condition=~Q(capacity__in=FOR_ANOTHER) | Q(authority__regex=r"\S"),
                violation_error_message="Say by what right this is signed.",
            ),
            models.CheckConstraint(
                name="form_has_a_mark",
                condition=Q(mark=Mark.TYPED, typed_name__regex=r"\S", strokes=[])
                | (Q(mark=Mark.DRAWN, typed_name="") & ~Q(strokes=[]))
                | Q(mark=Mark.PAPER, typed_name="", strokes=[], device=""),
                violation_error_message="Draw your signature or type your name.",
            ),
            models.CheckConstraint(
                name="form_on_a_screen_has_no_paper",
                condition=Q(mark=Mark.PAPER) | Q(by_hand=None),
                violation_error_message="What is signed on a screen has no paper.",
            ),
            models.CheckConstraint(
                name="form_content_is_hashed",
                condition=Q(content_sha256=SHA256),
                violation_error_message="The hash is not that of the content.",
            ),
            models.CheckConstraint(
                name="form_signed_before_recorded",
                condition=Q(signed_on=RECORDED_ON)
                | Q(
                    mark=Mark.PAPER,
                    signed_on__gte=date(1900, 1, 1),
                    signed_on__lte=RECORDED_ON,
                ),
                violation_error_message="It was signed today or before.",
            ),
            models.CheckConstraint(
                name="form_withdrawn_by_someone",
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_by__isnull=False, withdrawn_at__gte=F("recorded_at")),
                violation_error_message="Record who took it down, and when.",
            ),
            *by_link("form", OF_ITS_FORM),
            models.CheckConstraint(
                name="form_ended_for_a_reason",
                condition=Q(ended_at=None, ended_by=None, ended_because="")
                | Q(
                    ended_by__isnull=False,
                    ended_because__in=WhyEnded.values,
                    ended_at__gte=F("recorded_at"),
                ),
                violation_error_message="Say why it ended.",
            ),
            *OF_FORMS,
            *WITHIN_PAPERS,
        ]

    def __str__(self) -> str:
        return f"form {self.pk}"

    @property
    def until(self) -> datetime | None:
        """Until when whoever signed has the right to, if that is known to end."""
        return min(filter(None, (self.ends_at, self.ended_at)), default=None)

    @property
    def has_ended(self) -> bool:
        """Whether that is over; taking it back is another matter."""
        return self.until is not None and self.until <= timezone.now()

    @property
    def signature_sha256(self) -> str:
        """Of all that whoever signed did, as the event of the signing holds it."""
        done = [getattr(self, name) for name in OF_THE_SIGNATURE]
        text = json.dumps(done, ensure_ascii=False, default=str)
        return sha256(text.encode()).hexdigest()

    @property
    def words(self) -> dict[str, Any]:
        """All that was read before it was signed."""
        read: dict[str, Any] = json.loads(self.content)
        return read
