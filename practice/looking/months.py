"""The table of looks, a part for each month: how parts are made, and when one may go.

Both are functions of the database, so that whoever runs them needs no right of their own
to make tables; one goes by its owner's hand alone.
"""

from __future__ import annotations

from practice.database.triggers import SEARCH_PATH

# Parts for this month and so many after it, by UTC. What had no part yet lies in
# ``looks_default``: it is taken off, so that its rows may move, and put back. Whoever
# reads the table for long makes this give up, and be asked again, rather than wait.
MAKE = f"""
CREATE FUNCTION make_look_months(ahead integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = {SEARCH_PATH}
SET lock_timeout = '2s'
AS $$
DECLARE
    month timestamp := date_trunc('month', now() AT TIME ZONE 'UTC');
    last timestamp := month + make_interval(months => greatest(0, least(ahead, 24)));
    part text;
    strays boolean;
    before text := current_setting('third_chair.past', true);
    past text;
    made integer := 0;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('look months', 0));
    WHILE month <= last LOOP
        part := 'looks_' || to_char(month, 'YYYY_MM');
        IF to_regclass(part) IS NULL THEN
            EXECUTE 'SELECT EXISTS (SELECT FROM looks_default WHERE at >= $1 AND at < $2)'
                INTO strays
                USING month AT TIME ZONE 'UTC',
                    (month + interval '1 month') AT TIME ZONE 'UTC';
            IF strays THEN
                ALTER TABLE looks DETACH PARTITION looks_default;
            END IF;
            EXECUTE format(
                'CREATE TABLE %I.%I PARTITION OF looks FOR VALUES FROM (%L) TO (%L)',
                'public', part, month AT TIME ZONE 'UTC',
                (month + interval '1 month') AT TIME ZONE 'UTC'
            );
            EXECUTE format(
                'CREATE TRIGGER looks_are_kept BEFORE TRUNCATE ON %I '
                'FOR EACH STATEMENT EXECUTE FUNCTION looks_are_kept()', part
            );
            EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER looks_are_kept', part);
            IF strays THEN
                past := set_config('third_chair.past', 'laid', true);
                EXECUTE format(
                    'WITH strays AS (DELETE FROM looks_default '
                    'WHERE at >= %L AND at < %L RETURNING *) '
                    'INSERT INTO %I SELECT * FROM strays',
                    month AT TIME ZONE 'UTC',
                    (month + interval '1 month') AT TIME ZONE 'UTC', part
                );
                past := set_config('third_chair.past', coalesce(before, ''), true);
                ALTER TABLE looks ATTACH PARTITION looks_default DEFAULT;
            END IF;
            made := made + 1;
        END IF;
        month := month + interval '1 month';
    END LOOP;
    RETURN made;
END
$$
"""  # noqa: S608

# 45 CFR 164.316(b)(2)(i): six years.
YEARS = 6
DROP = f"""
CREATE FUNCTION drop_look_month(month date) RETURNS void
LANGUAGE plpgsql SET search_path = {SEARCH_PATH} SET lock_timeout = '2s' AS $$
DECLARE
    first timestamp := date_trunc('month', month::timestamp);
BEGIN
    IF (first + interval '1 month') AT TIME ZONE 'UTC' > now() - interval '{YEARS} years'
    THEN
        RAISE 'looks of % are to be kept', to_char(first, 'YYYY-MM') USING
            ERRCODE = 'check_violation', CONSTRAINT = 'looks_kept_for_six_years';
    END IF;
    EXECUTE format('DROP TABLE %I', 'looks_' || to_char(first, 'YYYY_MM'));
END
$$
"""

# The months that have a part, and could go.
OLD = f"""
    SELECT to_date(right(relname, 7), 'YYYY_MM')
    FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
    WHERE inhparent = 'looks'::regclass AND relname ~ '^looks_\\d{{4}}_\\d{{2}}$'
        AND (to_date(right(relname, 7), 'YYYY_MM') + interval '1 month')
            AT TIME ZONE 'UTC' <= now() - interval '{YEARS} years'
    ORDER BY 1
"""  # noqa: S608
