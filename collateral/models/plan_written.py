"""What a constraint on one row cannot say of a plan as it is written out, as triggers."""

from __future__ import annotations

from collateral.models.status import OVER
from practice.database.triggers import Trigger, happens_now, sql_list, written_once

# Of our own words alone; the session is locked, so that it is not booked meanwhile.
BEFORE_THE_END = f"""
BEGIN
    PERFORM FROM collateral_session WHERE id = NEW.plan_id
        AND status NOT IN ({sql_list(OVER)}) AND upper(during) > NEW.saved_at
        FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RAISE 'session % is over', NEW.plan_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'plan_version_before_the_end';
    END IF;
    RETURN NEW;
END
"""
FOLLOWS = """
BEGIN
    IF NEW.number <> (
        SELECT coalesce(max(number), 0) + 1 FROM collateral_planversion
        WHERE plan_id = NEW.plan_id
    ) THEN
        RAISE 'version % of plan % is not the next', NEW.number, NEW.plan_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'plan_version_follows';
    END IF;
    RETURN NEW;
END
"""
GOALS_OF_CLIENT = """
BEGIN
    IF EXISTS (
        SELECT FROM unnest(NEW.goals) AS named (id)
        LEFT JOIN collateral_treatmentgoal AS goal ON goal.id = named.id
        WHERE goal.client_id IS DISTINCT FROM (
            SELECT client_id FROM collateral_session WHERE id = NEW.plan_id
        )
    ) THEN
        RAISE 'plan % names the goal of another', NEW.plan_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'plan_goal_of_client';
    END IF;
    RETURN NEW;
END
"""
NO_TOPIC_OFF_LIMITS = """
BEGIN
    IF EXISTS (
        SELECT FROM collateral_sessiontopic AS heard
        JOIN collateral_participant AS seat ON seat.id = heard.participant_id
        WHERE seat.session_id = NEW.plan_id AND heard.topic = ANY (NEW.off_limits)
    ) THEN
        RAISE 'session % is about what is off limits', NEW.plan_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'plan_topic_not_off_limits';
    END IF;
    RETURN NEW;
END
"""
TOPIC_NOT_OFF_LIMITS = """
BEGIN
    IF (
        SELECT NEW.topic = ANY (version.off_limits)
        FROM collateral_participant AS seat
        JOIN collateral_planversion AS version ON version.plan_id = seat.session_id
        WHERE seat.id = NEW.participant_id ORDER BY version.number DESC LIMIT 1
    ) THEN
        RAISE 'topic of participant % is off limits', NEW.participant_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'topic_is_not_off_limits';
    END IF;
    RETURN NULL;
END
"""

OF_VERSIONS = [
    Trigger(
        name="plan_version_before_the_end",
        fires="BEFORE INSERT",
        body=BEFORE_THE_END,
        violation_error_message="The session is over: its plan stays as it was.",
    ),
    Trigger(
        name="plan_version_follows",
        fires="BEFORE INSERT",
        body=FOLLOWS,
        violation_error_message=(
            "Someone saved this plan meanwhile. Open it again, and look at what changed."
        ),
    ),
    Trigger(
        name="plan_goal_of_client",
        fires="BEFORE INSERT",
        body=GOALS_OF_CLIENT,
        violation_error_message="Choose among this client’s own goals.",
    ),
    Trigger(
        name="plan_topic_not_off_limits",
        fires="BEFORE INSERT",
        body=NO_TOPIC_OFF_LIMITS,
        violation_error_message=(
            "The session is about one of these. Change its topics first."
        ),
    ),
    happens_now(
        "plan_version_is_saved_now",
        "BEFORE INSERT",
        "saved_at",
        "A plan is saved now.",
    ),
    *written_once("plan_version_is_final", "plan_version_is_not_truncated"),
]
# Of the topics, in their own model.
OF_TOPICS = [
    Trigger(
        name="topic_is_not_off_limits",
        fires="AFTER INSERT",
        body=TOPIC_NOT_OFF_LIMITS,
        violation_error_message="The plan keeps this out of the session.",
    ),
]
