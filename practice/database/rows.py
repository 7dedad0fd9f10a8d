"""New rows, by statements that are worded once a process.

``bulk_create`` words one anew each time, with what every field of the model has to say
to it: of an act that writes a row each to four tables, that was a fifth of the time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Field, Model
from django.db.models.expressions import DatabaseDefault

from practice.database.prepared import prepared_cursor


def insert(rows: Sequence[Model]) -> None:
    """Write rows of one model, which is no other's child, as ``bulk_create`` does: their
    keys, and what else the database makes, are on them afterwards. In a transaction.
    """
    if rows:
        _Wording.of(type(rows[0])).insert(rows)


class _Wording:
    """How rows of one model are written, and how what comes back is read."""

    @staticmethod
    @cache
    def of(model: type[Model]) -> _Wording:
        return _Wording(model)

    def __init__(self, model: type[Model]) -> None:
        meta = model._meta
        made = set(meta.db_returning_fields)
        self.fields = [
            (field, _blank(field))
            for field in meta.local_concrete_fields
            if not (field.generated or (field.primary_key and field in made))
        ]
        back = meta.db_returning_fields
        if any(field.get_db_converters(connection) for field in back):
            message = f"{model.__name__} is read otherwise than the database says it."
            raise TypeError(message)
        self.read = [field.attname for field in back]
        table = connection.ops.quote_name(meta.db_table)
        self.into = (
            f"INSERT INTO {table} ({_columns(f for f, _ in self.fields)}) VALUES "  # noqa: S608 (of our own words)
        )
        self.returning = f" RETURNING {_columns(back)}" if back else ""

    def insert(self, rows: Sequence[Model]) -> None:
        values: list[Any] = []
        said = ", ".join(f"({', '.join(self._said(row, values))})" for row in rows)
        with prepared_cursor() as cursor:
            cursor.execute(f"{self.into}{said}{self.returning}", values)
            made = cursor.fetchall() if self.read else [()] * len(rows)
        for row, found in zip(rows, made, strict=True):
            vars(row).update(zip(self.read, found, strict=True))
            row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS

    def _said(self, row: Model, values: list[Any]) -> Iterator[str]:
        """Blanks, with their ``values``; and what is left to the database."""
        for field, blank in self.fields:
            value = field.pre_save(row, add=True)
            if isinstance(value, DatabaseDefault):
                yield "DEFAULT"
                continue
            values.append(field.get_db_prep_save(value, connection))
            yield blank


def _columns(fields: Iterable[Any]) -> str:
    return ", ".join(connection.ops.quote_name(field.column) for field in fields)


def _blank(field: Field[Any, Any]) -> str:
    asked: Any = getattr(field, "get_placeholder", None)
    return str(asked(None, None, connection)) if asked else "%s"
