"""Triggers, declared in a model's ``Meta.constraints`` beside what a constraint can say.

Each raises with the name of the rule that it keeps, as a constraint does, so that Django
sees an ``IntegrityError`` with a name; what it says carries ids only.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import BaseConstraint

IS_FINAL = """
BEGIN
    RAISE '% is written once', TG_TABLE_NAME USING
        ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;
END
"""


# Where functions of triggers look for tables: a temporary one, which anybody may make,
# must not stand in for a real one.
SEARCH_PATH = "pg_catalog, public, pg_temp"


class Declared(BaseConstraint):
    """Something of a table that migrations make and drop, and no form can ask."""

    def constraint_sql(self, model: Any, schema_editor: Any) -> str:
        """Nothing within the table's own statement; what is made follows it."""
        schema_editor.deferred_sql.append(self.create_sql(model, schema_editor))
        return ""

    def create_sql(self, model: Any, schema_editor: Any) -> str:
        raise NotImplementedError

    def validate(self, *args: Any, **kwargs: Any) -> None:
        """The database alone can tell."""

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Declared):
            return NotImplemented
        return self.deconstruct() == other.deconstruct()

    __hash__ = BaseConstraint.__hash__


class Function(Declared):
    """A function in SQL that triggers and queries call; ``create`` makes it."""

    def __init__(self, *, name: str, create: str, drop: str) -> None:
        self.create, self.drop = create, drop
        super().__init__(name=name)

    def create_sql(self, model: Any, schema_editor: Any) -> str:
        return self.create

    def remove_sql(self, model: Any, schema_editor: Any) -> str:
        return f"DROP FUNCTION {self.drop}"

    def deconstruct(self) -> Any:
        path = f"{type(self).__module__}.{type(self).__qualname__}"
        return path, (), {"name": self.name, "create": self.create, "drop": self.drop}


class Trigger(Declared):
    """A function in PL/pgSQL, and the trigger of the same name that runs it: ALWAYS, also
    where ``session_replication_role`` puts others to sleep.

    ``fires`` reads ``BEFORE UPDATE OR DELETE``; ``when`` is a condition on the row. One
    that is ``deferred`` is asked at commit. ``raises`` names the rules that ``body``
    keeps, where their names are not the trigger's own. ``on`` names another model, of a
    lower layer, whose rows it watches for the rule of the one that declares it.
    """

    def __init__(
        self,
        *,
        name: str,
        fires: str,
        body: str,
        when: str = "",
        deferred: bool = False,
        raises: Iterable[str] = (),
        on: str = "",
        violation_error_message: str | None = None,
    ) -> None:
        self.fires, self.body, self.when = fires, body, when
        self.deferred, self.on = deferred, on
        self.raises = tuple(raises) or (name,)
        super().__init__(name=name, violation_error_message=violation_error_message)

    def create_sql(self, model: Any, schema_editor: Any) -> str:
        watched = model._meta.apps.get_model(self.on) if self.on else model
        table = schema_editor.quote_name(watched._meta.db_table)
        kind = "CONSTRAINT TRIGGER" if self.deferred else "TRIGGER"
        each = "STATEMENT" if "TRUNCATE" in self.fires else "ROW"
        waits = "DEFERRABLE INITIALLY DEFERRED" if self.deferred else ""
        when = f"WHEN ({self.when})" if self.when else ""
        return (
            f"CREATE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql "
            f"SET search_path = {SEARCH_PATH} AS $${self.body}$$;\n"
            f"CREATE {kind} {self.name} {self.fires} ON {table} {waits} "
            f"FOR EACH {each} {when} EXECUTE FUNCTION {self.name}();\n"
            f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {self.name}"
        )

    def remove_sql(self, model: Any, schema_editor: Any) -> str:
        return f"DROP FUNCTION {self.name}() CASCADE"

    def deconstruct(self) -> Any:
        path, args, kwargs = super().deconstruct()
        kwargs |= {"fires": self.fires, "body": self.body}
        if self.when:
            kwargs["when"] = self.when
        if self.deferred:
            kwargs["deferred"] = True
        if self.raises != (self.name,):
            kwargs["raises"] = self.raises
        if self.on:
            kwargs["on"] = self.on
        return path, args, kwargs


def written_once(final: str, kept: str) -> list[Trigger]:
    """No row changes or goes, which ``final`` keeps; nor all at once, which ``kept``."""
    message = "What was written here stays as it is."
    return [
        Trigger(name=name, fires=fires, body=IS_FINAL, violation_error_message=message)
        for name, fires in (
            (final, "BEFORE UPDATE OR DELETE"),
            (kept, "BEFORE TRUNCATE"),
        )
    ]


# Who may write what happened long ago: whoever owns the table, and could take the trigger
# away, once they say so (``SET LOCAL``). Nobody else is asked what the setting says.
LAYS_THE_PAST = """
    current_setting('third_chair.past', true) = 'laid' AND pg_has_role(
        current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE'
    )
"""
LAY_THE_PAST = "SET LOCAL third_chair.past = 'laid'"


def happens_now(
    name: str,
    fires: str,
    column: str,
    message: str,
    *,
    first: str = "now() - interval '1 minute'",
) -> Trigger:
    """What is in ``column`` is not dated back before ``first``; what stands stays."""
    body = f"""
    BEGIN
        IF {LAYS_THE_PAST} THEN
            RETURN NEW;
        END IF;
        IF TG_OP = 'UPDATE' AND NEW.{column} >= OLD.{column} THEN
            RETURN NEW;
        END IF;
        RAISE '% of % is dated back', TG_TABLE_NAME, NEW.{column} USING
            ERRCODE = 'check_violation', CONSTRAINT = '{name}';
    END
    """
    return Trigger(
        name=name,
        fires=fires,
        when=f"NEW.{column} < {first}",
        body=body,
        violation_error_message=message,
    )


def sql_list(values: Iterable[str]) -> str:
    """Codes as SQL lists them: ``'scheduled', 'completed'``."""
    return ", ".join(f"'{value}'" for value in values)
