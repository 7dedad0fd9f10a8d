"""PostgreSQL from the Python packages, started on the first connection."""

from __future__ import annotations

from typing import Any

import psycopg

from practice.database import base
from practice.database.embedded.server import revive, running


class DatabaseWrapper(base.DatabaseWrapper):
    """As ``practice.database``, on the embedded server under ``DATA_DIR``."""

    def get_connection_params(self) -> dict[str, Any]:
        socket_directory = str(running())
        self.settings_dict |= {"HOST": socket_directory, "PORT": "5432"}
        return super().get_connection_params()

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        try:
            return super().get_new_connection(conn_params)
        except psycopg.OperationalError:
            revive()
        return super().get_new_connection(conn_params)
