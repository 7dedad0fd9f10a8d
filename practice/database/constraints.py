"""Two kinds of constraint that PostgreSQL 18 has and Django lacks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS
from django.db.models import (
    BaseConstraint,
    Deferrable,
    Model,
    Q,
    Value,
)
from django.db.models.lookups import IsNull

from practice.spans import Covers, RangeAgg


def violated(error: BaseException) -> str:
    """The name of the constraint that the database says ``error`` is about, or ``""``."""
    diagnosis = getattr(error.__cause__, "diag", None)
    return getattr(diagnosis, "constraint_name", None) or ""


class TableConstraint(BaseConstraint):
    """A constraint that is one SQL clause over columns of its own table."""

    fields: tuple[str, ...]
    period: str | None

    def clause(self, model: Any, editor: Any) -> str:
        """The clause after ``CONSTRAINT name``."""
        raise NotImplementedError

    def constraint_sql(self, model: Any, schema_editor: Any) -> str:
        name = schema_editor.quote_name(self.name)
        return f"CONSTRAINT {name} {self.clause(model, schema_editor)}"

    def create_sql(self, model: Any, schema_editor: Any) -> str:
        table = schema_editor.quote_name(model._meta.db_table)
        return f"ALTER TABLE {table} ADD {self.constraint_sql(model, schema_editor)}"

    def remove_sql(self, model: Any, schema_editor: Any) -> str:
        table = schema_editor.quote_name(model._meta.db_table)
        return (
            f"ALTER TABLE {table} DROP CONSTRAINT {schema_editor.quote_name(self.name)}"
        )

    def _check(self, model: type[Model], connection: Any) -> list[Any]:
        names = {*self.fields, *([self.period] if self.period else [])}
        check: Any = super()._check_references  # type: ignore[misc]
        references: list[Any] = check(model, [(name,) for name in names])
        return references

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, TableConstraint):
            return NotImplemented
        return self.deconstruct() == other.deconstruct()

    __hash__ = BaseConstraint.__hash__

    def _values(
        self, instance: Model, model: type[Model], exclude: Iterable[str] | None
    ) -> dict[str, Any] | None:
        """What ``instance`` holds in our columns; None where a column is excluded."""
        unsaved: Any = instance
        known = unsaved._get_field_expression_map(
            meta=model._meta, exclude=set(exclude or ())
        )
        wanted = [*self.fields, *([self.period] if self.period else [])]
        if any(name not in known for name in wanted):
            return None
        return {name: known[name] for name in wanted}

    def _refuse(self) -> None:
        raise ValidationError(self.get_violation_error_message(), code=self.name)


def _columns(
    model: Any,
    editor: Any,
    fields: Iterable[str],
    last: str = "",
) -> str:
    names = [editor.quote_name(model._meta.get_field(name).column) for name in fields]
    return ", ".join([*names, last] if last else names)


def _is_null(expression: Any) -> bool:
    return isinstance(expression, Value) and expression.value is None


class WithoutOverlaps(TableConstraint):
    """``UNIQUE (fields, period WITHOUT OVERLAPS)``; a NULL period overlaps nothing."""

    def __init__(self, *, fields: Iterable[str], period: str, **kwargs: Any) -> None:
        self.fields = tuple(fields)
        self.period: str = period
        super().__init__(**kwargs)

    def clause(self, model: Any, editor: Any) -> str:
        period = f"{_columns(model, editor, [self.period])} WITHOUT OVERLAPS"
        return f"UNIQUE ({_columns(model, editor, self.fields, period)})"

    def deconstruct(self) -> Any:
        path, args, kwargs = super().deconstruct()
        return path, args, {**kwargs, "fields": self.fields, "period": self.period}

    def validate(
        self,
        model: type[Model],
        instance: Model,
        exclude: Iterable[str] | None = None,
        using: str = DEFAULT_DB_ALIAS,
    ) -> None:
        values = self._values(instance, model, exclude)
        if values is None:
            return
        period = values.pop(self.period)
        others = model._default_manager.using(using).filter(
            **values, **{f"{self.period}__overlap": period}
        )
        if not instance._state.adding:
            others = others.exclude(pk=instance.pk)
        if others.exists():
            self._refuse()


class ForeignKeyConstraint(TableConstraint):
    """A foreign key over several columns, with ``PERIOD`` where periods are named.

    With a period, the rows referred to must together cover the whole of it; a row
    whose period is NULL, or any of whose columns is, refers to nothing.
    """

    def __init__(
        self,
        *,
        fields: Iterable[str],
        to: str,
        to_fields: Iterable[str],
        period: str | None = None,
        to_period: str | None = None,
        cascade_updates: bool = False,
        deferrable: Deferrable | None = None,
        **kwargs: Any,
    ) -> None:
        self.fields = tuple(fields)
        self.to = to
        self.to_fields = tuple(to_fields)
        self.period = period
        self.to_period = to_period
        self.cascade_updates = cascade_updates
        self.deferrable = deferrable
        super().__init__(**kwargs)

    def clause(self, model: Any, editor: Any) -> str:
        to = model._meta.apps.get_model(self.to)
        own, others = "", ""
        if self.period and self.to_period:
            own = f"PERIOD {_columns(model, editor, [self.period])}"
            others = f"PERIOD {_columns(to, editor, [self.to_period])}"
        clause = (
            f"FOREIGN KEY ({_columns(model, editor, self.fields, own)}) "
            f"REFERENCES {editor.quote_name(to._meta.db_table)} "
            f"({_columns(to, editor, self.to_fields, others)})"
            + (" ON UPDATE CASCADE" if self.cascade_updates else "")
        )
        return clause + str(editor._deferrable_constraint_sql(self.deferrable))

    def deconstruct(self) -> Any:
        path, args, kwargs = super().deconstruct()
        kwargs |= {"fields": self.fields, "to": self.to, "to_fields": self.to_fields}
        if self.period:
            kwargs |= {"period": self.period, "to_period": self.to_period}
        if self.cascade_updates:
            kwargs["cascade_updates"] = True
        if self.deferrable:
            kwargs["deferrable"] = self.deferrable
        return path, args, kwargs

    def validate(
        self,
        model: type[Model],
        instance: Model,
        exclude: Iterable[str] | None = None,
        using: str = DEFAULT_DB_ALIAS,
    ) -> None:
        values = self._values(instance, model, exclude)
        if values is None or any(_is_null(values[name]) for name in self.fields):
            return
        to = model._meta.apps.get_model(self.to)
        lookups = dict(
            zip(self.to_fields, (values[name] for name in self.fields), strict=True)
        )
        rows = to._default_manager.using(using).filter(**lookups)
        if not self.period:
            if not rows.exists():
                self._refuse()
            return
        period = values[self.period]
        leans = ~Q(IsNull(period, True))
        covered = rows.aggregate(covered=Covers(RangeAgg(self.to_period), period))
        if leans.check({}, using=using) and not covered["covered"]:
            self._refuse()
