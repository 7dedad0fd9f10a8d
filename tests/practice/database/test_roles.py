"""What each of the database's roles cannot do, and that the pages need no more."""

from __future__ import annotations

import contextlib

import psycopg
import pytest
from django.core.checks import run_checks
from django.db import connection
from psycopg.errors import InsufficientPrivilege

from practice.database import roles
from practice.database.embedded.cluster import DATABASE
from practice.setup.checks import UNDIVIDED
from tests.asleep import keep_triggers_awake
from tests.refusals import run

pytestmark = [pytest.mark.django_db, pytest.mark.long]

EVENTS = "clients_consentevent"


def ask(role: str, statement: str) -> list[tuple]:
    """What the database answers somebody who connects as ``role``; the owner, on the
    database that is theirs, which is empty."""
    tested = connection.settings_dict["NAME"]
    with contextlib.closing(
        psycopg.connect(
            host=connection.settings_dict["HOST"],
            port=5432,
            user=role,
            dbname=DATABASE if role == roles.OWNER else tested,
            autocommit=True,
        )
    ) as asking:
        found = asking.execute(statement)
        return found.fetchall() if found.description else []


def refuses(role: str, statement: str) -> bool:
    with pytest.raises(InsufficientPrivilege):
        ask(role, statement)
    return True


NOBODYS = {
    "reads the passwords of roles": "SELECT rolpassword FROM pg_authid",
    "puts foreign keys to sleep": "SET session_replication_role = replica",
    "becomes superuser": "SET ROLE postgres",
    "makes itself superuser": "ALTER ROLE CURRENT_USER SUPERUSER",
    "makes a role": "CREATE ROLE eve LOGIN",
    "makes a database": "CREATE DATABASE eve",
    "reads a file of the machine": "SELECT pg_read_file('postgresql.conf')",
    "runs a program": "COPY (SELECT 1) TO PROGRAM 'cat'",
    "changes the server's settings": "ALTER SYSTEM SET log_statement = 'all'",
}
THE_OWNERS = {
    "lays a table": "CREATE TABLE eve (id int)",
    "lays a schema": "CREATE SCHEMA eve",
    "lays a table that hides another": f"CREATE TEMPORARY TABLE {EVENTS} (id int)",
    "makes a function": "CREATE FUNCTION eve() RETURNS int LANGUAGE sql RETURN 1",
    "changes a table": f"ALTER TABLE {EVENTS} ADD COLUMN eve int",
    "drops a table": f"DROP TABLE {EVENTS} CASCADE",
    "drops a function": "DROP FUNCTION history_is_append_only() CASCADE",
    "disables a trigger": f"ALTER TABLE {EVENTS} DISABLE TRIGGER history_is_append_only",
    "makes a trigger": f"CREATE TRIGGER eve BEFORE INSERT ON {EVENTS} EXECUTE FUNCTION suppress_redundant_updates_trigger()",
    "drops a constraint": "ALTER TABLE collateral_participant DROP CONSTRAINT participant_release_in_force",
    "refers to a table": f"CREATE TEMPORARY TABLE eve (id bigint REFERENCES {EVENTS})",
    "empties a table": "TRUNCATE practice_room CASCADE",
    "becomes the owner": f"SET ROLE {roles.OWNER}",
    "changes an event": f"UPDATE {EVENTS} SET kind = 'signed'",
    "deletes an event": f"DELETE FROM {EVENTS}",
    "locks an event": f"SELECT FROM {EVENTS} FOR UPDATE",
    "writes over an event": f"MERGE INTO {EVENTS} USING (SELECT 1) AS one ON true WHEN MATCHED THEN DELETE",
    "changes what was signed": "UPDATE releases_document SET kind = 'release'",
    "deletes what was signed": "DELETE FROM releases_paper",
    "says a migration was applied": "DELETE FROM django_migrations",
    "changes a sequence": "SELECT setval('clients_consentevent_id_seq', 1)",
}
WRITES = {
    "adds a row": "INSERT INTO practice_room (name) VALUES ('Attic')",
    "changes a row": "UPDATE practice_room SET name = 'Attic'",
    "deletes a row": "DELETE FROM practice_room",
    "counts on": "SELECT nextval('clients_consentevent_id_seq')",
}


@pytest.mark.parametrize("statement", NOBODYS.values(), ids=NOBODYS)
@pytest.mark.parametrize("role", roles.EMBEDDED)
def test_none_of_them(role: str, statement: str) -> None:
    assert refuses(role, statement)


