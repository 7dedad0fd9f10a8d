"""How long a page may keep the database waiting, and be kept waiting by it."""

from __future__ import annotations

from django.db import DEFAULT_DB_ALIAS, connections

# All end before gunicorn gives up (60 s). The wait for a lock is the shortest: one that
# is held for long must not take every thread there is along.
FOR_PAGES = {
    "lock_timeout": "5s",
    "statement_timeout": "20s",
    "idle_in_transaction_session_timeout": "20s",
    "transaction_timeout": "30s",
}
# For what takes as long as there is of it, in a transaction of its own.
UNLIMITED = "SET LOCAL statement_timeout = 0; SET LOCAL transaction_timeout = 0"


def limit_pages() -> None:
    """For every connection that this process makes from now on. Commands never ask for
    it: a migration, a backup or a check of the history takes as long as it takes.
    """
    chosen = connections.settings[DEFAULT_DB_ALIAS]["OPTIONS"]
    limits = [f"-c {name}={value}" for name, value in FOR_PAGES.items()]
    # What DATABASE_URL says of its own comes last, and so holds.
    chosen["options"] = " ".join([*limits, chosen.get("options", "")]).strip()
