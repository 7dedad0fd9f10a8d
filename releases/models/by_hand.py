"""A paper that was signed by hand: entered by one person, checked by another."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Cast

from clients.law.signers import Capacity
from practice.models import User
from releases.models.by_hand_rules import ANOTHER_CHECKS, RULES
from releases.models.draft import ReleaseDraft, SensitiveTopic
from releases.models.printout import Printout

NOT_YET = "It was signed today or before."


class Box(models.TextChoices):
    """What is compared with the paper, part by part."""

    RECIPIENT = "recipient", "Who is told"
    SCOPE = "scope", "What may be shared, and initials"
    DATES = "dates", "From when until when"
    SIGNER = "signer", "Who signed, and in what right"
    SIGNATURE = "signature", "Signature and its date"


class SignedByHandQuerySet(models.QuerySet["SignedByHand"]):
    def visible_to(self, user: User) -> SignedByHandQuerySet:
        """Of the drafts that ``user`` may see."""
        return self.filter(draft__in=ReleaseDraft.objects.visible_to(user))

    def to_be_checked(self) -> SignedByHandQuerySet:
        """Neither passed nor sent back, and their drafts still wait for it."""
        waiting = ReleaseDraft.objects.awaiting_signature()
        return self.filter(checked_at=None, draft__in=waiting)


class SignedByHand(models.Model):
    """What one person says stands on a paper of ``version``, and what another found.

    It permits nothing. Once it ``passed``, it is a signature (``Signature.by_hand``), of
    the pages of its ``printout``; ``misfit`` says by its ``Box`` why it did not.
    ``alone`` is whether the same person checked it, as a practice of one may.
    """

    draft = models.ForeignKey(
        ReleaseDraft, models.PROTECT, related_name="by_hand", db_index=False
    )
    version = models.CharField(max_length=64)
    signer = models.CharField("who signed it, by full name", max_length=200)
    capacity = models.CharField("in what right", max_length=20, choices=Capacity)
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
                condition=Q(signer__regex=r"\S", capacity__in=Capacity.values)
                & (Q(capacity=Capacity.CLIENT) | Q(authority__regex=r"\S")),
                violation_error_message="Say who signed it, and in what right.",
            ),
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
        ]

    def __str__(self) -> str:
        return f"paper of draft {self.draft_id}"

    @property
    def initialed(self) -> list[tuple[str, str]]:
        """Each sensitive topic in words, with the initials beside it."""
        written = self.initials.items()
        return [(str(SensitiveTopic(code).label), each) for code, each in written]
