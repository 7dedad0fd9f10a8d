"""What was signed, as the PDF that was first made of it."""

from __future__ import annotations

import hashlib
from typing import ClassVar

from django.db import models
from django.db.models import Q

from practice.database.triggers import written_once
from releases.models.document import Document


class Paper(models.Model):
    """The PDF of a document as first rendered and sealed; served unchanged ever after.

    ``sha256`` is of the sealed bytes. What was signed before the practice sealed its papers
    is not sealed, and stays so.
    """

    document = models.OneToOneField(
        Document, models.PROTECT, primary_key=True, related_name="paper"
    )
    pdf = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    # The fingerprint of the practice's certificate; empty where it is not sealed.
    sealed_by = models.CharField(max_length=64, blank=True, db_default="", default="")
    rendered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        # /verify/ asks for the hash of whatever anyone has.
        indexes: ClassVar = [models.Index(fields=["sha256"], name="paper_by_hash")]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="paper_is_hashed",
                condition=Q(sha256__regex="^[0-9a-f]{64}$"),
                violation_error_message="The paper has no hash.",
            ),
            models.CheckConstraint(
                name="paper_is_sealed_by_a_certificate",
                condition=Q(sealed_by__regex="^([0-9a-f]{64})?$"),
                violation_error_message="A paper is sealed by one of our certificates.",
            ),
            *written_once("paper_is_final", "paper_is_not_truncated"),
        ]

    def __str__(self) -> str:
        return f"paper of document {self.pk}"

    @property
    def fits_its_hash(self) -> bool:
        return hashlib.sha256(bytes(self.pdf)).hexdigest() == self.sha256
