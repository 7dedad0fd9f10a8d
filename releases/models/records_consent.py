"""That someone agreed to sign on a screen, and to get what they signed so: 15 USC 7001(c)."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from clients.models import Client
from practice.database.triggers import LAYS_THE_PAST, Trigger, happens_now

# Taken back once, as it happens; nothing else changes.
IS_FINAL = """
DECLARE
    open text[] := '{withdrawn_at,withdrawn_by_id}';
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.withdrawn_at IS NULL
        AND to_jsonb(NEW) - open = to_jsonb(OLD) - open
        AND NEW.withdrawn_at BETWEEN clock_timestamp() - interval '1 minute'
            AND clock_timestamp() + interval '1 minute'
    THEN
        RETURN NEW;
    END IF;
    RAISE 'what was agreed to stays' USING
        ERRCODE = 'check_violation', CONSTRAINT = 'records_consent_is_final';
END
"""
IS_KEPT = """
BEGIN
    RAISE 'what was agreed to stays' USING
        ERRCODE = 'check_violation', CONSTRAINT = 'records_consent_is_final';
END
"""
# Of the same person, about the same client, and not taken back: locked, so that whoever
# takes it back at this moment is waited for. What was signed before it was asked stays.
HAS_ITS_CONSENT = f"""
BEGIN
    IF {LAYS_THE_PAST} AND NEW.consent_id IS NULL THEN
        RETURN NEW;
    END IF;
    PERFORM FROM releases_recordsconsent AS consent
        WHERE consent.id = NEW.consent_id AND consent.withdrawn_at IS NULL
            AND folded_name(consent.person) = folded_name(NEW.signer)
            AND consent.given_at <= NEW.signed_at
            AND consent.client_id = coalesce(
                (SELECT client_id FROM releases_document WHERE id = NEW.document_id),
                (SELECT client_id FROM releases_releasedraft WHERE id = NEW.draft_id)
            )
        FOR SHARE;
    IF NOT FOUND THEN
        RAISE 'nobody agreed to sign document % on a screen', NEW.document_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'signature_has_its_consent';
    END IF;
    RETURN NEW;
END
"""  # noqa: S608 (nobody's value is in it)
CONSENTED = Trigger(
    name="signature_has_its_consent",
    fires="BEFORE INSERT",
    when="NEW.mark <> 'paper'",
    body=HAS_ITS_CONSENT,
    violation_error_message=(
        "Whoever signs on a screen agrees to that first. If they took it back, it is "
        "signed on paper."
    ),
)
STAYS = "What was recorded stays as it is."


class RecordsConsent(models.Model):
    """``person`` agreed, in the words of ``wording_version`` in ``language``, which they
    read on a screen of the kind that they sign on.

    It may be taken back: what was signed until then stays valid, and from then on they
    sign on paper.
    """

    client = models.ForeignKey(Client, models.PROTECT, related_name="records_consents")
    person = models.CharField("who agreed, by full name", max_length=200)
    language = models.CharField(max_length=10)
    wording_version = models.PositiveSmallIntegerField()
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )

    class Meta:
        ordering: ClassVar = ["-given_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="records_consent_says_whose_and_to_what",
                condition=Q(
                    person__regex=r"\S", language__regex=r"\S", wording_version__gte=1
                ),
                violation_error_message="Say who agreed, and to which words.",
            ),
            models.CheckConstraint(
                name="records_consent_withdrawn_by_someone",
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_by__isnull=False, withdrawn_at__gte=F("given_at")),
                violation_error_message="Record who took it down, and when.",
            ),
            # The room in which it is given lasts no longer than whoever opened it.
            happens_now(
                "records_consent_is_given_now",
                "BEFORE INSERT",
                "given_at",
                "It is agreed to now, not at a time gone by.",
                first="now() - interval '12 hours'",
            ),
            Trigger(
                name="records_consent_is_final",
                fires="BEFORE UPDATE OR DELETE",
                body=IS_FINAL,
                violation_error_message=STAYS,
            ),
            Trigger(
                name="records_consent_is_not_truncated",
                fires="BEFORE TRUNCATE",
                body=IS_KEPT,
                raises=["records_consent_is_final"],
                violation_error_message=STAYS,
            ),
        ]

    def __str__(self) -> str:
        return f"consent {self.pk} to electronic records"
