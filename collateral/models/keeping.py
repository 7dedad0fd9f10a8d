"""What a constraint on one row cannot say of sessions and seats, as triggers."""

from __future__ import annotations

from collateral.models.status import OVER, STANDING, Status
from practice.database.triggers import Trigger, happens_now, sql_list

STANDS = f"IN ({sql_list(STANDING)})"

# A session "booked" tomorrow would lean only on a release that starts tomorrow.
BOOKED_WHEN_IT_WAS = """
BEGIN
    IF NEW.booked_at > clock_timestamp() + interval '1 minute' THEN
        RAISE 'session % is booked ahead of the clock', NEW.id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'session_is_not_booked_ahead';
    END IF;
    RETURN NEW;
END
"""

# A session that stands for nobody would lean on nothing; asked at commit. Nobody can
# be taken out of one that stands, so it is enough to ask when it comes to stand. The
# seat that is found is locked: in a snapshot it may be one that is gone by now.
STANDS_FOR_SOMEONE = f"""
BEGIN
    PERFORM FROM collateral_session WHERE id = NEW.id AND status {STANDS};
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    PERFORM FROM collateral_participant WHERE session_id = NEW.id LIMIT 1 FOR KEY SHARE;
    IF NOT FOUND THEN
        RAISE 'session % stands for nobody', NEW.id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'session_has_participants';
    END IF;
    RETURN NULL;
END
"""

# A session that is over is what was: it keeps its people, its time and its cover. One
# that took place may still come to be checked in or completed; one on hold as its time
# passed did not take place, and never comes to; nor did one to which nobody came, which
# is cancelled as a no-show. And what a session leans on shrinks only by booking it anew,
# which happens now.
AS_IT_WAS = f"""
BEGIN
    IF TG_OP <> 'UPDATE' THEN
        RAISE 'sessions are cancelled, never deleted' USING
            ERRCODE = 'check_violation', CONSTRAINT = 'session_keeps_what_it_was';
    END IF;
    IF OLD.status IN ({sql_list(OVER)}) AND NEW IS DISTINCT FROM OLD THEN
        RAISE 'session % is over', OLD.id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'session_keeps_what_it_was';
    END IF;
    IF NEW.written_at IS DISTINCT FROM OLD.written_at THEN
        RAISE 'session % was written when it was', OLD.id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'session_keeps_what_it_was';
    END IF;
    IF OLD.status {STANDS} AND upper(OLD.during) <= clock_timestamp() AND (
        NEW.status NOT {STANDS} AND NOT (
            NEW.status = '{Status.CANCELLED}' AND who_was_there(OLD.id) = 'nobody'
        ) OR to_jsonb(NEW) - 'status' <> to_jsonb(OLD) - 'status'
    ) THEN
        RAISE 'session % has taken place', OLD.id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'session_keeps_what_it_was';
    END IF;
    IF OLD.status NOT {STANDS} AND NEW.status {STANDS}
        AND upper(NEW.during) <= clock_timestamp()
    THEN
        RAISE 'session % did not take place', OLD.id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'session_keeps_what_it_was';
    END IF;
    IF NEW.booked_at > OLD.booked_at AND OLD.status <> '{Status.HELD}' AND (
        upper(OLD.during) <= clock_timestamp()
        OR NEW.booked_at < clock_timestamp() - interval '1 minute'
    ) THEN
        RAISE 'session % was booked sooner', OLD.id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'session_keeps_what_it_was';
    END IF;
    RETURN NEW;
END
"""

KEEPS = """
        RAISE 'participants stay in their sessions' USING
            ERRCODE = 'check_violation', CONSTRAINT = 'participant_keeps_the_seat';
"""
SEAT_IS_KEPT = f"BEGIN {KEEPS} END"

