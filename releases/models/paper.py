"""What was signed, as the PDF that was first made of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from practice.database.triggers import written_once
from releases.models.document import Document


class Paper(models.Model):
    """The PDF of a document as first rendered; served unchanged ever after."""

    document = models.OneToOneField(
        Document, models.PROTECT, primary_key=True, related_name="paper"
    )
    pdf = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    rendered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="paper_is_hashed",
                condition=Q(sha256__regex="^[0-9a-f]{64}$"),
                violation_error_message="The paper has no hash.",
            ),
            *written_once("paper_is_final", "paper_is_not_truncated"),
        ]

    def __str__(self) -> str:
        return f"paper of document {self.pk}"
