"""What holds of an account, whoever changes it."""

from __future__ import annotations

from practice.database.triggers import Trigger

# Two admins who shut each other out at once: the second waits here for the first, and
# then sees what that did.
KEEPS_AN_ADMIN = """
DECLARE
    locked text;
BEGIN
    IF OLD.role = 'admin' AND OLD.is_active AND (
        TG_OP = 'DELETE' OR NEW.role <> 'admin' OR NOT NEW.is_active
    ) THEN
        -- Assigned, as PERFORM would run a query.
        locked := pg_advisory_xact_lock(hashtextextended('an admin is left', 0))::text;
        IF NOT EXISTS (SELECT FROM practice_user WHERE role = 'admin' AND is_active) THEN
            RAISE 'account % is the last admin''s', OLD.id USING
                ERRCODE = 'check_violation', CONSTRAINT = 'practice_keeps_an_admin';
        END IF;
    END IF;
    RETURN NULL;
END
"""
# Sessions know the round in which they began, and are over in the next; no round returns.
NEXT_ROUND = """
DECLARE
    changed boolean := NEW.role <> OLD.role OR NEW.is_active <> OLD.is_active;
BEGIN
    NEW.session_round := greatest(NEW.session_round, OLD.session_round + changed::int);
    RETURN NEW;
END
"""
ACCOUNT_RULES = [
    Trigger(
        name="practice_keeps_an_admin",
        fires="AFTER UPDATE OF role, is_active OR DELETE",
        body=KEEPS_AN_ADMIN,
        violation_error_message=(
            "Nobody else is an admin who may sign in. Make somebody else one first."
        ),
    ),
    Trigger(
        name="sessions_end_with_their_account",
        fires="BEFORE UPDATE OF role, is_active, session_round",
        body=NEXT_ROUND,
    ),
]
