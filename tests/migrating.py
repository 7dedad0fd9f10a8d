"""The test's database taken back to an earlier migration, and to the newest again."""

from __future__ import annotations

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tests.model_states import models_stay
from tests.refusals import settle

# Whose migrations change nothing by what Django finds out of models (see models_stay).
OURS = {"practice", "clients", "releases", "collateral"}


def migrate(*to: tuple[str, str]) -> None:
    """To these, or to the newest of all, with nothing left to ask at commit."""
    settle()
    executor = MigrationExecutor(connection)
    newest = executor.loader.graph.leaf_nodes()
    with models_stay():
        executor.migrate(list(to) or [each for each in newest if each[0] in OURS])
    executor = MigrationExecutor(connection)
    if not to and executor.migration_plan(newest):
        executor.migrate(newest)
