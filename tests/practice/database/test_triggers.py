"""Triggers are declared beside constraints, and made and dropped by migrations."""

from __future__ import annotations

import pytest
from django.db import connection

from practice.database.triggers import Function, Trigger, sql_list
from practice.models import Room
from tests.refusals import refused_by, run

NO_CELLAR = Trigger(
    name="room_is_no_cellar",
    fires="BEFORE INSERT",
    when="NEW.name ~* 'cellar'",
    body="""
BEGIN
    RAISE '% is a cellar', NEW.id USING
        ERRCODE = 'check_violation', CONSTRAINT = 'room_is_no_cellar';
END
""",
    violation_error_message="Nobody sits in a cellar.",
)
AT_COMMIT = Trigger(
    name="room_is_there_at_commit",
    fires="AFTER INSERT",
    deferred=True,
    body="BEGIN RAISE 'no' USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME; END",
)


def add(constraint: Trigger | Function) -> None:
    with connection.schema_editor(atomic=False) as editor:
        editor.add_constraint(Room, constraint)


@pytest.mark.django_db
def test_a_trigger_refuses_by_its_name(blue_room: Room) -> None:
    add(NO_CELLAR)
    Room.objects.create(name="Attic")
    with refused_by("room_is_no_cellar"):
        Room.objects.create(name="The cellar")


@pytest.mark.django_db
def test_a_trigger_that_is_removed_is_gone_with_its_function() -> None:
    add(NO_CELLAR)
    with connection.schema_editor(atomic=False) as editor:
        editor.remove_constraint(Room, NO_CELLAR)
    Room.objects.create(name="The cellar")
    with connection.cursor() as cursor:
        cursor.execute("SELECT FROM pg_proc WHERE proname = %s", [NO_CELLAR.name])
        assert cursor.fetchone() is None


@pytest.mark.django_db
def test_a_deferred_trigger_is_asked_at_commit() -> None:
    add(AT_COMMIT)
    with refused_by("room_is_there_at_commit"):
        Room.objects.create(name="Attic")
        run("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.django_db
def test_a_function_is_made_for_those_that_call_it() -> None:
    create = "CREATE FUNCTION doubled(int) RETURNS int RETURN $1 * 2"
    doubled = Function(name="doubled", create=create, drop="doubled(int)")
    add(doubled)
    with connection.cursor() as cursor:
        cursor.execute("SELECT doubled(21)")
        assert cursor.fetchone() == (42,)
    with connection.schema_editor(atomic=False) as editor:
        editor.remove_constraint(Room, doubled)


@pytest.mark.parametrize("constraint", [NO_CELLAR, AT_COMMIT])
def test_a_migration_writes_down_all_of_it(constraint: Trigger) -> None:
    path, args, kwargs = constraint.deconstruct()
    assert path == "practice.database.triggers.Trigger"
    assert Trigger(*args, **kwargs) == constraint
    assert constraint.clone() == constraint
    assert Trigger(*args, **{**kwargs, "body": "BEGIN END"}) != constraint


def test_codes_are_quoted_as_sql_lists_them() -> None:
    assert sql_list(["scheduled", "completed"]) == "'scheduled', 'completed'"
