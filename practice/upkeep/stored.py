"""Whether the database is of this version, and keeps what the models declare."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from practice.database.comparison import weaknesses
from practice.upkeep.facts import Fact


def is_current() -> bool:
    """Whether every migration of this version was applied."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def facts() -> Iterator[Fact]:
    if not is_current():
        said = "The tables are not those of this version."
        yield Fact("migrations", False, said, "Run manage.py migrate.")
        return
    yield Fact("migrations", True, "The tables are those of this version.")
    if found := weaknesses(connection):
        yield Fact(
            "rules", False, " ".join(found), "Restore a backup, or ask who changed it."
        )
    else:
        yield Fact("rules", True, "The database keeps every rule.")
