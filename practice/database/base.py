"""PostgreSQL 18 or newer; whatever is wrong with it, said in one sentence."""

from __future__ import annotations

from typing import Any

from django.db import NotSupportedError, OperationalError
from django.db.backends.postgresql import base, features


class DatabaseUnavailableError(OperationalError):
    """No usable database: the message is one sentence for whoever set it up."""


class DatabaseFeatures(features.DatabaseFeatures):
    minimum_database_version = (18,)


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's own, refusing older servers and explaining a failed connection."""

    features_class = DatabaseFeatures

    def connect(self) -> None:
        where = self.settings_dict.get("HOST") or "this machine"
        try:
            super().connect()
        except NotSupportedError as error:
            self.close()
            message = f"Third Chair needs PostgreSQL 18 or newer: {error}"
            raise DatabaseUnavailableError(message) from error
        except OperationalError as error:
            raise DatabaseUnavailableError(_sentence(error, where)) from error

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        return super().get_new_connection({"connect_timeout": 10, **conn_params})


def _sentence(error: OperationalError, where: str) -> str:
    text = str(error).lower()
    if "password" in text or "authentication" in text or "role" in text:
        return f"PostgreSQL at {where} does not accept this user and password; check DATABASE_URL."
    if "does not exist" in text:
        return f"PostgreSQL at {where} has no such database; create it or check DATABASE_URL."
    return f"No PostgreSQL answers at {where}; start it, or check DATABASE_URL."
