"""Whether the database is of this version, and keeps what the models declare."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection

from practice.database.acting import OWNER, acting_as
from practice.database.comparison import is_migrated, weaknesses
from practice.upkeep.facts import Fact


def facts() -> Iterator[Fact]:
    if not is_migrated(connection):
        said = "The tables are not those of this version."
        yield Fact("migrations", False, said, "Run manage.py migrate.")
        return
    yield Fact("migrations", True, "The tables are those of this version.")
    with acting_as(OWNER):
        found = weaknesses(connection)
    if found:
        yield Fact(
            "rules", False, " ".join(found), "Restore a backup, or ask who changed it."
        )
    else:
        yield Fact("rules", True, "The database keeps every rule.")
