"""What was signed, whatever it permits."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import BooleanField, Func, Q, Value
from django.db.models.functions import Coalesce

from clients.models import Client
from practice.database.triggers import written_once
from releases.models.shape import FORM_IS_MET, WHOLE


def _says(path: str) -> Q:
    """Whether the content is as the jsonpath ``path`` says."""
    matches = Func(
        "content",
        Value(path),
        function="JSONB_PATH_MATCH",
        output_field=BooleanField(),
    )
    return Q(Coalesce(matches, Value(False)))


class DocumentKind(models.TextChoices):
    """What a document is."""

    RELEASE = "release", "Release of information"


class Document(models.Model):
    """What was signed, word for word and for ever: its ``content``, and its hash.

    ``releases.terms.read`` reads a content of any version. What a release permits is the
    ``Release``'s; who signed, and how, are the ``Signature``s'.
    """

    client = models.ForeignKey(
        Client, models.PROTECT, related_name="documents", db_index=False
    )
    kind = models.CharField(max_length=20, choices=DocumentKind)
    content = models.JSONField()
    content_sha256 = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [
            # What other tables refer to when they say whose document it is.
            models.UniqueConstraint(
                fields=["client", "id"], name="document_client_key"
            ),
            models.CheckConstraint(
                name="document_has_a_kind",
                condition=Q(kind__in=DocumentKind.values),
                violation_error_message="Say what was signed.",
            ),
            models.CheckConstraint(
                name="release_content_is_hashed",
                condition=Q(content_sha256__regex="^[0-9a-f]{64}$"),
                violation_error_message="The content has no hash.",
            ),
            models.CheckConstraint(
                name="document_is_whole",
                condition=_says(WHOLE),
                violation_error_message="This is not all that a release must say.",
            ),
            models.CheckConstraint(
                name="document_meets_its_form",
                condition=_says(FORM_IS_MET),
                violation_error_message=(
                    "The law asks for more: the institution of whoever is told, a signature "
                    "by hand, or a form of the practice's own."
                ),
            ),
            *written_once("document_is_final", "document_is_not_truncated"),
        ]

    def __str__(self) -> str:
        return f"document {self.pk}"
