"""No more sessions stand on a release than it allows: what no constraint on a row says.

Whoever counts first updates the release, so that two who come to the same place at once
take turns; whoever counts in a snapshot from before is told to start anew.
"""

from __future__ import annotations

from collateral.models.status import STANDING
from practice.database.triggers import Trigger, sql_list

MESSAGE = "The release allows no more sessions."


def _counts(releases: str) -> str:
    return f"""
DECLARE
    counted bigint;
    allowed record;
BEGIN
    FOR allowed IN SELECT id, client_id, contact_id, most_sessions, in_force
        FROM releases_release WHERE {releases} AND most_sessions IS NOT NULL ORDER BY id
    LOOP
        UPDATE releases_release SET most_sessions = most_sessions WHERE id = allowed.id;
        SELECT count(*) INTO counted FROM collateral_participant
            WHERE client_id = allowed.client_id AND contact_id = allowed.contact_id
            AND status IN ({sql_list(STANDING)}) AND during && allowed.in_force;
        IF counted > allowed.most_sessions THEN
            RAISE 'release % allows no more sessions', allowed.id USING
                ERRCODE = 'check_violation', CONSTRAINT = 'release_allows_so_many';
        END IF;
    END LOOP;
    RETURN NULL;
END
"""  # noqa: S608 (codes of our own)


ALLOWS_SO_MANY = [
    Trigger(
        name="release_allows_so_many",
        fires="AFTER INSERT OR UPDATE OF client_id, contact_id, during, status",
        when=f"NEW.status IN ({sql_list(STANDING)})",
        body=_counts(
            "client_id = NEW.client_id AND contact_id = NEW.contact_id "
            "AND in_force && NEW.during"
        ),
        violation_error_message=MESSAGE,
    ),
    # What stands as it is signed is held in the same transaction.
    Trigger(
        name="release_allows_what_stands",
        on="releases.Release",
        fires="AFTER INSERT",
        when="NEW.most_sessions IS NOT NULL",
        body=_counts("id = NEW.id"),
        deferred=True,
        raises=["release_allows_so_many"],
        violation_error_message=MESSAGE,
    ),
]
