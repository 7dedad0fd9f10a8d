"""The mark by which a document is signed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from clients.law.signers import Capacity
from practice.database.triggers import written_once
from releases.models.document import Document


class Mark(models.TextChoices):
    """How the mark was made. Both are equal."""

    DRAWN = "drawn", "Drawn"
    TYPED = "typed", "Typed"


class Signature(models.Model):
    """Who signed a document, in what right, how, and when (15 USC 7001).

    ``strokes`` are lines of [x, y] points in a 600 by 160 box. ``initials`` holds what
    the signer wrote beside each sensitive topic.
    """

    document = models.ForeignKey(Document, models.PROTECT, related_name="signatures")
    signer = models.CharField("signer's full name", max_length=200)
    capacity = models.CharField("signing as", max_length=20, choices=Capacity)
    authority = models.CharField(
        "authority to sign",
        max_length=200,
        blank=True,
        help_text="For example: mother, with legal custody.",
    )
    mark = models.CharField(max_length=10, choices=Mark)
    strokes = models.JSONField(default=list, blank=True)
    typed_name = models.CharField(max_length=200, blank=True)
    initials = models.JSONField(default=dict, blank=True)
    signed_at = models.DateTimeField()
    time_zone = models.CharField(max_length=60)
    device = models.CharField(max_length=300, blank=True)
    witness = models.CharField("witness's full name", max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="signature_has_a_mark",
                condition=Q(mark=Mark.TYPED, typed_name__regex=r"\S", strokes=[])
                | (Q(mark=Mark.DRAWN, typed_name="") & ~Q(strokes=[])),
                violation_error_message="Draw your signature or type your name.",
            ),
            models.CheckConstraint(
                name="signature_authority_described",
                condition=Q(capacity=Capacity.CLIENT) | Q(authority__regex=r"\S"),
                violation_error_message=(
                    "Describe the signer's authority to act for the client."
                ),
            ),
            *written_once("signature_is_final", "signature_is_not_truncated"),
        ]

    def __str__(self) -> str:
        return f"signature of document {self.document_id}"

    def keep_chosen_mark(self) -> None:
        """Drop what else was tried: only the mark that was chosen is signed."""
        if self.mark == Mark.DRAWN:
            self.typed_name = ""
        else:
            self.strokes = []
