"""No session ahead stands by a plan that began with a wish and that its client has not
approved as it now is, with everyone who joins and all that they hear of; as triggers.

Plans of no wish are as they were before there were approvals: nothing waits for them.
"""

from __future__ import annotations

from collateral.models.screened import NOT_READY
from collateral.models.status import OVER
from practice.database.triggers import (
    Function,
    Trigger,
    happens_now,
    sql_list,
    written_once,
)

IS_APPROVED = """
CREATE FUNCTION plan_is_approved(planned bigint) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT coalesce((
        SELECT EXISTS (
            SELECT FROM collateral_planapproval WHERE version_id = version.id
        ) AND NOT EXISTS (
            SELECT FROM collateral_participant AS seat
            LEFT JOIN collateral_sessiontopic AS heard ON heard.participant_id = seat.id
            WHERE seat.session_id = planned AND (
                NOT version.hears ? seat.contact_id::text
                OR heard.topic IS NOT NULL AND
                    (version.hears -> seat.contact_id::text ? heard.topic) IS NOT TRUE
            )
        )
        FROM collateral_planversion AS version WHERE plan_id = planned
        ORDER BY number DESC LIMIT 1
    ), false)
$$
"""
REFUSES = """
        RAISE 'the plan of session % is not ready', {session} USING
            ERRCODE = 'check_violation', CONSTRAINT = 'participant_plan_is_ready';
"""
# Whoever takes a seat, or whose session comes to stand again. What has begun goes on.
SEAT_HAS_A_PLAN = f"""
BEGIN
    IF TG_OP = 'UPDATE' AND lower(NEW.during) <= now() AND NEW.contact_id = OLD.contact_id
        AND NEW.relies_on IS NOT DISTINCT FROM OLD.relies_on
    THEN
        RETURN NULL;
    END IF;
    IF EXISTS (
        SELECT FROM collateral_sharedsessionplan
        WHERE session_id = NEW.session_id AND wish_id IS NOT NULL
    ) AND NOT plan_is_approved(NEW.session_id) THEN
        {REFUSES.format(session="NEW.session_id")}
    END IF;
    RETURN NULL;
END
"""
# As the seats come before the plan.
PLAN_HAS_APPROVAL = f"""
BEGIN
    IF EXISTS (
        SELECT FROM collateral_participant WHERE session_id = NEW.session_id
            AND relies_on IS NOT NULL AND upper(during) > now()
    ) AND NOT plan_is_approved(NEW.session_id) THEN
        {REFUSES.format(session="NEW.session_id")}
    END IF;
    RETURN NULL;
END
"""
# Asked at commit, as it may be approved at once. What has begun goes on.
VERSION_HAS_APPROVAL = f"""
BEGIN
    IF EXISTS (
        SELECT FROM collateral_participant AS seat
        JOIN collateral_sharedsessionplan AS plan USING (session_id)
        WHERE session_id = NEW.plan_id AND wish_id IS NOT NULL
            AND relies_on IS NOT NULL AND lower(during) > now()
    ) AND NOT plan_is_approved(NEW.plan_id) THEN
        {REFUSES.format(session="NEW.plan_id")}
    END IF;
    RETURN NULL;
END
"""
TOPIC_HAS_APPROVAL = f"""
DECLARE
    planned bigint;
BEGIN
    SELECT session_id INTO planned FROM collateral_participant AS seat
        JOIN collateral_sharedsessionplan AS plan USING (session_id)
        WHERE seat.id = NEW.participant_id AND wish_id IS NOT NULL;
    IF FOUND AND NOT plan_is_approved(planned) THEN
        {REFUSES.format(session="planned")}
    END IF;
    RETURN NULL;
END
"""  # noqa: S608
OF_THE_NEWEST = f"""
BEGIN
    PERFORM FROM collateral_planversion AS version
        JOIN collateral_session AS session ON session.id = version.plan_id
        WHERE version.id = NEW.version_id
            AND status NOT IN ({sql_list(OVER)}) AND upper(during) > NEW.approved_at
            AND NOT EXISTS (
                SELECT FROM collateral_planversion AS newer
                WHERE newer.plan_id = version.plan_id AND newer.number > version.number
            )
        FOR NO KEY UPDATE OF session;
    IF NOT FOUND THEN
        RAISE 'version % is not the newest of a plan ahead', NEW.version_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'approval_of_the_newest_version';
    END IF;
    RETURN NEW;
END
"""
# A plan for no goal is for nothing yet.
HAS_A_GOAL = """
BEGIN
    PERFORM FROM collateral_planversion WHERE id = NEW.version_id AND goals <> '{}';
    IF NOT FOUND THEN
        RAISE 'version % is for no goal', NEW.version_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'approval_of_a_plan_with_a_goal';
    END IF;
    RETURN NEW;
END
"""
# Whoever consents for them. On the latest day that it is anywhere as the session begins.
HAS_ASSENT = """
BEGIN
    PERFORM FROM collateral_planversion AS version
        JOIN collateral_session AS session ON session.id = version.plan_id
        JOIN clients_client AS client ON client.id = session.client_id
        WHERE version.id = NEW.version_id AND assent !~ '\\S'
            AND comes_of_age_on(date_of_birth, state)
                > (lower(during) AT TIME ZONE 'Etc/GMT-14')::date;
    IF FOUND THEN
        RAISE 'version % is without the assent of a minor', NEW.version_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'approval_has_the_minors_assent';
    END IF;
    RETURN NEW;
END
"""

