"""Which constraints a row would violate, asked before it is written.

A CHECK or an exclusion is asked in the SQL that the database was given for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain
from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import BaseConstraint, CheckConstraint, Field, Model, Q
from django.db.models.sql import Query

from practice.database.prepared import prepared_cursor


def violations(
    instance: Model, constraints: Iterable[BaseConstraint], exclude: Iterable[str] = ()
) -> Iterator[tuple[BaseConstraint, ValidationError]]:
    """Each constraint that ``instance`` would violate, and what it says.

    One about a column in ``exclude`` is not asked.
    """
    excluded, constraints = set(exclude), list(constraints)
    together = [each for each in constraints if _has_sql(each, type(instance))]
    asked = [each for each in together if not _columns(each) & excluded]
    violated = violated_by([(instance, asked)])[0] if asked else []
    for constraint in constraints:
        if constraint in violated:
            yield constraint, error_of(constraint)
        elif constraint not in together:
            try:
                constraint.validate(type(instance), instance, exclude=excluded)
            except ValidationError as error:
                yield constraint, error


def error_of(constraint: BaseConstraint) -> ValidationError:
    """What a constraint says when it is violated."""
    message = constraint.get_violation_error_message()
    return ValidationError(message, code=constraint.name)


def exclusions_of(model: type[Model]) -> list[ExclusionConstraint]:
    """Those that say what must not overlap."""
    declared = model._meta.constraints
    return [each for each in declared if isinstance(each, ExclusionConstraint)]


def violated_by(
    rows: Sequence[tuple[Model, Sequence[BaseConstraint]]],
) -> list[list[BaseConstraint]]:
    """For each row, those of these CHECKs and exclusions that it would violate.

    All in one SELECT: Django asks each by itself, in a savepoint. What is not known,
    as nothing is of a null, violates nothing.
    """
    alike: dict[tuple[type[Model], tuple[str, ...]], list[int]] = {}
    for place, (instance, constraints) in enumerate(rows):
        names = tuple(each.name for each in constraints)
        alike.setdefault((type(instance), names), []).append(place)
    questions = [_question(*asked, len(places)) for asked, places in alike.items()]
    in_order = [place for places in alike.values() for place in places]
    with prepared_cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join(questions)}",
            [value for place in in_order for value in _values(rows[place][0])],
        )
        answers = cursor.fetchone() or ()
    held = dict(zip(in_order, chain.from_iterable(answers), strict=True))
    return [
        [each for each, holds in zip(asked, held[place], strict=True) if holds is False]
        for place, (_, asked) in enumerate(rows)
    ]


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


def _values(instance: Model) -> list[Any]:
    """What a row of ``instance`` would hold; no key if it is not in the table."""
    adding = instance._state.adding
    return [
        None
        if adding and field.primary_key
        else field.get_db_prep_save(getattr(instance, field.attname), connection)
        for field in _written(type(instance))
    ]


@cache
def _question(model: type[Model], names: tuple[str, ...], rows: int) -> str:
    """Whether each of these constraints holds, for as many ``rows`` as values are given."""
    editor: Any = connection.schema_editor()
    declared = {each.name: each for each in model._meta.constraints}
    holds = ", ".join(_holds(declared[name], model, editor) for name in names)
    columns = [editor.quote_name(field.column) for field in _written(model)]
    # No row of the table comes before it; but each value takes its column's type.
    none = f"SELECT {', '.join(columns)}, 0 AS nth FROM {model._meta.db_table}"  # noqa: S608
    given = [
        f"UNION ALL SELECT {', '.join(['%s'] * len(columns))}, {nth}"
        for nth in range(rows)
    ]
    mine = f"{none} WHERE FALSE {' '.join(given)}"
    each = f"ARRAY[{holds.replace('%', '%%')}]"
    return f"(SELECT array_agg({each} ORDER BY nth) FROM ({mine}) mine)"  # noqa: S608


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
