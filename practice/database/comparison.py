"""Whether the database still keeps every rule that the models declare.

A constraint can be NOT ENFORCED, a trigger disabled or left to sleep in replicas, a
function replaced. So the models' own tables are made anew beside the real ones, empty and
temporary, and PostgreSQL describes both in the same words.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState
from django.db.models import BaseConstraint, Model

from practice.database.catalogue import Kept, Standing, standing_in
from practice.database.constraints import ForeignKeyConstraint
from practice.database.triggers import Function, Trigger

MAY_NOT_LOOK = (
    "To compare the database with the models takes temporary tables: set "
    "DATABASE_OWNER_URL to who owns it, or GRANT TEMPORARY to the user in DATABASE_URL."
)

ASLEEP = "No foreign key is asked: session_replication_role is not origin."


def is_migrated(connection: BaseDatabaseWrapper) -> bool:
    """Whether every migration has been applied: else the tables are another version's."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def weaknesses(connection: BaseDatabaseWrapper) -> list[str]:
    """A sentence for each rule that the database does not keep as it is declared."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute(
            "SELECT quote_ident(current_schema()), "
            "has_database_privilege(current_database(), 'TEMPORARY'), "
            "current_setting('session_replication_role')"
        )
        schema, may_look, role = cursor.fetchone()
        if not may_look:
            return [MAY_NOT_LOOK]
        cursor.execute(f"SET LOCAL search_path = {schema}, pg_temp")
        standing = standing_in(cursor, schema, schema)
        if missing := list(_missing_functions(cursor)):
            transaction.set_rollback(True, using=connection.alias)
            return missing
        cursor.execute(f"SET LOCAL search_path = pg_temp, {schema}")
        gone = _declare(connection, standing)
        cursor.execute(f"SET LOCAL search_path = {schema}, pg_temp")
        cursor.execute("SELECT pg_my_temp_schema()::regnamespace::text")
        (temporary,) = cursor.fetchone()
        declared = standing_in(cursor, temporary, "pg_temp")
        transaction.set_rollback(True, using=connection.alias)
    asleep = [] if role == "origin" else [ASLEEP]
    return sorted([*asleep, *gone, *_differences(declared, standing)])


def _missing_functions(cursor: Any) -> Iterator[str]:
    """Looked for first: where one fills a column, there is no table without it."""
    for model in apps.get_models():
        for each in model._meta.constraints:
            if isinstance(each, Function):
                cursor.execute("SELECT to_regprocedure(%s)", [each.drop])
                if cursor.fetchone() == (None,):
                    yield _sentence(Kept("function", "", each.drop), "is missing")


def _differences(
    declared: dict[Kept, Standing], standing: dict[Kept, Standing]
) -> Iterator[str]:
    for kept, (definition, _) in declared.items():
        found = standing.get(kept)
        if found is None:
            yield _sentence(kept, "is missing")
        elif found.fails:
            yield _sentence(kept, found.fails)
        elif found.definition != definition:
            yield _sentence(kept, "is not the one that the models declare")


def _sentence(kept: Kept, fails: str) -> str:
    of = f" of {kept.table}" if kept.table else ""
    return f"The {kept.kind} {kept.name}{of} {fails}."


def _declare(
    connection: BaseDatabaseWrapper, standing: dict[Kept, Standing]
) -> list[str]:
    """Make what the models declare, where new tables go; and say which triggers cannot
    be made: PostgreSQL looks for no function among what is temporary.
    """
    gone = []
    with connection.schema_editor(atomic=False) as editor:
        for bare in _bare_models(connection):
            editor.create_model(bare)
        for model, constraint in _constraints(connection):
            made = Kept("function", "", f"{constraint.name}()")
            if isinstance(constraint, Trigger) and made not in standing:
                gone.append(_sentence(made, "is missing"))
            else:
                editor.add_constraint(model, constraint)
    return gone


def _bare_models(connection: BaseDatabaseWrapper) -> list[Any]:
    """The models without constraints, which may name tables that are yet to be made."""
    state = ProjectState.from_apps(apps)
    for each in state.models.values():
        each.options = {**each.options, "constraints": [], "indexes": []}
    models = state.apps.get_models(include_swapped=True)
    return [each for each in models if each._meta.can_migrate(connection)]


def _constraints(
    connection: BaseDatabaseWrapper,
) -> list[tuple[type[Model], BaseConstraint]]:
    """Keys before what refers to them, and functions before the triggers that call them."""
    declared = [
        (model, constraint)
        for model in apps.get_models()
        if model._meta.can_migrate(connection)
        for constraint in model._meta.constraints
    ]
    later = (Trigger, ForeignKeyConstraint)
    return sorted(declared, key=lambda each: isinstance(each[1], later))
