"""That what was revoked by word of mouth came in writing, where the law wants it so."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Cast

from clients.law.revoking import Wants
from practice.database.triggers import Trigger, happens_now, written_once
from releases.models.revocation import Revocation

IS_WANTED = f"""
BEGIN
    PERFORM FROM releases_revocation WHERE id = NEW.revocation_id AND (
        wants = '{Wants.WRITING}'
        OR wants = '{Wants.WITNESSED}' AND NEW.witness ~ '\\S'
    );
    IF NOT FOUND THEN
        RAISE 'revocation % wants no such writing', NEW.revocation_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'writing_is_as_wanted';
    END IF;
    RETURN NEW;
END
"""
WITNESS = "Enter who witnessed it: the law of this client’s state asks for a witness."


class RevocationWriting(models.Model):
    """The paper that followed. The revocation counts from when it was spoken."""

    revocation = models.OneToOneField(
        Revocation, models.PROTECT, primary_key=True, related_name="writing"
    )
    signed_on = models.DateField("signed on")
    witness = models.CharField("witness", max_length=200, blank=True)
    time_zone = models.CharField(max_length=60)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="writing_signed_before_recorded",
                condition=Q(signed_on__gte=date(1900, 1, 1))
                & Q(
                    signed_on__lte=Cast(
                        Func(
                            F("time_zone"),
                            F("recorded_at"),
                            function="TIMEZONE",
                            output_field=models.DateTimeField(),
                        ),
                        models.DateField(),
                    )
                ),
                violation_error_message="It was signed today or before.",
            ),
            happens_now(
                "writing_is_recorded_now",
                "BEFORE INSERT",
                "recorded_at",
                "What comes in is recorded as it comes.",
            ),
            Trigger(
                name="writing_is_as_wanted",
                fires="BEFORE INSERT",
                body=IS_WANTED,
                violation_error_message=WITNESS,
            ),
            *written_once("writing_is_final", "writing_is_not_truncated"),
        ]

    def __str__(self) -> str:
        return f"writing of revocation {self.pk}"
