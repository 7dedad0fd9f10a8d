"""Pages through a pool of connections: PgBouncer in transaction mode, or one like it.

From one transaction to the next another server process may answer, so whatever a session
is told must be told anew: pages tell it nothing (``SET LOCAL`` ends with its transaction),
and the pool itself says how long they may wait. All that is no page goes directly: the
worker listens, commands take as long as it takes, migrations lock.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from practice.database.timeouts import FOR_PAGES, limit_pages

POOLED = "pooled"  # in OPTIONS, where ``practice.database.base`` finds it
SAYS_NOTHING = (
    "Pages would wait for ever behind the pool, which sets no {missing}. For PgBouncer, "
    "say with the database: {said}."
)


def ready_for_pages() -> None:
    """For every connection that this process makes from now on."""
    if not settings.POOL:
        limit_pages()
        return
    chosen = connections.settings[DEFAULT_DB_ALIAS]
    options = {**settings.POOL["OPTIONS"], POOLED: True}
    chosen |= {**settings.POOL, "OPTIONS": options}


def is_pooled(connection: BaseDatabaseWrapper) -> bool:
    """Whether it leads to a pool."""
    return bool(connection.settings_dict["OPTIONS"].get(POOLED))


def connect_query() -> str:
    """What PgBouncer says as each connection to the server begins, as its file has it."""
    limits = (f"SET {name} = ''{value}''" for name, value in FOR_PAGES.items())
    return f"connect_query='{'; '.join(limits)}'"


def unlimited(connection: BaseDatabaseWrapper) -> list[str]:
    """A sentence, if pages could wait for ever behind the pool."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM pg_settings WHERE name = ANY(%s) AND setting = '0'",
            [list(FOR_PAGES)],
        )
        missing: list[Any] = [name for (name,) in cursor.fetchall()]
    said = SAYS_NOTHING.format(missing=", ".join(missing), said=connect_query())
    return [said] if missing else []
