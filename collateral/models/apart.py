"""Whom a court keeps away from a client, or from what is said of them: they have no seat
ahead, whatever was signed.

As triggers: the newest order decides, and a release has no say in it.
"""

from __future__ import annotations

from clients.models import APART
from practice.database.triggers import Trigger, sql_list

KEPT_APART = f"""
    SELECT FROM clients_courtorder AS ordered
    WHERE ordered.contact_id = {{contact}} AND ordered.ruling IN ({sql_list(APART)})
        AND NOT EXISTS (
            SELECT FROM clients_courtorder AS newer
            WHERE newer.contact_id = ordered.contact_id AND newer.about = ordered.about
                AND (newer.dated_on, newer.id) > (ordered.dated_on, ordered.id)
        )
"""  # noqa: S608 (of our own words)
MAY_MEET = f"""
BEGIN
    IF EXISTS ({KEPT_APART.format(contact="NEW.contact_id")}) THEN
        RAISE 'contact % meets the client in no session', NEW.contact_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'participant_may_meet_the_client';
    END IF;
    RETURN NULL;
END
"""
LEAVES_NOBODY_SEATED = f"""
BEGIN
    IF EXISTS ({KEPT_APART.format(contact="NEW.contact_id")}) AND EXISTS (
        SELECT FROM collateral_participant WHERE contact_id = NEW.contact_id
            AND relies_on IS NOT NULL AND upper(during) > clock_timestamp()
    ) THEN
        RAISE 'contact % has a seat still', NEW.contact_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'participant_may_meet_the_client';
    END IF;
    RETURN NULL;
END
"""
NO_SEAT = "This contact takes part in no sessions with this client."
MAY_MEET_THE_CLIENT = [
    Trigger(
        name="participant_may_meet_the_client",
        fires="AFTER INSERT OR UPDATE",
        when="NEW.relies_on IS NOT NULL AND upper(NEW.during) > now()",
        body=MAY_MEET,
        violation_error_message=NO_SEAT,
    ),
    Trigger(
        name="order_leaves_nobody_seated",
        on="clients.CourtOrder",
        fires="AFTER INSERT",
        when=f"NEW.ruling IN ({sql_list(APART)})",
        body=LEAVES_NOBODY_SEATED,
        raises=["participant_may_meet_the_client"],
        violation_error_message=NO_SEAT,
    ),
]
