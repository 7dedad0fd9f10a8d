"""A session is completed once, after its time, by saying who was in the room; as triggers.

Where nobody was, it was a no-show, and is cancelled as one: even then.
"""

from __future__ import annotations

from practice.database.triggers import LAYS_THE_PAST, Function, Trigger

# That it was said at the door of everyone; whether somebody was there to be told
# something: a contact and, in a joint session, the client.
WHO_WAS_THERE = """
CREATE FUNCTION who_was_there(asked bigint) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT CASE
        WHEN NOT coalesce(bool_or(seat.contact_id IS NULL AND how = 'absent'), false)
            AND bool_and(how IS NOT NULL)
            AND bool_or(seat.contact_id IS NOT NULL AND how <> 'absent')
        THEN 'somebody'
        WHEN bool_or(seat.contact_id IS NULL AND how = 'absent')
            OR bool_and(seat.contact_id IS NULL OR coalesce(how = 'absent', false))
        THEN 'nobody'
        ELSE 'unsaid'
    END
    FROM (
        SELECT contact_id FROM collateral_participant WHERE session_id = asked
        UNION ALL
        SELECT NULL FROM collateral_session WHERE id = asked AND format = 'joint'
    ) AS seat
    LEFT JOIN collateral_arrival AS arrival ON session_id = asked
        AND undone_at IS NULL AND arrival.contact_id IS NOT DISTINCT FROM seat.contact_id
$$
"""
SAYS_WHO_WAS_THERE = f"""
BEGIN
    IF {LAYS_THE_PAST} THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'UPDATE' THEN
        IF OLD.status = 'completed' OR upper(NEW.during) <= clock_timestamp()
            AND who_was_there(NEW.id) = 'somebody'
        THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE 'nobody said who was in session %', NEW.id USING
        ERRCODE = 'check_violation', CONSTRAINT = 'session_completed_says_who_was_there';
END
"""
# What was stated of a session that is completed.
STAYS_STATED = """
BEGIN
    PERFORM FROM collateral_session
        WHERE id = NEW.session_id AND status = 'completed';
    IF FOUND THEN
        RAISE 'session % is completed', NEW.session_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'arrival_stays_once_completed';
    END IF;
    RETURN NEW;
END
"""
UNSAID = (
    "Say of everyone whether they were there: a session is completed after its time."
)
STAYS = "The session is completed: who was in the room stays as it was stated."

COMPLETED_BY_WHO_CAME = [
    Function(name="who_was_there", create=WHO_WAS_THERE, drop="who_was_there(bigint)"),
    Trigger(
        name="session_completed_says_who_was_there",
        on="collateral.Session",
        fires="BEFORE INSERT OR UPDATE OF status",
        when="NEW.status = 'completed'",
        body=SAYS_WHO_WAS_THERE,
        violation_error_message=UNSAID,
    ),
    Trigger(
        name="arrival_stays_once_completed",
        fires="BEFORE INSERT OR UPDATE OF undone_at",
        body=STAYS_STATED,
        violation_error_message=STAYS,
    ),
]
