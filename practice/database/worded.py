"""Questions that Django words once a process, however often they are asked.

Django takes several times as long to word one as PostgreSQL takes to answer it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, wraps
from inspect import signature
from typing import Any, ParamSpec, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Expression, QuerySet
from psycopg.sql import Literal

from practice.database.prepared import prepared_cursor

P = ParamSpec("P")
R = TypeVar("R")


class Blank(Expression):
    """Where a question takes what it is given under this name."""

    def __init__(self, name: str, *, many: bool) -> None:
        super().__init__()
        self.name, self.many = name, many

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return "SELECT unnest(%s::bigint[])" if self.many else "%s", [self]


def worded(question: Callable[P, QuerySet[Any, R]]) -> Callable[P, list[R]]:
    """Ask ``question``, which gives whole rows of one model, or tuples.

    It runs once, with blanks for its arguments: nothing else in it may change from one
    time to the next, as the clock does. A list, of ids, is for ``__in``.
    """
    names = tuple(signature(question).parameters)

    @cache
    def wording(lists: frozenset[str]) -> _Wording:
        blanks: Any = {name: Blank(name, many=name in lists) for name in names}
        return _Wording(question(**blanks))  # type: ignore[call-arg]

    @wraps(question)
    def ask(*args: P.args, **kwargs: P.kwargs) -> list[R]:
        given: dict[str, Any] = dict(zip(names, args, strict=False)) | kwargs
        lists = (name for name, value in given.items() if isinstance(value, list))
        return list(wording(frozenset(lists)).rows(given))

    return ask


def worded_within(
    outer: str, *beside: str
) -> Callable[[Callable[..., QuerySet[Any, Any]]], Callable[..., list[Any]]]:
    """As ``worded``, of a question that stands for ``{}`` in ``outer``, which is SQL and
    may not be said otherwise. Its own blanks are ``beside``, in their order; rows are as
    the database gives them.
    """

    def decorate(question: Callable[..., QuerySet[Any, Any]]) -> Callable[..., Any]:
        @cache
        def wording() -> tuple[str, list[Blank]]:
            names = signature(question).parameters
            inner = _Wording(question(**{n: Blank(n, many=False) for n in names}))
            own = [Blank(name, many=False) for name in beside]
            return outer.format(inner.sql), [*inner.blanks, *own]

        def ask(**given: Any) -> list[Any]:
            sql, blanks = wording()
            with prepared_cursor() as cursor:
                cursor.execute(sql, _filled(blanks, given))
                rows: list[Any] = cursor.fetchall()
                return rows

        return ask

    return decorate


def _filled(blanks: Iterable[Blank], given: Mapping[str, Any]) -> list[Any]:
    return [given[each.name] for each in blanks]


def _with_constants(sql: str, params: Iterable[Any]) -> tuple[str, list[Blank]]:
    """What never changes is said in the question: psycopg reads one with dozens of blanks
    anew each time it is asked.
    """
    connection.ensure_connection()
    left = iter(params)
    blanks: list[Blank] = []

    def said(found: re.Match[str]) -> str:
        if found[0] == "%%":
            return "%%"
        value = next(left)
        if isinstance(value, Blank):
            blanks.append(value)
            return "%s"
        return Literal(value).as_string(connection.connection).replace("%", "%%")

    return re.sub("%[s%]", said, sql), blanks


class _Wording:
    """What Django made of a question, and how it reads the answer."""

    def __init__(self, queryset: Any) -> None:
        compiler = queryset.query.get_compiler(DEFAULT_DB_ALIAS)
        self.sql, self.blanks = _with_constants(*compiler.as_sql())
        self.read = compiler.get_converters([column for column, *_ in compiler.select])
        # Tuples, if columns of their own were asked for.
        self.model = None if queryset._fields else queryset.model
        if self.model:
            own = compiler.select[: len(compiler.klass_info["select_fields"])]
            self.fields = [column.target.attname for column, *_ in own]
            self.beside = compiler.annotation_col_map

    def rows(self, given: Mapping[str, Any]) -> Iterator[Any]:
        with prepared_cursor() as cursor:
            cursor.execute(self.sql, _filled(self.blanks, given))
            rows = cursor.fetchall()
        return map(self._row, rows)

    def _row(self, found: tuple[Any, ...]) -> Any:
        row = list(found)
        for place, (converters, expression) in self.read.items():
            for convert in converters:
                row[place] = convert(row[place], expression, connection)
        if self.model is None:
            return tuple(row)
        instance = self.model.from_db(
            DEFAULT_DB_ALIAS, self.fields, row[: len(self.fields)]
        )
        for name, place in self.beside.items():
            setattr(instance, name, row[place])
        return instance
