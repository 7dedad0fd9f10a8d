"""Who can have come to a session, and that this stays as it was said, as triggers."""

from __future__ import annotations

from collateral.models.keeping import STANDS
from practice.database.triggers import Trigger, happens_now

NOT_COVERED = "Nobody is checked in without a release in force. The session can go on without them."
NOT_ACKNOWLEDGED = "Whoever joins first signs what that means: the acknowledgement comes before check-in."
TOO_SOON = "Who came is said on the day of the session."
# The seat is locked: whoever ends its release now waits, and holds it afterwards.
JOINS = f"""
BEGIN
    PERFORM FROM collateral_participant AS seat
        WHERE session_id = NEW.session_id AND contact_id = NEW.contact_id
            AND (NEW.how = 'absent' OR relies_on IS NOT NULL)
        FOR SHARE;
    IF NOT FOUND AND NEW.contact_id IS NOT NULL THEN
        RAISE 'contact % has no covered seat in session %', NEW.contact_id,
            NEW.session_id USING ERRCODE = 'check_violation',
            CONSTRAINT = 'arrival_is_covered';
    END IF;
    PERFORM FROM collateral_session WHERE id = NEW.session_id
        AND (NEW.contact_id IS NOT NULL OR format = 'joint')
        AND (NEW.how = 'absent' OR status {STANDS});
    IF NOT FOUND THEN
        RAISE 'nobody comes to session % so', NEW.session_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'arrival_is_covered';
    END IF;
    RETURN NEW;
END
"""
ACKNOWLEDGED = """
BEGIN
    PERFORM FROM releases_signedform WHERE contact_id = NEW.contact_id
        AND kind = 'acknowledgement' AND whole AND withdrawn_at IS NULL FOR SHARE;
    IF NOT FOUND THEN
        RAISE 'contact % has acknowledged nothing', NEW.contact_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'arrival_is_acknowledged';
    END IF;
    RETURN NEW;
END
"""
# For sure: of the practice's own day, the form asks.
ON_THE_DAY = """
BEGIN
    PERFORM FROM collateral_session WHERE id = NEW.session_id
        AND lower(during) - interval '25 hours' <= clock_timestamp();
    IF NOT FOUND THEN
        RAISE 'session % is days ahead', NEW.session_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'arrival_is_on_the_day';
    END IF;
    RETURN NEW;
END
"""
IS_FINAL = """
DECLARE
    undoing text[] := '{undone_at,undone_by_id,undone_why}';
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.undone_at IS NULL
        AND to_jsonb(NEW) - undoing = to_jsonb(OLD) - undoing
    THEN
        RETURN NEW;
    END IF;
    RAISE 'who came stays as it was said' USING
        ERRCODE = 'check_violation', CONSTRAINT = 'arrival_is_final';
END
"""
IS_KEPT = """
BEGIN
    RAISE 'who came stays as it was said' USING
        ERRCODE = 'check_violation', CONSTRAINT = 'arrival_is_final';
END
"""
STAYS = "Who came stays as it was said. What was wrong is undone."
# A session to which somebody came starts when it does.
HAS_BEGUN = """
BEGIN
    IF EXISTS (
        SELECT FROM collateral_arrival
        WHERE session_id = NEW.id AND undone_at IS NULL AND how <> 'absent'
    ) THEN
        RAISE 'somebody came to session %', NEW.id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'session_is_where_people_came';
    END IF;
    RETURN NEW;
END
"""
ARE_HERE = "Somebody is checked in for this session: it is not moved any more."
AGREES = "It was said at the door who came. Undo that first, where it is wrong."
# What the debrief says of who came is what was said at the door, where it was.
SEAT_AGREES = """
BEGIN
    IF EXISTS (
        SELECT FROM collateral_arrival
        WHERE session_id = NEW.session_id AND contact_id = NEW.contact_id
            AND undone_at IS NULL AND (how <> 'absent') <> NEW.came
    ) THEN
        RAISE 'it was said whether contact % came', NEW.contact_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'attendance_is_as_seen';
    END IF;
    RETURN NEW;
END
"""
CLIENT_AGREES = """
BEGIN
    IF EXISTS (
        SELECT FROM collateral_arrival
        WHERE session_id = NEW.session_id AND contact_id IS NULL
            AND undone_at IS NULL AND (how <> 'absent') IS DISTINCT FROM NEW.client_came
    ) THEN
        RAISE 'it was said whether the client came to session %', NEW.session_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'attendance_is_as_seen';
    END IF;
    RETURN NEW;
END
"""
SAYS_OTHERWISE = "What was written of this session says otherwise. Its clinician corrects that first."
# Nor is anything said at the door, once it is written down, that contradicts what stands
# there. Who writes it meanwhile is waited for: they lock the session, too.
AS_WRITTEN = """
DECLARE
    written collateral_debrief;
BEGIN
    PERFORM FROM collateral_session WHERE id = NEW.session_id FOR NO KEY UPDATE;
    SELECT * INTO written FROM collateral_debrief
        WHERE session_id = NEW.session_id ORDER BY version DESC LIMIT 1;
    IF (NEW.contact_id IS NULL AND written.client_came <> (NEW.how <> 'absent'))
        OR EXISTS (
            SELECT FROM collateral_attendance
            WHERE debrief_id = written.id AND contact_id = NEW.contact_id
                AND came <> (NEW.how <> 'absent')
        )
    THEN
        RAISE 'a debrief says otherwise of who came to session %', NEW.session_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'arrival_is_as_written';
    END IF;
    RETURN NEW;
END
"""

