"""Nothing that is ahead stands for a client whose care has ended, as triggers."""

from __future__ import annotations

from collateral.models.status import STANDING
from practice.database.triggers import Trigger, sql_list

STANDS = f"IN ({sql_list(STANDING)})"
MESSAGE = "The client is not in care any more."
RAISES = """
    RAISE 'client % is not in care any more', {client} USING
        ERRCODE = 'check_violation', CONSTRAINT = 'client_is_in_care';
"""
IN_CARE = f"""
BEGIN
    PERFORM FROM clients_client WHERE id = NEW.client_id
        AND (discharged_on IS NOT NULL OR deceased_on IS NOT NULL);
    IF FOUND AND upper(NEW.during) > clock_timestamp() THEN
        {RAISES.format(client="NEW.client_id")}
    END IF;
    RETURN NEW;
END
"""
NOTHING_AHEAD = f"""
BEGIN
    PERFORM FROM collateral_session WHERE client_id = NEW.id AND status {STANDS}
        AND upper(during) > clock_timestamp();
    IF FOUND THEN
        {RAISES.format(client="NEW.id")}
    END IF;
    RETURN NULL;
END
"""

FOR_CLIENTS_IN_CARE = [
    Trigger(
        name="client_is_in_care",
        fires="BEFORE INSERT OR UPDATE OF client_id, during, status, booked_at",
        when=f"NEW.status {STANDS}",
        body=IN_CARE,
        violation_error_message=MESSAGE,
    ),
    # What is ahead is held in the same transaction.
    Trigger(
        name="client_leaves_nothing_ahead",
        on="clients.Client",
        fires="AFTER UPDATE OF discharged_on, deceased_on",
        when="NEW.discharged_on IS NOT NULL OR NEW.deceased_on IS NOT NULL",
        body=NOTHING_AHEAD,
        deferred=True,
        raises=["client_is_in_care"],
        violation_error_message=MESSAGE,
    ),
]
