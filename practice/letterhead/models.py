"""What stands at the head of every paper."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from practice.chained.models import Chained, one_after_another


class Letterhead(Chained):
    """What the practice is called, where it is, and how to reach it."""

    SAID = ("name", "address", "phone")

    name = models.CharField(max_length=100)
    address = models.CharField(max_length=200)
    phone = models.CharField("telephone", max_length=40)

    class Meta(Chained.Meta):
        constraints: ClassVar = [
            *one_after_another("letterhead", "letterheads_are_kept"),
            models.CheckConstraint(
                name="letterhead_is_whole",
                condition=Q(
                    name__regex=r"\S", address__regex=r"\S", phone__regex=r"\S"
                ),
                violation_error_message="Say name, address and telephone: they stand on every release.",
            ),
        ]


class Logo(Chained):
    """What stands beside it on paper, as a JPEG of our making; or that nothing does."""

    SAID = ("sha256",)

    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    jpeg = models.BinaryField(blank=True, editable=False)

    class Meta(Chained.Meta):
        constraints: ClassVar = [
            *one_after_another("logo", "logos_are_kept"),
            models.CheckConstraint(
                name="logo_is_a_picture_or_none",
                condition=Q(sha256="", jpeg=b"")
                | Q(sha256__regex="^[0-9a-f]{64}$") & ~Q(jpeg=b""),
                violation_error_message="Say which picture it is.",
            ),
        ]
