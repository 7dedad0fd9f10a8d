"""Triggers that sleep where ``session_replication_role`` is ``replica``: the tests' own
door. Every trigger of ours is ALWAYS; in the tests' database alone none is, so that tables
are emptied, and what is signed is falsified, past them.
"""

from __future__ import annotations

from tests.refusals import run

SET = """
DO $$
DECLARE
    each record;
BEGIN
    FOR each IN
        SELECT tgrelid::regclass AS of, tgname AS name
        FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid
        WHERE proname = tgname AND NOT tgisinternal AND tgparentid = 0
    LOOP
        EXECUTE format('ALTER TABLE %%s ENABLE {always} TRIGGER %%I', each.of, each.name);
    END LOOP;
END
$$
"""


def let_triggers_sleep() -> None:
    run(SET.format(always=""))


def keep_triggers_awake() -> None:
    """As a practice's are, for a test of that, within a transaction that is undone."""
    run(SET.format(always="ALWAYS"))
