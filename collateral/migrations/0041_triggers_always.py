"""No trigger sleeps where session_replication_role is replica."""

from __future__ import annotations

from django.db import migrations

# Ours have the names of their functions, others' have not. What is done to the table's
# trigger of each row is done to its parts' too. Nothing is altered while a key waits.
ALWAYS = """
SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED;
DO $$
DECLARE
    each record;
BEGIN
    FOR each IN
        SELECT tgrelid::regclass AS of, tgname AS name
        FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid
        WHERE proname = tgname AND NOT tgisinternal AND tgparentid = 0
            AND pronamespace = current_schema()::regnamespace
    LOOP
        EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER %I', each.of, each.name);
    END LOOP;
END
$$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("practice", "0025_look_months_always"),
        ("clients", "0043_covers_begin_now"),
        ("releases", "0049_lost_as_it_was"),
        ("collateral", "0040_in_an_open_room"),
    ]

    operations = [migrations.RunSQL(ALWAYS, migrations.RunSQL.noop)]
