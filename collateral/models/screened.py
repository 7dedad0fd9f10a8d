"""Nobody has a seat ahead whose newest screening stops it, as triggers.

A contact about whom nothing was ever asked may join, as all did before there were
screenings; but not after something happened, nor where the plan was made from a wish,
which asks for one.
"""

from __future__ import annotations

from practice.database.triggers import Trigger, happens_now, written_once

NOT_READY = "Not ready: ask the clinician."
STOPS = "('defer', 'do_not')"
# In hours, as a day of summer time's end has 25.
GOOD_FOR = "interval '2160 hours'"
IS_SCREENED = f"""
DECLARE
    newest record;
BEGIN
    SELECT outcome, asked_at INTO newest FROM collateral_screening
        WHERE contact_id = NEW.contact_id ORDER BY asked_at DESC, id DESC LIMIT 1;
    IF NOT FOUND THEN
        IF EXISTS (
            SELECT FROM collateral_sharedsessionplan
            WHERE session_id = NEW.session_id AND wish_id IS NOT NULL
        ) THEN
            RAISE 'contact % has not been asked about', NEW.contact_id USING
                ERRCODE = 'check_violation', CONSTRAINT = 'participant_plan_is_ready';
        END IF;
    END IF;
    IF newest.outcome IN {STOPS} OR lower(NEW.during) >= newest.asked_at + {GOOD_FOR}
        OR EXISTS (
            SELECT FROM collateral_incident
            WHERE contact_id = NEW.contact_id
                AND (newest.asked_at IS NULL OR recorded_at >= newest.asked_at)
        )
    THEN
        RAISE 'contact % is not ready', NEW.contact_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'participant_is_screened';
    END IF;
    RETURN NULL;
END
"""  # noqa: S608 (of our own words)
# As the seats come before the plan.
PLAN_IS_READY = """
BEGIN
    IF EXISTS (
        SELECT FROM collateral_participant AS seat WHERE session_id = NEW.session_id
            AND relies_on IS NOT NULL AND upper(during) > now() AND NOT EXISTS (
                SELECT FROM collateral_screening WHERE contact_id = seat.contact_id
            )
    ) THEN
        RAISE 'the plan of session % is not ready', NEW.session_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'participant_plan_is_ready';
    END IF;
    RETURN NULL;
END
"""
LEAVES_NOBODY_SEATED = """
BEGIN
    IF EXISTS (
        SELECT FROM collateral_participant WHERE contact_id = NEW.contact_id
            AND relies_on IS NOT NULL AND upper(during) > clock_timestamp()
    ) THEN
        RAISE 'contact % has a seat still', NEW.contact_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'participant_is_screened';
    END IF;
    RETURN NULL;
END
"""
# What is a concern for the first time stops it first, whatever was resolved before.
RESOLVES_WHAT_STOPPED = f"""
DECLARE
    before collateral_screening;
BEGIN
    SELECT * INTO before FROM collateral_screening
        WHERE contact_id = NEW.contact_id ORDER BY asked_at DESC, id DESC LIMIT 1;
    IF NEW.obliged AND before.obliged IS NOT TRUE
        OR NEW.silenced AND before.silenced IS NOT TRUE
        OR NEW.controlling AND before.controlling IS NOT TRUE
        OR NEW.proving AND before.proving IS NOT TRUE
        OR NEW.censoring AND before.censoring IS NOT TRUE
        OR NEW.litigation AND before.litigation IS NOT TRUE
        OR before.outcome IN {STOPS} AND NEW.resolution !~ '\\S'
    THEN
        RAISE 'what stopped contact % is not resolved', NEW.contact_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'screening_resolves_what_stopped';
    END IF;
    RETURN NEW;
END
"""  # noqa: S608

# Of a child up to six, and of nobody older on any day that it is anywhere.
ASKS_THE_CLIENT = """
BEGIN
    PERFORM FROM clients_client WHERE id = NEW.client_id AND extract(year FROM age(
        (NEW.asked_at AT TIME ZONE 'Etc/GMT+12')::date, date_of_birth
    )) > 6;
    IF FOUND THEN
        RAISE 'client % is old enough to be asked', NEW.client_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'screening_is_asked_of_the_client';
    END IF;
    RETURN NEW;
END
"""


def not_ahead(name: str, column: str) -> Trigger:
    """Else it would be the newest for as long, whatever is asked until then."""
    body = f"""
    BEGIN
        RAISE '% of % is ahead of the clock', TG_TABLE_NAME, NEW.{column} USING
            ERRCODE = 'check_violation', CONSTRAINT = '{name}';
    END
    """
    return Trigger(
        name=name,
        fires="BEFORE INSERT",
        when=f"NEW.{column} > clock_timestamp() + interval '1 minute'",
        body=body,
        violation_error_message="It is recorded now, not ahead.",
    )


OF_SEATS = [
    Trigger(
        name="participant_is_screened",
        fires="AFTER INSERT OR UPDATE",
        when="NEW.relies_on IS NOT NULL AND upper(NEW.during) > now()",
        body=IS_SCREENED,
        raises=["participant_is_screened", "participant_plan_is_ready"],
        violation_error_message=NOT_READY,
    ),
]
OF_PLANS = [
    Trigger(
        name="plan_is_ready",
        fires="AFTER INSERT OR UPDATE OF wish_id, session_id",
        when="NEW.wish_id IS NOT NULL",
        body=PLAN_IS_READY,
        raises=["participant_plan_is_ready"],
        violation_error_message=NOT_READY,
    ),
]
OF_SCREENINGS = [
    Trigger(
        name="screening_resolves_what_stopped",
        fires="BEFORE INSERT",
        when=f"NEW.outcome NOT IN {STOPS}",
        body=RESOLVES_WHAT_STOPPED,
        violation_error_message=(
            "What stopped it is not resolved. The first time, each concern stops it; then "
            "write how it was resolved, and ask again."
        ),
    ),
    Trigger(
        name="screening_leaves_nobody_seated",
        fires="AFTER INSERT",
        when=f"NEW.outcome IN {STOPS}",
        body=LEAVES_NOBODY_SEATED,
        raises=["participant_is_screened"],
        violation_error_message=NOT_READY,
    ),
    happens_now(
        "screening_is_recorded_now",
        "BEFORE INSERT",
        "asked_at",
        "A screening is recorded as it is asked.",
    ),
    Trigger(
        name="screening_is_asked_of_the_client",
        fires="BEFORE INSERT",
        when="NEW.manner = 'safety'",
        body=ASKS_THE_CLIENT,
        violation_error_message="A client of seven or older is asked, and alone.",
    ),
    not_ahead("screening_is_not_recorded_ahead", "asked_at"),
    *written_once("screening_is_final", "screening_is_not_truncated"),
]
OF_INCIDENTS = [
    Trigger(
        name="incident_leaves_nobody_seated",
        fires="AFTER INSERT",
        body=LEAVES_NOBODY_SEATED,
        raises=["participant_is_screened"],
        violation_error_message=NOT_READY,
    ),
    happens_now(
        "incident_is_recorded_now",
        "BEFORE INSERT",
        "recorded_at",
        "What happened is recorded now; write when it was.",
    ),
    not_ahead("incident_is_not_recorded_ahead", "recorded_at"),
    *written_once("incident_is_final", "incident_is_not_truncated"),
]
