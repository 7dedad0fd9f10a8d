"""Which constraints a row would violate, asked before it is written.

A CHECK or an exclusion is asked in the SQL that the database was given for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import BaseConstraint, CheckConstraint, Field, Model, Q
from django.db.models.sql import Query


def violations(
    instance: Model, constraints: Iterable[BaseConstraint], exclude: Iterable[str] = ()
) -> Iterator[tuple[str, ValidationError]]:
    """The name of each constraint that ``instance`` would violate, and what it says.

    Those with SQL of their own all in one SELECT: Django asks each by itself, in a
    savepoint. One about a column in ``exclude`` is not asked.
    """
    excluded, constraints = set(exclude), list(constraints)
    together = [each for each in constraints if _has_sql(each, type(instance))]
    asked = [each for each in together if not _columns(each) & excluded]
    violated = _violated(instance, tuple(each.name for each in asked))
    for constraint in constraints:
        if constraint.name in violated:
            code = constraint.violation_error_code
            message = constraint.get_violation_error_message()
            yield constraint.name, ValidationError(message, code=code)
        elif constraint not in together:
            try:
                constraint.validate(type(instance), instance, exclude=excluded)
            except ValidationError as error:
                yield constraint.name, error


def _has_sql(constraint: BaseConstraint, model: type[Model]) -> bool:
    """Whether its SQL can be asked: a row not yet there has no generated columns."""
    if not isinstance(constraint, CheckConstraint | ExclusionConstraint):
        return False
    return _columns(constraint) <= {field.name for field in _written(model)}


def _columns(constraint: Any) -> set[Any]:
    """What a CHECK or an exclusion is about."""
    compared = {column for column, _ in getattr(constraint, "expressions", ())}
    return compared | (constraint.condition or Q()).referenced_base_fields


def _written(model: type[Model]) -> list[Field]:
    return [each for each in model._meta.local_concrete_fields if not each.generated]


def _violated(instance: Model, names: tuple[str, ...]) -> set[str]:
    """Those of these constraints that do not hold; where it is not known, they do."""
    if not names:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(_question(type(instance), names), _row(instance))
        answers = cursor.fetchone() or ()
    return {n for n, holds in zip(names, answers, strict=True) if holds is False}


def _row(instance: Model) -> list[Any]:
    """The values of ``instance``; without a key if it is not in the table."""
    adding = instance._state.adding
    return [
        None
        if adding and field.primary_key
        else field.get_db_prep_save(getattr(instance, field.attname), connection)
        for field in _written(type(instance))
    ]


@cache
def _question(model: type[Model], names: tuple[str, ...]) -> str:
    """Whether each of these constraints holds for the row whose values are given."""
    editor: Any = connection.schema_editor()
    declared = {each.name: each for each in model._meta.constraints}
    holds = ", ".join(_holds(declared[name], model, editor) for name in names)
    columns = [editor.quote_name(field.column) for field in _written(model)]
    # No row of the table comes before it; but each value takes its column's type.
    row = (
        f"SELECT {', '.join(columns)} FROM {model._meta.db_table} WHERE FALSE "  # noqa: S608
        f"UNION ALL SELECT {', '.join(['%s'] * len(columns))}"
    )
    return f"SELECT {holds.replace('%', '%%')} FROM ({row}) mine"  # noqa: S608


def _holds(constraint: Any, model: Any, editor: Any) -> str:
    if not isinstance(constraint, ExclusionConstraint):
        return str(constraint._get_check_sql(model, editor))
    query = Query(model, alias_cols=False)
    compiler = query.get_compiler(connection=connection)
    excluding: Any = constraint
    condition = excluding._get_condition_sql(compiler, editor, query) or "TRUE"
    key = editor.quote_name(model._meta.pk.column)
    others = [f"other.{key} IS DISTINCT FROM mine.{key}", condition]
    for name, operator in constraint.expressions:
        column = editor.quote_name(model._meta.get_field(name).column)
        others.append(f"other.{column} {operator} mine.{column}")
    exists = f"SELECT FROM {model._meta.db_table} other WHERE {' AND '.join(others)}"
    return f"NOT ({condition} AND EXISTS ({exists}))"
