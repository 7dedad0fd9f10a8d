"""That one of those who have to sign a release said no."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from clients.law.signers import Capacity
from practice.database.triggers import Trigger, happens_now
from releases.models.draft import ReleaseDraft

# The draft's row is locked, so that whoever signs it at this moment is waited for.
OF_WHAT_WAITS = """
BEGIN
    PERFORM FROM releases_releasedraft
        WHERE id = NEW.draft_id AND withdrawn_at IS NULL FOR NO KEY UPDATE;
    IF NOT FOUND
        OR EXISTS (SELECT FROM releases_release WHERE draft_id = NEW.draft_id)
    THEN
        RAISE 'draft % waits for nobody', NEW.draft_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'refusal_is_of_what_waits';
    END IF;
    RETURN NEW;
END
"""
# Taken back once, as it happens; nothing else changes.
IS_FINAL = """
DECLARE
    open text[] := '{taken_back_at,taken_back_by_id}';
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.taken_back_at IS NULL
        AND to_jsonb(NEW) - open = to_jsonb(OLD) - open
        AND NEW.taken_back_at BETWEEN clock_timestamp() - interval '1 minute'
            AND clock_timestamp() + interval '1 minute'
    THEN
        RETURN NEW;
    END IF;
    RAISE 'what was said of a draft stays' USING
        ERRCODE = 'check_violation', CONSTRAINT = 'refusal_is_final';
END
"""
IS_KEPT = """
BEGIN
    RAISE 'what was said of a draft stays' USING
        ERRCODE = 'check_violation', CONSTRAINT = 'refusal_is_final';
END
"""
REFUSED_BY_NOBODY = """
BEGIN
    PERFORM FROM releases_releasedraft WHERE id = NEW.draft_id FOR SHARE;
    IF EXISTS (
        SELECT FROM releases_refusal
        WHERE draft_id = NEW.draft_id AND taken_back_at IS NULL
    ) THEN
        RAISE 'somebody refuses to sign draft %', NEW.draft_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'draft_is_refused_by_nobody';
    END IF;
    RETURN NEW;
END
"""
DISAGREE = (
    "Someone who has to sign this refuses to. Nobody signs it until that is taken back."
)
STAYS = "What was recorded stays as it is."


class Refusal(models.Model):
    """While it stands nobody signs the draft, and nothing of it is in force: what needs
    several signatures needs all of them (45 CFR 164.508(c)(1)(vi), 164.502(g)(3)).
    """

    draft = models.ForeignKey(ReleaseDraft, models.PROTECT, related_name="refusals")
    signer = models.CharField("who refuses, by full name", max_length=200)
    capacity = models.CharField("in what right", max_length=20, choices=Capacity)
    said_on = models.DateField("said on")
    reason = models.CharField(
        "why, if they said so",
        max_length=300,
        blank=True,
        help_text="Kept in the consent history. Leave clinical detail out.",
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    taken_back_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="refusal_says_whose",
                condition=Q(signer__regex=r"\S", capacity__in=Capacity.values),
                violation_error_message="Say who refuses, and in what right.",
            ),
            models.CheckConstraint(
                name="refusal_taken_back_by_someone",
                condition=Q(taken_back_by=None, taken_back_at=None)
                | Q(
                    taken_back_by__isnull=False,
                    taken_back_at__gte=F("recorded_at"),
                ),
                violation_error_message="Record who took it back, and when.",
            ),
            models.UniqueConstraint(
                name="refusal_stands_once",
                fields=["draft"],
                condition=Q(taken_back_at=None),
                violation_error_message="A refusal is recorded already.",
            ),
            happens_now(
                "refusal_is_recorded_now",
                "BEFORE INSERT",
                "recorded_at",
                "A refusal is recorded as somebody records it.",
            ),
            Trigger(
                name="refusal_is_of_what_waits",
                fires="BEFORE INSERT",
                body=OF_WHAT_WAITS,
                violation_error_message="This was signed, or put aside, just now.",
            ),
            Trigger(
                name="refusal_is_final",
                fires="BEFORE UPDATE OR DELETE",
                body=IS_FINAL,
                violation_error_message=STAYS,
            ),
            Trigger(
                name="refusal_is_not_truncated",
                fires="BEFORE TRUNCATE",
                body=IS_KEPT,
                raises=["refusal_is_final"],
                violation_error_message=STAYS,
            ),
            Trigger(
                name="draft_is_refused_by_nobody",
                on="releases.Release",
                fires="BEFORE INSERT",
                when="NEW.draft_id IS NOT NULL",
                body=REFUSED_BY_NOBODY,
                violation_error_message=DISAGREE,
            ),
            Trigger(
                name="signature_of_what_nobody_refuses",
                on="releases.Signature",
                fires="BEFORE INSERT",
                when="NEW.draft_id IS NOT NULL",
                body=REFUSED_BY_NOBODY,
                raises=["draft_is_refused_by_nobody"],
                violation_error_message=DISAGREE,
            ),
        ]

    def __str__(self) -> str:
        return f"refusal {self.pk}"
