"""Which forms that were signed beside releases still count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone

from releases.models.form_kinds import FormKind

if TYPE_CHECKING:
    from releases.models.signed_form import SignedForm  # noqa: F401 - in a string below


class SignedFormQuerySet(models.QuerySet["SignedForm"]):
    def standing(self) -> SignedFormQuerySet:
        """What was not taken back, and did not end with the right of whoever signed."""
        now = timezone.now()
        kept = self.filter(withdrawn_at=None)
        return kept.exclude(ended_at__lte=now).exclude(ends_at__lte=now)

    def in_force(self, kind: FormKind) -> SignedFormQuerySet:
        """Of what stands, the signatures with which everyone had signed who has to."""
        return self.standing().filter(kind=kind, whole=True)