# Over, as a condition on the row of a seat.
IS_OVER = (
    "{row}.status IN ("
    + sql_list(OVER)
    + ") OR ({row}.status "
    + STANDS
    + " AND upper({row}.during) <= clock_timestamp())"
)
# Whoever sat in it was there as it was written: nobody joins it afterwards.
SEAT_WAS_THERE = f"""
BEGIN
    PERFORM FROM collateral_session WHERE id = NEW.session_id AND written_at = now();
    IF NOT FOUND THEN {KEEPS} END IF;
    RETURN NEW;
END
"""
# A transaction's now() is its own, so that it tells what else is written in it.
WRITTEN_NOW = """
BEGIN
    NEW.written_at := now();
    RETURN NEW;
END
"""
SEAT_IS_LEFT_ON_HOLD = f"""
BEGIN
    IF OLD.status <> '{Status.HELD}' THEN
        RAISE 'participant % stays in session %', OLD.id, OLD.session_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'participant_keeps_the_seat';
    END IF;
    RETURN OLD;
END
"""

FOR_SOMEONE = "A session needs someone who joins."
AS_WAS = "What was booked, and what took place, stays as it was."
IN_SEAT = "Nobody leaves a session that stands."
WAS_THERE = "Who took part in a session that is over stays as it was."

KEEPS_WHAT_IT_WAS = [
    Trigger(
        name="session_is_not_booked_ahead",
        fires="BEFORE INSERT OR UPDATE OF booked_at",
        body=BOOKED_WHEN_IT_WAS,
        violation_error_message="A session is booked now, not ahead.",
    ),
    happens_now(
        "session_is_booked_now",
        "BEFORE INSERT OR UPDATE OF booked_at",
        "booked_at",
        "A session is booked now, not at a time gone by.",
    ),
    Trigger(
        name="session_is_written_now",
        fires="BEFORE INSERT",
        body=WRITTEN_NOW,
        raises=["session_keeps_what_it_was"],
        violation_error_message="A session is written when it is.",
    ),
    Trigger(
        name="session_booked_has_participants",
        fires="AFTER INSERT",
        when=f"NEW.status {STANDS}",
        body=STANDS_FOR_SOMEONE,
        deferred=True,
        raises=["session_has_participants"],
        violation_error_message=FOR_SOMEONE,
    ),
    Trigger(
        name="session_standing_has_participants",
        fires="AFTER UPDATE OF status",
        when="NEW.status IS DISTINCT FROM OLD.status",
        body=STANDS_FOR_SOMEONE,
        deferred=True,
        raises=["session_has_participants"],
        violation_error_message=FOR_SOMEONE,
    ),
    Trigger(
        name="session_keeps_what_it_was",
        fires="BEFORE UPDATE OR DELETE",
        body=AS_IT_WAS,
        violation_error_message=AS_WAS,
    ),
    Trigger(
        name="session_is_not_truncated",
        fires="BEFORE TRUNCATE",
        body=AS_IT_WAS,
        raises=["session_keeps_what_it_was"],
        violation_error_message=AS_WAS,
    ),
]
KEEPS_THE_SEAT = [
    Trigger(
        name="participant_is_not_deleted",
        fires="BEFORE DELETE",
        body=SEAT_IS_LEFT_ON_HOLD,
        raises=["participant_keeps_the_seat"],
        violation_error_message=IN_SEAT,
    ),
    Trigger(
        name="participant_is_not_truncated",
        fires="BEFORE TRUNCATE",
        body=SEAT_IS_KEPT,
        raises=["participant_keeps_the_seat"],
        violation_error_message=IN_SEAT,
    ),
    Trigger(
        name="participant_was_there",
        fires="BEFORE INSERT",
        when=IS_OVER.format(row="NEW"),
        body=SEAT_WAS_THERE,
        raises=["participant_keeps_the_seat"],
        violation_error_message=WAS_THERE,
    ),
    Trigger(
        name="participant_is_not_repointed",
        fires="BEFORE UPDATE OF contact_id, discloser",
        when=(
            "(NEW.contact_id <> OLD.contact_id OR NEW.discloser <> OLD.discloser) "
            f"AND ({IS_OVER.format(row='OLD')})"
        ),
        body=SEAT_IS_KEPT,
        raises=["participant_keeps_the_seat"],
        violation_error_message=WAS_THERE,
    ),
    Trigger(
        name="participant_is_not_moved",
        fires="BEFORE UPDATE OF session_id",
        when="NEW.session_id <> OLD.session_id",
        body=SEAT_IS_KEPT,
        raises=["participant_keeps_the_seat"],
        violation_error_message=IN_SEAT,
    ),
]
