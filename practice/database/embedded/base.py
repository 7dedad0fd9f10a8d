"""PostgreSQL from the Python packages, started on the first connection."""

from __future__ import annotations

from typing import Any

from practice.database import base
from practice.database.embedded.server import SUPERUSER, running


class DatabaseWrapper(base.DatabaseWrapper):
    """As ``practice.database``, on the embedded server under ``DATA_DIR``."""

    def get_connection_params(self) -> dict[str, Any]:
        socket_directory = str(running())
        self.settings_dict |= {
            "HOST": socket_directory,
            "PORT": "5432",
            "USER": SUPERUSER,
        }
        return super().get_connection_params()
