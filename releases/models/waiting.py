"""A release that waits for others once the first of several has signed it."""

from __future__ import annotations

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
