"""Who may do what in the database: the one home of its three roles' rights.

The *owner* migrates, and owns everything. The *app*, as which pages and jobs connect, lays
no table, empties none, owns nothing, and only adds to what is written once: what a trigger
refuses anybody, it may not even try. The *backup* reads.

Rights are given after each migration, and compared whenever Django checks the database.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps

from practice.database.triggers import IS_FINAL, Trigger

OWNER, APP, BACKUP = "third_chair_owner", "third_chair_app", "third_chair_backup"
EMBEDDED = (OWNER, APP, BACKUP)

# What stands in front is looked into first: what is temporary, which hides nothing, last.
SEARCH_PATH = "public, pg_temp"

Rights = tuple[str, ...]

READ: Rights = ("SELECT",)
ADD: Rights = (*READ, "INSERT")
KEEP: Rights = (*ADD, "UPDATE")
WRITE: Rights = (*KEEP, "DELETE")
ALL = (*WRITE, "TRUNCATE", "REFERENCES", "TRIGGER", "MAINTAIN")

# What a migration alone writes; and a part of a table is reached through the whole.
OF_MIGRATIONS = ("django_migrations", "django_content_type", "auth_permission")
TABLES = """
SELECT relname FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v')
    AND NOT relispartition ORDER BY relname
"""


def grant(cursor: Any, app: str, backup: str | None) -> None:
    """Give the roles their rights, and no others, on all there is. The owner does this."""
    app = _quoted(app)
    cursor.execute(
        "SELECT quote_ident(current_database()), "
        "pg_has_role(datdba, 'USAGE') FROM pg_database WHERE datname = current_database()"
    )
    database, is_ours = cursor.fetchone()
    if is_ours:
        cursor.execute(f"ALTER DATABASE {database} SET search_path = {SEARCH_PATH}")
        cursor.execute(f"REVOKE ALL ON DATABASE {database} FROM PUBLIC, {app}")
        cursor.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC")
    for each in filter(None, [app, backup and _quoted(backup)]):
        if is_ours:
            cursor.execute(f"GRANT CONNECT ON DATABASE {database} TO {each}")
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {each}")
        cursor.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {each}")
        cursor.execute(f"GRANT SELECT ON ALL SEQUENCES IN SCHEMA public TO {each}")
    if backup:  # of what is laid between two migrations, too
        laid = "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO"
        cursor.execute(f"{laid} {_quoted(backup)}")
    cursor.execute(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {app}")
    cursor.execute(f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, {app}")
    for rights, tables in _by_rights(cursor).items():
        named = ", ".join(map(_quoted, tables))
        cursor.execute(f"GRANT {', '.join(rights)} ON {named} TO {app}")


def rights() -> dict[str, Rights]:
    """What the app may do with each table of which it may not do everything."""
    found: dict[str, Rights] = dict.fromkeys(OF_MIGRATIONS, READ)
    for table, fires in _final():
        if "DELETE" in fires:
            kept = ADD if "UPDATE" in fires else KEEP
            found[table] = min(found.get(table, WRITE), kept, key=len)
    return found


def _final() -> Iterator[tuple[str, str]]:
    """The tables of which a trigger refuses every row what it says, without a look."""
    for model in apps.get_models():
        for each in model._meta.constraints:
            if isinstance(each, Trigger) and each.body == IS_FINAL and not each.when:
                watched = apps.get_model(each.on) if each.on else model
                yield watched._meta.db_table, each.fires


def _by_rights(cursor: Any) -> dict[Rights, list[str]]:
    limited = rights()
    found: dict[Rights, list[str]] = {}
    cursor.execute(TABLES)
    for (table,) in cursor.fetchall():
        found.setdefault(limited.get(table, WRITE), []).append(table)
    return found


def _quoted(name: str) -> str:
    doubled = name.replace('"', '""')
    return f'"{doubled}"'


# A sentence for each thing that the app may do and should not, or the other way round.
OF_ITSELF = """
SELECT concat_ws(', ',
        CASE WHEN rolsuper THEN 'be superuser' END,
        CASE WHEN rolcreaterole THEN 'make roles' END,
        CASE WHEN rolcreatedb THEN 'make databases' END,
        CASE WHEN rolreplication THEN 'replicate' END,
        CASE WHEN rolbypassrls THEN 'bypass row security' END,
        (SELECT 'act as ' || string_agg(roleid::regrole::text, ', ' ORDER BY roleid)
            FROM pg_auth_members WHERE member = pg_roles.oid),
        CASE WHEN has_schema_privilege(rolname, 'public', 'CREATE')
            THEN 'lay tables' END,
        CASE WHEN has_database_privilege(rolname, current_database(), 'CREATE')
            THEN 'lay schemas' END,
        CASE WHEN has_database_privilege(rolname, current_database(), 'TEMPORARY')
            THEN 'lay temporary tables' END,
        CASE WHEN has_parameter_privilege(rolname, 'session_replication_role', 'SET')
            THEN 'put foreign keys to sleep' END,
        (SELECT 'own ' || string_agg(relname, ', ' ORDER BY relname) FROM pg_class
            WHERE relowner = pg_roles.oid AND relnamespace = 'public'::regnamespace)
    ), EXISTS (
        SELECT FROM pg_db_role_setting, unnest(setconfig) AS said
            WHERE setrole = pg_roles.oid AND said <> 'search_path=' || %s
                AND said ~ '^(search_path|session_replication_role|role|third_chair)'
    )
    FROM pg_roles WHERE rolname = %s
"""
OF_TABLES = """
SELECT relname, array(
        SELECT wanted FROM unnest(%s::text[]) AS wanted
            WHERE CASE
                WHEN wanted IN ('SELECT', 'INSERT', 'UPDATE', 'REFERENCES')
                    THEN has_any_column_privilege(app, pg_class.oid, wanted)
                ELSE has_table_privilege(app, pg_class.oid, wanted)
            END
    ), relispartition
    FROM pg_class, CAST(%s AS name) AS app
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v')
    ORDER BY relname
"""


def excesses(cursor: Any, app: str) -> list[str]:
    """A sentence for each right that ``app`` has and should not, or lacks."""
    cursor.execute(OF_ITSELF, [SEARCH_PATH, app])
    found = cursor.fetchone()
    if found is None:
        return [f"There is no role {app}."]
    may, has_settings = found
    said = [f"{app} may {each}." for each in may.split(", ") if may]
    if has_settings:
        said.append(f"{app} has settings of its own, which are not ours.")
    limited = rights()
    cursor.execute(OF_TABLES, [list(ALL), app])
    for table, has, is_part in cursor.fetchall():
        wanted = () if is_part else limited.get(table, WRITE)
        said += [f"{app} may {each} {table}." for each in has if each not in wanted]
        said += [f"{app} may not {each} {table}." for each in wanted if each not in has]
    return said
