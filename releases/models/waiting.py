"""A release that waits for others once the first of several has signed it."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Subquery

from practice.database.triggers import Trigger

# Only what becomes of it changes, so that all sign the same words.
AS_SIGNED = """
DECLARE
    open text[] := '{awaits,withdrawn_at}';
BEGIN
    IF (to_jsonb(NEW) - open)::text = (to_jsonb(OLD) - open)::text THEN
        RETURN NEW;
    END IF;
    RAISE 'draft % is signed by one already', OLD.id USING
        ERRCODE = 'check_violation', CONSTRAINT = 'draft_stays_as_signed';
END
"""
STAYS_AS_SIGNED = Trigger(
    name="draft_stays_as_signed",
    fires="BEFORE UPDATE",
    when="OLD.frozen IS NOT NULL",
    body=AS_SIGNED,
    violation_error_message=(
        "Someone has signed this. Put it aside, and prepare another."
    ),
)


def who_refuses() -> Subquery:
    """Of a draft: the name of someone who refuses to sign it, and has not taken it back."""
    refusals: Any = apps.get_model("releases.Refusal").objects
    standing = refusals.filter(draft=OuterRef("pk"), taken_back_at=None)
    return Subquery(standing.values("signer")[:1])


def being_checked() -> Exists:
    """Of a draft: whether a paper of it is signed, and nobody has checked it yet."""
    papers: Any = apps.get_model("releases.SignedByHand").objects
    return Exists(papers.filter(draft=OuterRef("pk"), checked_at=None))
