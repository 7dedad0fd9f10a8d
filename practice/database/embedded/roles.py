"""The three roles of the embedded server, and who of this machine may be which.

Nobody has a password: the kernel says whose process asks (``peer``), and none but the
owner of the data, or root, gets as far as the socket. Its superuser makes the roles, and
hands over what one owned who was everybody once; no page and no job ever is it.
"""

from __future__ import annotations

import contextlib
import pwd
from pathlib import Path

import psycopg

from practice.database import roles
from practice.database.embedded.cluster import DATABASE, SUPERUSER

MAP = "third_chair"
WHO_CONNECTS = f"""\
# Written at each start. Who is who: pg_ident.conf.
local all {{roles}} peer map={MAP}
local all all reject
host all all all reject
"""

MAKE = """
DO $$
DECLARE
    each text;
BEGIN
    FOREACH each IN ARRAY ARRAY[{names}] LOOP
        IF to_regrole(each) IS NULL THEN
            EXECUTE format('CREATE ROLE %I LOGIN', each);
        END IF;
        EXECUTE format('ALTER ROLE %I NOSUPERUSER NOCREATEDB NOCREATEROLE '
            'NOREPLICATION NOBYPASSRLS INHERIT', each);
        EXECUTE format('ALTER ROLE %I SET search_path = public, pg_temp', each);
    END LOOP;
END $$;
REVOKE CONNECT ON DATABASE postgres, template1 FROM PUBLIC;
ALTER DATABASE {database} OWNER TO {owner};
"""

# What is an extension's stays with it; a sequence goes with the table whose column it counts.
HAND_OVER = """
DO $$
DECLARE
    each text;
BEGIN
    FOR each IN
        SELECT format('ALTER TABLE %s OWNER TO {owner}', oid::regclass) FROM pg_class
            WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm')
        UNION ALL
        SELECT format('ALTER SEQUENCE %s OWNER TO {owner}', oid::regclass) FROM pg_class
            WHERE relnamespace = 'public'::regnamespace AND relkind = 'S'
            AND NOT EXISTS (
                SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass
                    AND objid = pg_class.oid AND deptype IN ('a', 'i')
            )
        UNION ALL
        SELECT format('ALTER ROUTINE %s OWNER TO {owner}', oid::regprocedure) FROM pg_proc
            WHERE pronamespace = 'public'::regnamespace AND NOT EXISTS (
                SELECT FROM pg_depend WHERE classid = 'pg_proc'::regclass
                    AND objid = pg_proc.oid AND deptype = 'e'
            )
        UNION ALL
        SELECT format('ALTER TYPE %s OWNER TO {owner}', pg_type.oid::regtype) FROM pg_type
            LEFT JOIN pg_class ON pg_class.oid = typrelid
            WHERE typnamespace = 'public'::regnamespace
                AND (typtype IN ('e', 'd') OR relkind = 'c')
                AND NOT EXISTS (
                    SELECT FROM pg_depend WHERE classid = 'pg_type'::regclass
                        AND objid = pg_type.oid AND deptype = 'e'
                )
    LOOP
        EXECUTE each;
    END LOOP;
END $$;
"""


def say_who_connects(data: Path) -> None:
    """Write it where the server reads it as it starts; the files stay their owner's."""
    users = {"root", pwd.getpwuid(data.stat().st_uid).pw_name}
    known = [SUPERUSER, *roles.EMBEDDED]
    maps = [f'{MAP} "{user}" {role}' for user in sorted(users) for role in known]
    for name, said in (
        ("pg_hba.conf", WHO_CONNECTS.format(roles=",".join(known))),
        ("pg_ident.conf", "\n".join([*maps, ""])),
    ):
        with contextlib.suppress(FileNotFoundError):  # PostgreSQL says so itself
            if (data / name).read_text() != said:
                (data / name).write_text(said)


def settle(sockets: Path) -> None:
    """Have the roles there, whole or not at all; whoever finds them leaves all as it is."""
    if _are_there(sockets):
        return
    names = {"owner": roles.OWNER, "database": DATABASE}
    listed = ", ".join(f"'{each}'" for each in roles.EMBEDDED)
    with _connected(sockets, SUPERUSER) as server, server.cursor() as cursor:
        cursor.execute(MAKE.format(names=listed, **names))
        cursor.execute(HAND_OVER.format(owner=roles.OWNER))
        roles.grant(cursor, roles.APP, roles.BACKUP)


def _are_there(sockets: Path) -> bool:
    try:
        _connected(sockets, roles.APP).close()
    except psycopg.OperationalError:
        return False
    return True


def _connected(sockets: Path, role: str) -> psycopg.Connection:
    return psycopg.connect(host=str(sockets), port=5432, user=role, dbname=DATABASE)
