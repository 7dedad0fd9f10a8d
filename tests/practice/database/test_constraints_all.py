"""No constraint goes untested."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import BaseConstraint

from practice.database.triggers import Function
from tests.asleep import keep_triggers_awake

ROOT = Path(__file__).resolve().parents[3]
OURS = ("practice", "clients", "releases", "collateral")


def constraints() -> list[BaseConstraint]:
    return [
        constraint
        for label in OURS
        for model in apps.get_app_config(label).get_models()
        for constraint in model._meta.constraints
    ]


def declared() -> set[str]:
    """The names of what the models declare: rules of rows, triggers and functions."""
    return {constraint.name for constraint in constraints()}


def said() -> set[str]:
    """The names by which the database refuses."""
    return {
        name
        for constraint in constraints()
        if not isinstance(constraint, Function)
        for name in getattr(constraint, "raises", [constraint.name])
    }


def said_by_tests() -> str:
    """All that the tests say."""
    here = Path(__file__)
    paths = [path for path in (ROOT / "tests").rglob("test_*.py") if path != here]
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


def test_every_constraint_is_named_in_a_test() -> None:
    names = said()
    assert len(names) > 40
    tests = said_by_tests()
    missing = {name for name in names if f'"{name}"' not in tests}
    assert missing == set()


@pytest.mark.django_db
def test_the_database_has_every_constraint_that_is_declared() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE convalidated AND conenforced "
            "UNION SELECT relname FROM pg_class WHERE relkind = 'i' "
            "UNION SELECT tgname FROM pg_trigger UNION SELECT proname FROM pg_proc"
        )
        assert declared() <= {name for (name,) in cursor.fetchall()}


@pytest.mark.django_db
def test_no_trigger_is_asleep() -> None:
    keep_triggers_awake()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal "
            "AND NOT starts_with(tgname, 'procrastinate') AND tgenabled <> 'A'"
        )
        assert cursor.fetchall() == []


@pytest.mark.django_db
def test_the_rule_is_the_foreign_key_on_the_design_page() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname IN "
            "('participant_release_in_force', 'grant_one_in_force', "
            "'release_one_in_force') ORDER BY conname"
        )
        assert [definition for (definition,) in cursor.fetchall()] == [
            "UNIQUE (client_id, contact_id, what, discloser, in_force WITHOUT OVERLAPS)",
            "FOREIGN KEY (client_id, contact_id, format, discloser, PERIOD relies_on) "
            "REFERENCES releases_grant(client_id, contact_id, what, discloser, "
            "PERIOD in_force) DEFERRABLE",
            "UNIQUE (client_id, contact_id, kind, in_force WITHOUT OVERLAPS)",
        ]
