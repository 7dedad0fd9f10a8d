"""The mark that makes a release."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from releases.models.release import Release


class Capacity(models.TextChoices):
    """In what right the signer signs; 45 CFR 164.508(c)(1)(vi), 164.502(g)."""

    CLIENT = "client", "The client"
    MINOR = "minor", "The client, a minor who may consent to this care"
    PARENT = "parent", "A parent or guardian"
    AGENT = "agent", "A health care agent or court-appointed guardian"


class Mark(models.TextChoices):
    """How the mark was made. Both are equal."""

    DRAWN = "drawn", "Drawn"
    TYPED = "typed", "Typed"


class Signature(models.Model):
    """Who signed a release, in what capacity, how, and when (15 USC 7001).

    ``strokes`` are lines of [x, y] points in a 600 by 160 box. ``initials`` holds what
    the signer wrote beside each sensitive topic.
    """

    release = models.OneToOneField(Release, models.PROTECT, related_name="signature")
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
        ]

    def __str__(self) -> str:
        return f"signature of release {self.release_id}"