@pytest.mark.parametrize("statement", THE_OWNERS.values(), ids=THE_OWNERS)
def test_not_the_app(statement: str) -> None:
    assert refuses(roles.APP, statement)


@pytest.mark.parametrize(
    "statement", [*THE_OWNERS.values(), *WRITES.values()], ids=[*THE_OWNERS, *WRITES]
)
def test_not_the_backup(statement: str) -> None:
    assert refuses(roles.BACKUP, statement)


def test_who_gives_themselves_a_right_has_none() -> None:
    ask(roles.APP, f"GRANT ALL ON {EVENTS} TO {roles.APP}")
    assert excesses() == []


def test_who_backs_up_reads_every_table() -> None:
    with connection.cursor() as cursor:
        cursor.execute(roles.TABLES)
        for (table,) in cursor.fetchall():
            assert ask(roles.BACKUP, f'SELECT count(*) FROM "{table}"')


def test_nobody_else_connects() -> None:
    for role in ("postgres_eve", "root"):
        with pytest.raises(psycopg.OperationalError):
            ask(role, "SELECT 1")


@pytest.mark.parametrize("role", roles.EMBEDDED)
def test_tables_are_found_in_one_place(role: str) -> None:
    assert ask(role, "SHOW search_path") == [("public, pg_temp",)]


@pytest.mark.parametrize("role", [roles.APP, roles.BACKUP])
def test_who_lays_no_tables_is_no_member_of_another(role: str) -> None:
    found = ask(role, "SELECT rolname FROM pg_roles WHERE pg_has_role(oid, 'MEMBER')")
    assert {name for (name,) in found} == {role}


def test_what_is_written_once_is_only_added_to() -> None:
    limited = roles.rights()
    assert limited[EVENTS] == limited["releases_paper"] == roles.ADD
    assert limited["django_migrations"] == roles.READ
    assert "practice_room" not in limited


def test_rights_as_they_are_given_are_in_order() -> None:
    keep_triggers_awake()
    assert excesses() == run_checks(databases=["default"]) == []


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (f"GRANT UPDATE ON {EVENTS} TO %s", f"%s may UPDATE {EVENTS}."),
        (f"GRANT UPDATE (kind) ON {EVENTS} TO %s", f"%s may UPDATE {EVENTS}."),
        ("GRANT SELECT ON looks_default TO %s", "%s may SELECT looks_default."),
        ("GRANT TRUNCATE ON practice_room TO %s", "%s may TRUNCATE practice_room."),
        ("REVOKE INSERT ON practice_room FROM %s", "%s may not INSERT practice_room."),
        ("GRANT CREATE ON SCHEMA public TO %s", "%s may lay tables."),
        ("ALTER TABLE practice_room OWNER TO %s", "%s may own practice_room."),
        (f"GRANT {roles.OWNER} TO %s", f"%s may act as {roles.OWNER}."),
        ("ALTER ROLE %s CREATEROLE", "%s may make roles."),
        (
            "GRANT SET ON PARAMETER session_replication_role TO %s",
            "%s may put foreign keys to sleep.",
        ),
        (
            "ALTER ROLE %s SET search_path = pg_temp, public",
            "%s has settings of its own, which are not ours.",
        ),
    ],
)
def test_a_right_too_many_or_too_few_is_named(given: str, said: str) -> None:
    run(given.replace("%s", roles.APP))
    assert said.replace("%s", roles.APP) in excesses()
    assert said.replace("%s", roles.APP) in {
        each.msg for each in run_checks(databases=["default"])
    }


def test_giving_the_rights_again_takes_away_what_is_too_much() -> None:
    run(f"GRANT ALL ON ALL TABLES IN SCHEMA public TO {roles.APP}")
    assert excesses()
    with connection.cursor() as cursor:
        roles.grant(cursor, roles.APP, roles.BACKUP)
    assert excesses() == []


def test_where_one_user_is_everybody_that_is_a_warning(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    alone = {"owner": {"USER": "ada"}, "app": {"USER": "ada"}}
    monkeypatch.setitem(connection.settings_dict, "ROLES", alone)
    keep_triggers_awake()
    (found,) = run_checks(databases=["default"])
    assert found.msg == UNDIVIDED
    assert not found.is_serious()


def excesses() -> list[str]:
    with connection.cursor() as cursor:
        return roles.excesses(cursor, roles.APP)
