"""When a debrief may be written, by whom, and that it stays, as triggers."""

from __future__ import annotations

from collateral.models.keeping import STANDS
from practice.database.triggers import Trigger, happens_now, written_once

NOT_YET = "This session has not begun. Write the debrief once it took place."
STAYS_THEN = "What came of this session is written down: it keeps its time."
# Nor one that was cancelled, or on hold as its time passed: nothing came of it.
FOLLOWS = f"""
BEGIN
    PERFORM FROM collateral_session WHERE id = NEW.session_id AND status {STANDS}
        AND lower(during) <= LEAST(NEW.written_at, clock_timestamp()) FOR SHARE;
    IF NOT FOUND THEN
        RAISE 'session % did not take place yet', NEW.session_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'debrief_follows_its_session';
    END IF;
    RETURN NEW;
END
"""
# What came of a session that has begun, and not ended, would be told of one ahead.
KEEPS_ITS_TIME = """
BEGIN
    PERFORM FROM collateral_debrief WHERE session_id = NEW.id;
    IF FOUND THEN
        RAISE 'session % has a debrief', NEW.id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'session_debriefed_keeps_its_time';
    END IF;
    RETURN NEW;
END
"""
BY_THE_CLINICIAN = """
BEGIN
    PERFORM FROM collateral_session AS session JOIN clients_client AS client
        ON client.id = session.client_id
        WHERE session.id = NEW.session_id AND client.clinician_id = NEW.written_by_id
        FOR SHARE OF client;
    IF NOT FOUND THEN
        RAISE 'user % writes no debrief of session %', NEW.written_by_id, NEW.session_id
            USING ERRCODE = 'check_violation',
            CONSTRAINT = 'debrief_is_by_the_clinician';
    END IF;
    RETURN NEW;
END
"""
IN_ORDER = """
BEGIN
    PERFORM FROM collateral_debrief
        WHERE session_id = NEW.session_id AND version = NEW.version - 1;
    IF NOT FOUND THEN
        RAISE 'version % of the debrief of session % follows none', NEW.version,
            NEW.session_id USING ERRCODE = 'check_violation',
            CONSTRAINT = 'debrief_versions_follow_one_another';
    END IF;
    RETURN NEW;
END
"""
# At commit, as the seats are told of after the debrief.
SAYS_WHO_CAME = """
BEGIN
    PERFORM FROM collateral_participant AS seat
        WHERE session_id = NEW.session_id AND NOT EXISTS (
            SELECT FROM collateral_attendance
            WHERE debrief_id = NEW.id AND contact_id = seat.contact_id
        );
    IF FOUND THEN
        RAISE 'debrief % does not say who came', NEW.id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'debrief_says_who_came';
    END IF;
    RETURN NULL;
END
"""

OF_DEBRIEFS = [
    Trigger(
        name="debrief_follows_its_session",
        fires="BEFORE INSERT",
        body=FOLLOWS,
        violation_error_message=NOT_YET,
    ),
    Trigger(
        name="session_debriefed_keeps_its_time",
        on="collateral.Session",
        fires="BEFORE UPDATE OF during",
        when="NEW.during <> OLD.during",
        body=KEEPS_ITS_TIME,
        violation_error_message=STAYS_THEN,
    ),
    Trigger(
        name="debrief_is_by_the_clinician",
        fires="BEFORE INSERT",
        body=BY_THE_CLINICIAN,
        violation_error_message="Only the client’s own clinician writes the debrief.",
    ),
    Trigger(
        name="debrief_versions_follow_one_another",
        fires="BEFORE INSERT",
        when="NEW.version <> 1",
        body=IN_ORDER,
        violation_error_message="Correct the version that stands there now.",
    ),
    Trigger(
        name="debrief_says_who_came",
        fires="AFTER INSERT",
        deferred=True,
        body=SAYS_WHO_CAME,
        violation_error_message="Say of everyone who joins whether they came.",
    ),
    happens_now(
        "debrief_is_written_now",
        "BEFORE INSERT",
        "written_at",
        "A debrief is written now, whenever the session was.",
    ),
    *written_once("debrief_is_final", "debrief_is_not_truncated"),
]
OF_ATTENDANCES = written_once("attendance_is_final", "attendance_is_not_truncated")
