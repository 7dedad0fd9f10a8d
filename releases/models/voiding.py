"""That a release should never have counted: one person asks, and another agrees."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from practice.database.triggers import LAYS_THE_PAST, Trigger, happens_now
from releases.models.release import Release

# Asked first, decided afterwards, once, and as it happens.
IS_FINAL = """
DECLARE
    decision text[] := '{decided_by_id,decided_at,agreed}';
BEGIN
    IF TG_OP <> 'UPDATE' OR OLD.decided_at IS NOT NULL
        OR to_jsonb(NEW) - decision <> to_jsonb(OLD) - decision
        OR NEW.decided_at NOT BETWEEN clock_timestamp() - interval '1 minute'
            AND clock_timestamp() + interval '1 minute'
    THEN
        RAISE 'what was asked and decided of a voiding stays' USING
            ERRCODE = 'check_violation', CONSTRAINT = 'voiding_is_final';
    END IF;
    RETURN NEW;
END
"""
IS_KEPT = """
BEGIN
    RAISE 'what was asked and decided of a voiding stays' USING
        ERRCODE = 'check_violation', CONSTRAINT = 'voiding_is_final';
END
"""
IS_ASKED_FIRST = f"""
BEGIN
    IF {LAYS_THE_PAST} THEN
        RETURN NEW;
    END IF;
    RAISE 'a voiding is decided before anyone asked' USING
        ERRCODE = 'check_violation', CONSTRAINT = 'voiding_is_asked_first';
END
"""
BY_TWO = f"""
BEGIN
    IF {LAYS_THE_PAST} THEN
        RETURN NEW;
    END IF;
    PERFORM FROM releases_voiding
        WHERE release_id = NEW.id AND agreed AND decided_at = NEW.voided_at;
    IF NOT FOUND THEN
        RAISE 'release % is voided by nobody who was asked', NEW.id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'release_voided_by_two';
    END IF;
    RETURN NEW;
END
"""
ENDS_ITS_RELEASE = """
BEGIN
    PERFORM FROM releases_release
        WHERE id = NEW.release_id AND voided_at = NEW.decided_at;
    IF NOT FOUND THEN
        RAISE 'voiding % voids nothing', NEW.id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'voiding_ends_its_release';
    END IF;
    RETURN NULL;
END
"""

ANOTHER_AGREES = "Somebody else has to agree: nobody voids a release alone."
STAYS = "What was asked and decided stays as it is."


class Voiding(models.Model):
    """Asked for, and decided by somebody else of the practice or taken back.

    A release that lacks what it must have was never valid (45 CFR 164.508(b)(2)). It
    ends as this is ``agreed``, never before, and no earlier session changes.
    """

    release = models.ForeignKey(Release, models.PROTECT, related_name="voidings")
    reason = models.CharField(
        "why it should never have counted",
        max_length=300,
        help_text="Kept in the consent history. Leave clinical detail out.",
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    decided_at = models.DateTimeField(null=True, editable=False)
    agreed = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="voiding_says_why",
                condition=Q(reason__regex=r"\S"),
                violation_error_message="Say why it should never have counted.",
            ),
            models.CheckConstraint(
                name="voiding_decided_by_someone",
                condition=Q(decided_by=None, decided_at=None, agreed=False)
                | Q(
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                    decided_at__gte=F("asked_at"),
                ),
                violation_error_message="Record who decided, and when.",
            ),
            models.CheckConstraint(
                name="voiding_takes_two",
                condition=Q(agreed=False) | ~Q(decided_by=F("asked_by")),
                violation_error_message=ANOTHER_AGREES,
            ),
            models.UniqueConstraint(
                name="voiding_asked_once",
                fields=["release"],
                condition=Q(decided_at=None),
                violation_error_message="Somebody has asked for this already.",
            ),
            happens_now(
                "voiding_is_asked_now",
                "BEFORE INSERT",
                "asked_at",
                "What is asked is recorded as it is asked.",
            ),
            Trigger(
                name="voiding_is_asked_first",
                fires="BEFORE INSERT",
                when="NEW.decided_at IS NOT NULL",
                body=IS_ASKED_FIRST,
                violation_error_message=ANOTHER_AGREES,
            ),
            Trigger(
                name="voiding_is_final",
                fires="BEFORE UPDATE OR DELETE",
                body=IS_FINAL,
                violation_error_message=STAYS,
            ),
            Trigger(
                name="voiding_is_not_truncated",
                fires="BEFORE TRUNCATE",
                body=IS_KEPT,
                raises=["voiding_is_final"],
                violation_error_message=STAYS,
            ),
            Trigger(
                name="voiding_ends_its_release",
                fires="AFTER INSERT OR UPDATE OF agreed",
                when="NEW.agreed",
                body=ENDS_ITS_RELEASE,
                deferred=True,
                violation_error_message="Void the release in the same step.",
            ),
            Trigger(
                name="release_voided_by_two",
                on="releases.Release",
                fires="BEFORE INSERT OR UPDATE OF voided_at",
                when="NEW.voided_at IS NOT NULL",
                body=BY_TWO,
                violation_error_message=ANOTHER_AGREES,
            ),
        ]

    def __str__(self) -> str:
        return f"voiding {self.pk}"
