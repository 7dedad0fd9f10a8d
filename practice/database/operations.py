"""What migrations need and Django lacks."""

from __future__ import annotations

from typing import Any

from django.db.migrations import AlterField


class AlterGenerated(AlterField):
    """Reckon a generated column anew, where it stands: what refers to it still does."""

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        model = to_state.apps.get_model(app_label, self.model_name)
        if not self.allow_migrate_model(schema_editor.connection.alias, model):
            return
        field = model._meta.get_field(self.name)
        sql, params = field.generated_sql(schema_editor.connection)
        expression = sql % tuple(schema_editor.quote_value(each) for each in params)
        quote = schema_editor.quote_name
        schema_editor.execute(
            f"ALTER TABLE {quote(model._meta.db_table)} "
            f"ALTER COLUMN {quote(field.column)} SET EXPRESSION AS ({expression})",
            params=None,
        )