OF_SEATS = [
    Trigger(
        name="participant_has_a_plan",
        fires="AFTER INSERT OR UPDATE",
        when="NEW.relies_on IS NOT NULL AND upper(NEW.during) > now()",
        body=SEAT_HAS_A_PLAN,
        raises=["participant_plan_is_ready"],
        violation_error_message=NOT_READY,
    ),
]
OF_PLANS = [
    Trigger(
        name="plan_has_approval",
        fires="AFTER INSERT OR UPDATE OF wish_id, session_id",
        when="NEW.wish_id IS NOT NULL",
        body=PLAN_HAS_APPROVAL,
        raises=["participant_plan_is_ready"],
        violation_error_message=NOT_READY,
    ),
]
OF_VERSIONS = [
    Trigger(
        name="plan_version_has_approval",
        fires="AFTER INSERT",
        body=VERSION_HAS_APPROVAL,
        deferred=True,
        raises=["participant_plan_is_ready"],
        violation_error_message=NOT_READY,
    ),
]
OF_TOPICS = [
    Trigger(
        name="topic_has_approval",
        fires="AFTER INSERT",
        when="NEW.relies_on IS NOT NULL AND lower(NEW.during) > now()",
        body=TOPIC_HAS_APPROVAL,
        raises=["participant_plan_is_ready"],
        violation_error_message=NOT_READY,
    ),
]
OF_APPROVALS = [
    Function(
        name="plan_is_approved",
        create=IS_APPROVED,
        drop="plan_is_approved(bigint)",
    ),
    Trigger(
        name="approval_of_the_newest_version",
        fires="BEFORE INSERT",
        body=OF_THE_NEWEST,
        violation_error_message=(
            "The plan was changed meanwhile, or its session is over. Look at it again."
        ),
    ),
    Trigger(
        name="approval_of_a_plan_with_a_goal",
        fires="BEFORE INSERT",
        body=HAS_A_GOAL,
        violation_error_message="Choose a goal first: a plan is for one at least.",
    ),
    Trigger(
        name="approval_has_the_minors_assent",
        fires="BEFORE INSERT",
        body=HAS_ASSENT,
        violation_error_message="Write first what the minor said to it.",
    ),
    happens_now(
        "approval_is_recorded_now",
        "BEFORE INSERT",
        "approved_at",
        "An approval is recorded as it is given.",
    ),
    *written_once("approval_is_final", "approval_is_not_truncated"),
]
