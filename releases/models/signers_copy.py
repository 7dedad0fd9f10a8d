"""That whoever signed has a copy of it, or wanted none."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from practice.database.triggers import Trigger, happens_now, written_once
from releases.models.signature import Signature

IS_OF_A_DOCUMENT = """
BEGIN
    PERFORM FROM releases_signature
        WHERE id = NEW.signature_id AND document_id IS NOT NULL;
    IF NOT FOUND THEN
        RAISE 'signature % is of nothing that is signed yet', NEW.signature_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'copy_is_of_a_document';
    END IF;
    RETURN NULL;
END
"""


class CopyWay(models.TextChoices):
    """How a copy came to whoever signed. None is mailed by this program: a mailbox is
    read by others, so what is mailed is mailed on paper.
    """

    GIVEN = "given", "Given on paper"
    MAILED = "mailed", "Mailed on paper"
    DECLINED = "declined", "Declined"


class SignersCopy(models.Model):
    """Owed to each who signs (45 CFR 164.508(c)(4)): settled in one way, once."""

    signature = models.ForeignKey(
        Signature, models.PROTECT, related_name="copies", db_index=False
    )
    way = models.CharField("how", max_length=10, choices=CopyWay)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="copy_once_a_signer",
                fields=["signature"],
                violation_error_message="The copy for whoever signed is recorded already.",
            ),
            models.CheckConstraint(
                name="copy_comes_one_way",
                condition=Q(way__in=CopyWay.values),
                violation_error_message="Say whether it was given, mailed or declined.",
            ),
            Trigger(
                name="copy_is_of_a_document",
                fires="AFTER INSERT",
                body=IS_OF_A_DOCUMENT,
                violation_error_message="Others have yet to sign: there is no copy of it.",
            ),
            happens_now(
                "copy_is_recorded_now",
                "BEFORE INSERT",
                "recorded_at",
                "A copy is recorded as it is handed over.",
            ),
            *written_once("copy_is_final", "copies_are_not_truncated"),
        ]

    def __str__(self) -> str:
        return f"copy {self.pk}"
