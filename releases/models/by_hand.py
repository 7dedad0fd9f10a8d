"""A paper that was signed by hand: entered by one person, checked by another."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Cast
from django.urls import reverse

from clients.models import Client, Contact
from practice.models import User
from releases.models.by_hand_forms import ON_PAPER
from releases.models.by_hand_papers import OF_ONE_PAPER
from releases.models.by_hand_rules import ANOTHER_CHECKS, RULES
from releases.models.draft import ReleaseDraft, SensitiveTopic
from releases.models.form_kinds import (
    FOR_ANOTHER,
    FormCapacity,
    FormKind,
)
from releases.models.printout import Printout

NOT_YET = "It was signed today or before."


class Box(models.TextChoices):
    """What is compared with the paper, part by part."""

    RECIPIENT = "recipient", "Who is told"
    SCOPE = "scope", "What may be shared, and initials"
    DATES = "dates", "From when until when"
    SIGNER = "signer", "Who signed, and in what right"
    SIGNATURE = "signature", "Signature and its date"


# Of a form, which has neither days nor initials.
FORM_BOXES = {
    Box.RECIPIENT: "Which form, and about whom",
    Box.SCOPE: "All its words, and nothing struck",
    Box.SIGNER: "Who signed, and in what right",
    Box.SIGNATURE: "Signature and its date",
}


class SignedByHandQuerySet(models.QuerySet["SignedByHand"]):
    def visible_to(self, user: User) -> SignedByHandQuerySet:
        """Of the clients whom ``user`` may see."""
        seen = Client.objects.visible_to(user)
        return self.filter(Q(draft__client__in=seen) | Q(client__in=seen))

    def with_people(self) -> SignedByHandQuerySet:
        return self.select_related(
            "draft__client__clinician",
            "draft__contact",
            "client__clinician",
            "contact",
            "entered_by",
        )

    def to_be_checked(self) -> SignedByHandQuerySet:
        """Neither passed nor sent back, and what they are of still waits for it."""
        waiting: Any = ReleaseDraft.objects.awaiting_signature()
        return self.filter(
            Q(draft__in=waiting.values("pk")) | Q(draft=None), checked_at=None
        )


class SignedByHand(models.Model):
    """What one person says stands on a paper of ``version``, and what another found.

    It permits nothing. Once it ``passed``, it is a signature (``Signature.by_hand``), of
    the pages of its ``printout``; of a form of ``form_kind``, a ``SignedForm``. ``misfit``
    says by its ``Box`` why it did not.
    ``alone`` is whether the same person checked it, as a practice of one may.
    """

    draft: Any = models.ForeignKey(
        ReleaseDraft, models.PROTECT, null=True, related_name="by_hand", db_index=False
    )
    client: Any = models.ForeignKey(
        Client, models.PROTECT, null=True, related_name="forms_by_hand"
    )
    contact: Any = models.ForeignKey(
        Contact,
        models.PROTECT,
        null=True,
        related_name="forms_by_hand",
        db_constraint=False,
    )
    form_kind = models.CharField(
        max_length=20, choices=FormKind, blank=True, default="", db_default=""
    )
    version = models.CharField(max_length=64)
    signer = models.CharField("who signed it, by full name", max_length=200)
    capacity = models.CharField("in what right", max_length=20, choices=FormCapacity)
    authority = models.CharField(max_length=200, blank=True)
    signed_on = models.DateField("signed on")
    initials = models.JSONField(default=dict, blank=True)
    witness = models.CharField("witness", max_length=200, blank=True)
    interpreter = models.CharField("interpreter", max_length=200, blank=True)
    time_zone = models.CharField(max_length=60)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField()
    printout = models.ForeignKey(
        Printout, models.PROTECT, null=True, related_name="by_hand"
    )
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    checked_at = models.DateTimeField(null=True)
    passed = models.BooleanField(null=True)
    misfit = models.JSONField(default=dict, blank=True)
    alone = models.BooleanField(default=False)

    objects = SignedByHandQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [
            models.Index(fields=["draft", "id"], name="by_hand_of_draft"),
            # Those to be checked, oldest first.
            models.Index(
                fields=["id"], name="by_hand_unchecked", condition=Q(checked_at=None)
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="by_hand_says_whose",
                condition=Q(signer__regex=r"\S", capacity__in=FormCapacity.values)
                & (
                    ~Q(capacity__in=[*FOR_ANOTHER, FormCapacity.MINOR])
                    | Q(authority__regex=r"\S")
                ),
                violation_error_message="Say who signed it, and in what right.",
            ),
            *OF_ONE_PAPER,
            models.CheckConstraint(
                name="by_hand_names_its_version",
                condition=Q(version__regex="^[0-9a-f]{64}$"),
                violation_error_message="Say which version the paper is.",
            ),
            models.CheckConstraint(
                name="by_hand_signed_when_entered",
                condition=Q(signed_on__gte=date(1900, 1, 1))
                & Q(
                    signed_on__lte=Cast(
                        Func(
                            F("time_zone"),
                            F("entered_at"),
                            function="TIMEZONE",
                            output_field=models.DateTimeField(),
                        ),
                        models.DateField(),
                    )
                ),
                violation_error_message=NOT_YET,
            ),
            models.CheckConstraint(
                name="by_hand_checked_by_someone",
                condition=Q(
                    checked_by=None,
                    checked_at=None,
                    passed=None,
                    printout=None,
                    misfit={},
                    alone=False,
                )
                | Q(
                    checked_by__isnull=False,
                    checked_at__gte=F("entered_at"),
                    passed__isnull=False,
                ),
                violation_error_message="Record who checked it, when, and what came of it.",
            ),
            models.CheckConstraint(
                name="by_hand_sent_back_for_a_reason",
                condition=Q(passed=None)
                | Q(passed=True, misfit={})
                | (Q(passed=False) & ~Q(misfit={})),
                violation_error_message="Say what does not fit.",
            ),
            models.CheckConstraint(
                name="by_hand_checked_by_another",
                condition=Q(passed=None)
                | Q(passed=False)
                | Q(alone=True, checked_by=F("entered_by"))
                | (Q(alone=False) & ~Q(checked_by=F("entered_by"))),
                violation_error_message=ANOTHER_CHECKS,
            ),
            models.UniqueConstraint(
                name="by_hand_entered_once",
                fields=["draft"],
                condition=Q(checked_at=None),
                violation_error_message="Somebody has entered this paper already.",
            ),
            *RULES,
            ON_PAPER,
        ]

    def __str__(self) -> str:
        return f"paper {self.pk}"

    @property
    def about(self) -> Client:
        """Whose release or form is signed."""
        client: Client = self.client or self.draft.client
        return client

    @property
    def names(self) -> Contact | None:
        """Whom the release is for, or who joins."""
        contact: Contact | None = self.draft.contact if self.draft else self.contact
        return contact

    @property
    def page(self) -> str:
        """Where it is checked."""
        if self.draft_id:
            return reverse("draft_check", args=[self.draft_id])
        return reverse("form_check", args=[self.pk])

    @property
    def boxes(self) -> dict[Box, str]:
        """What is compared with it, each as it is called."""
        return FORM_BOXES if self.form_kind else {each: each.label for each in Box}

    @property
    def initialed(self) -> list[tuple[str, str]]:
        """Each sensitive topic in words, with the initials beside it."""
        written = self.initials.items()
        return [(str(SensitiveTopic(code).label), each) for code, each in written]