OF_ARRIVALS = [
    Trigger(
        name="arrival_is_covered",
        fires="BEFORE INSERT",
        body=JOINS,
        violation_error_message=NOT_COVERED,
    ),
    Trigger(
        name="arrival_is_acknowledged",
        fires="BEFORE INSERT",
        when="NEW.contact_id IS NOT NULL AND NEW.how <> 'absent'",
        body=ACKNOWLEDGED,
        violation_error_message=NOT_ACKNOWLEDGED,
    ),
    Trigger(
        name="arrival_is_on_the_day",
        fires="BEFORE INSERT",
        body=ON_THE_DAY,
        violation_error_message=TOO_SOON,
    ),
    Trigger(
        name="arrival_is_as_written",
        fires="BEFORE INSERT",
        body=AS_WRITTEN,
        violation_error_message=SAYS_OTHERWISE,
    ),
    happens_now(
        "arrival_is_recorded_now",
        "BEFORE INSERT",
        "recorded_at",
        "Who came is recorded as it is seen.",
    ),
    Trigger(
        name="arrival_is_final",
        fires="BEFORE UPDATE OR DELETE",
        body=IS_FINAL,
        violation_error_message=STAYS,
    ),
    Trigger(
        name="arrival_is_not_truncated",
        fires="BEFORE TRUNCATE",
        body=IS_KEPT,
        raises=["arrival_is_final"],
        violation_error_message=STAYS,
    ),
    Trigger(
        name="session_is_where_people_came",
        on="collateral.Session",
        fires="BEFORE UPDATE OF during",
        when="lower(NEW.during) <> lower(OLD.during)",
        body=HAS_BEGUN,
        violation_error_message=ARE_HERE,
    ),
    Trigger(
        name="attendance_is_as_seen",
        on="collateral.Attendance",
        fires="BEFORE INSERT",
        body=SEAT_AGREES,
        violation_error_message=AGREES,
    ),
    Trigger(
        name="debrief_is_as_seen",
        on="collateral.Debrief",
        fires="BEFORE INSERT",
        body=CLIENT_AGREES,
        raises=["attendance_is_as_seen"],
        violation_error_message=AGREES,
    ),
]
