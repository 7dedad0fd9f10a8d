"""What stands in a schema of the database, in PostgreSQL's own words."""

from __future__ import annotations

import re
from typing import Any, NamedTuple


class Kept(NamedTuple):
    """A constraint, trigger, function or the like, by which a table keeps its rules."""

    kind: str
    table: str
    name: str


class Standing(NamedTuple):
    """How one is defined, and in what it fails; ``""`` if in nothing."""

    definition: str
    fails: str


# A foreign key is kept by triggers of PostgreSQL's own, which can be disabled as well.
# What is not null is named for its column: its own name may be that of an older table.
# Names are text, as PostgreSQL cuts its own names off where a function's may run on.
CONSTRAINTS = """
SELECT 'constraint', relname, CASE contype
        WHEN 'n' THEN concat_ws('_', relname, attname, 'not_null') ELSE conname::text END,
    pg_get_constraintdef(con.oid), CASE
        WHEN NOT conenforced THEN 'is not enforced'
        WHEN NOT convalidated THEN 'has not been validated'
        WHEN NOT coalesce(indisvalid AND indisready, true) THEN 'has no valid index'
        WHEN EXISTS (
            SELECT FROM pg_trigger
                WHERE tgconstraint = con.oid AND tgenabled NOT IN ('O', 'A')
        ) THEN 'has been disabled' ELSE '' END
    FROM pg_constraint AS con
    JOIN pg_class AS owner ON owner.oid = conrelid
    LEFT JOIN pg_index ON indexrelid = conindid
    LEFT JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1]
    WHERE relnamespace = %(schema)s::regnamespace AND contype <> 't'
"""
# Each part of a table has triggers of its own, by the table's names for them.
TRIGGERS = """
SELECT 'trigger', relname, tgname, pg_get_triggerdef(pg_trigger.oid), CASE
        WHEN tgenabled NOT IN ('O', 'A') THEN 'has been disabled'
        WHEN tgenabled <> 'A' THEN 'is not enabled ALWAYS'
        WHEN EXISTS (
            SELECT FROM pg_inherits LEFT JOIN pg_trigger AS part
                ON part.tgrelid = inhrelid AND part.tgname = pg_trigger.tgname
            WHERE inhparent = pg_trigger.tgrelid AND part.tgenabled IS DISTINCT FROM 'A'
        ) THEN 'is not enabled ALWAYS in a part of it' ELSE '' END
    FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
    WHERE relnamespace = %(schema)s::regnamespace AND NOT tgisinternal
"""
FUNCTIONS = """
SELECT 'function', '', pg_proc.oid::regprocedure::text, pg_get_functiondef(pg_proc.oid), ''
    FROM pg_proc
    WHERE pronamespace = %(schema)s::regnamespace AND prokind = 'f'
"""
UNIQUE_INDEXES = """
SELECT 'index', owner.relname, mine.relname, pg_get_indexdef(indexrelid),
        CASE WHEN indisvalid AND indisready THEN '' ELSE 'is not valid' END
    FROM pg_index
    JOIN pg_class AS mine ON mine.oid = indexrelid
    JOIN pg_class AS owner ON owner.oid = indrelid
    WHERE owner.relnamespace = %(schema)s::regnamespace AND indisunique
        AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
"""
GENERATED_COLUMNS = """
SELECT 'column', relname, attname, pg_get_expr(adbin, adrelid), ''
    FROM pg_attribute
    JOIN pg_class ON pg_class.oid = attrelid
    JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
    WHERE relnamespace = %(schema)s::regnamespace AND attgenerated <> ''
"""
EVERYTHING = "UNION ALL".join(
    [CONSTRAINTS, TRIGGERS, FUNCTIONS, UNIQUE_INDEXES, GENERATED_COLUMNS]
)

# A backup that is restored says 'a'::text where it was ('a'::varchar)::text.
CASTS = re.compile(r"::(character varying|text)\b(\[\])?")
NEEDLESS = re.compile(r"(?<!\w)\(('[^']*'|\w+|ARRAY\[[^][]*\])\)")


def standing_in(cursor: Any, schema: str, called: str) -> dict[Kept, Standing]:
    """All that stands in ``schema``, which definitions name as ``called`` or by itself."""
    cursor.execute(EVERYTHING, {"schema": schema})
    found = {}
    for *words, fails in cursor.fetchall():
        kind, table, name, definition = (
            word.replace(f"{schema}.", "").replace(f"{called}.", "") for word in words
        )
        plain = definition if kind == "function" else _plain(definition)
        found[Kept(kind, table, name)] = Standing(plain, fails)
    return found


def _plain(definition: str) -> str:
    """Without casts between kinds of text, and without parentheses about one thing."""
    plain, more = CASTS.sub("", definition), 1
    while more:
        plain, more = NEEDLESS.subn(r"\1", plain)
    return plain
