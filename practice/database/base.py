"""PostgreSQL 18 or newer; whatever is wrong with it, said in one sentence."""

from __future__ import annotations

import re
from typing import Any

import psycopg
from django.db import NotSupportedError, OperationalError
from django.db.backends.postgresql import base, features

# Asked so many times, a statement of a prepared cursor is prepared. Through a pool none is,
# unless DATABASE_POOL_URL says ?prepare_threshold=2: PgBouncer knows of them from 1.22.
OFTEN = 2
# And planned once. Left to itself the server plans some anew each time: those given arrays or
# spans, which it takes for more costly than they are while it does not know them.
PLAN_ONCE = "plan_cache_mode=force_generic_plan"

# Tables are found in one place, whatever somebody gave the role or the database for one.
SEARCH_PATH = "public,pg_temp"


class DatabaseUnavailableError(OperationalError):
    """No usable database: the message is one sentence for whoever set it up."""


class DatabaseFeatures(features.DatabaseFeatures):
    minimum_database_version = (18,)


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's own, refusing older servers and explaining a failed connection."""

    features_class = DatabaseFeatures

    def connect(self) -> None:
        try:
            super().connect()
        except NotSupportedError as error:
            found = ".".join(map(str, self.get_database_version()))
            self.close()
            message = (
                f"{self._place()} is version {found}; Third Chair needs 18 or newer."
            )
            raise DatabaseUnavailableError(message) from error
        except psycopg.Error as error:
            raise DatabaseUnavailableError(self._sentence(str(error))) from error

    def get_connection_params(self) -> dict[str, Any]:
        params = super().get_connection_params()
        # What DATABASE_URL says of its own comes last, and so holds.
        ours = f"-c search_path={SEARCH_PATH} -c {PLAN_ONCE}"
        options = f"{ours} {params.get('options', '')}".strip()
        return {**params, "options": options}

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        ours = {"connect_timeout": 10, **conn_params}
        if ours.pop("pooled", False):
            ours.pop("options", None)  # which a pool refuses, or forgets
        elif ours.get("prepare_threshold") is None:
            ours["prepare_threshold"] = OFTEN
        return super().get_new_connection(ours)

    def chunked_cursor(self) -> Any:
        """Behind a pool, one on the server lasts as long as its transaction."""
        pooled = self.settings_dict["OPTIONS"].get("pooled")
        if pooled and not self.in_atomic_block:
            return self.cursor()
        return super().chunked_cursor()

    def _place(self) -> str:
        return f"PostgreSQL at {self.settings_dict['HOST'] or 'this machine'}"

    def _sentence(self, error: str) -> str:
        """``error`` is libpq's, in the words of a server that may not speak English."""
        if "FATAL" not in error and (reason := _reason(error)):
            return f"No {self._place()} answers ({reason}); start it, or check DATABASE_URL."
        if re.search(r"password|authentication|role|pg_hba", error):
            return f"{self._place()} does not accept this user and password; check DATABASE_URL."
        if re.search(r'database ".*" does not exist', error):
            return f"{self._place()} has no such database; create it, or check DATABASE_URL."
        return f"{self._place()} refused the connection ({_reason(error)}); check DATABASE_URL."


def _reason(error: str) -> str:
    """The end of the first line, after what it says about where and how bad."""
    first = error.strip().splitlines()[0] if error.strip() else "no reason given"
    return first.rpartition("failed: ")[2].rpartition("FATAL:")[2].strip(" .:")
