"""The part for a month keeps its looks whatever session_replication_role is."""

from __future__ import annotations

from django.db import migrations

import practice.database.triggers


class Migration(migrations.Migration):
    dependencies = [
        ("practice", "0024_factors_made_sure"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="look",
            name="make_look_months",
        ),
        migrations.AddConstraint(
            model_name="look",
            constraint=practice.database.triggers.Function(
                create="\nCREATE FUNCTION make_look_months(ahead integer) RETURNS integer\nLANGUAGE plpgsql SECURITY DEFINER\nSET search_path = pg_catalog, public, pg_temp\nSET lock_timeout = '2s'\nAS $$\nDECLARE\n    month timestamp := date_trunc('month', now() AT TIME ZONE 'UTC');\n    last timestamp := month + make_interval(months => greatest(0, least(ahead, 24)));\n    part text;\n    strays boolean;\n    before text := current_setting('third_chair.past', true);\n    past text;\n    made integer := 0;\nBEGIN\n    PERFORM pg_advisory_xact_lock(hashtextextended('look months', 0));\n    WHILE month <= last LOOP\n        part := 'looks_' || to_char(month, 'YYYY_MM');\n        IF to_regclass(part) IS NULL THEN\n            EXECUTE 'SELECT EXISTS (SELECT FROM looks_default WHERE at >= $1 AND at < $2)'\n                INTO strays\n                USING month AT TIME ZONE 'UTC',\n                    (month + interval '1 month') AT TIME ZONE 'UTC';\n            IF strays THEN\n                ALTER TABLE looks DETACH PARTITION looks_default;\n            END IF;\n            EXECUTE format(\n                'CREATE TABLE %I.%I PARTITION OF looks FOR VALUES FROM (%L) TO (%L)',\n                'public', part, month AT TIME ZONE 'UTC',\n                (month + interval '1 month') AT TIME ZONE 'UTC'\n            );\n            EXECUTE format(\n                'CREATE TRIGGER looks_are_kept BEFORE TRUNCATE ON %I '\n                'FOR EACH STATEMENT EXECUTE FUNCTION looks_are_kept()', part\n            );\n            EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER looks_are_kept', part);\n            IF strays THEN\n                past := set_config('third_chair.past', 'laid', true);\n                EXECUTE format(\n                    'WITH strays AS (DELETE FROM looks_default '\n                    'WHERE at >= %L AND at < %L RETURNING *) '\n                    'INSERT INTO %I SELECT * FROM strays',\n                    month AT TIME ZONE 'UTC',\n                    (month + interval '1 month') AT TIME ZONE 'UTC', part\n                );\n                past := set_config('third_chair.past', coalesce(before, ''), true);\n                ALTER TABLE looks ATTACH PARTITION looks_default DEFAULT;\n            END IF;\n            made := made + 1;\n        END IF;\n        month := month + interval '1 month';\n    END LOOP;\n    RETURN made;\nEND\n$$\n",
                drop="make_look_months(integer)",
                name="make_look_months",
            ),
        ),
    ]
