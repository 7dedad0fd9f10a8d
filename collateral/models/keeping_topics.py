"""What a constraint on one row cannot say of the topics of a session, as triggers."""

from __future__ import annotations

from collateral.models.keeping import IS_OVER
from practice.database.triggers import Trigger

KEPT = """
    RAISE 'what a session was about stays as it was' USING
        ERRCODE = 'check_violation', CONSTRAINT = 'topic_is_kept';
"""
# Whatever was heard in a session that is over was there as that was written.
WAS_HEARD = f"""
BEGIN
    PERFORM FROM collateral_participant AS seat
        JOIN collateral_session AS session ON session.id = seat.session_id
        WHERE seat.id = NEW.participant_id AND session.written_at = now();
    IF NOT FOUND THEN {KEPT} END IF;
    RETURN NEW;
END
"""
STAYS = "What a session that is over was about stays as it was."
OTHER = "A topic is taken out, and another put in."

KEEPS_THE_TOPIC = [
    Trigger(
        name="topic_was_heard",
        fires="BEFORE INSERT",
        when=IS_OVER.format(row="NEW"),
        body=WAS_HEARD,
        raises=["topic_is_kept"],
        violation_error_message=STAYS,
    ),
    Trigger(
        name="topic_is_kept",
        fires="BEFORE DELETE",
        when=IS_OVER.format(row="OLD"),
        body=f"BEGIN {KEPT} END",
        violation_error_message=STAYS,
    ),
    Trigger(
        name="topic_is_no_other",
        fires="BEFORE UPDATE OF topic, participant_id",
        when="NEW.topic <> OLD.topic OR NEW.participant_id <> OLD.participant_id",
        body=f"BEGIN {KEPT} END",
        raises=["topic_is_kept"],
        violation_error_message=OTHER,
    ),
    Trigger(
        name="topic_is_not_truncated",
        fires="BEFORE TRUNCATE",
        body=f"BEGIN {KEPT} END",
        raises=["topic_is_kept"],
        violation_error_message=STAYS,
    ),
]
