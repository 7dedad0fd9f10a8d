"""What holds of the room in which a session takes place."""

from __future__ import annotations

from practice.database.triggers import Trigger

# What is in it already stays, until it is moved; what was over by then may be entered.
IS_OPEN = """
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.room_id IS NOT DISTINCT FROM OLD.room_id THEN
        RETURN NEW;
    END IF;
    IF EXISTS (
        SELECT FROM practice_room WHERE id = NEW.room_id AND closed_at < upper(NEW.during)
    ) THEN
        RAISE 'session % is in a room that is closed', NEW.id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'session_room_is_open';
    END IF;
    RETURN NEW;
END
"""
IN_AN_OPEN_ROOM = [
    Trigger(
        name="session_room_is_open",
        fires="BEFORE INSERT OR UPDATE OF room_id",
        when="NEW.room_id IS NOT NULL",
        body=IS_OPEN,
        violation_error_message="This room is closed. Choose another.",
    ),
]
