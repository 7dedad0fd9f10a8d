"""Statements that the server plans once a connection, as Django has it plan none."""

from __future__ import annotations

from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.backends.utils import CursorWrapper


def prepared_cursor() -> CursorWrapper:
    """For those that take longer to plan than to answer, and are asked again and again."""
    database: Any = connections[DEFAULT_DB_ALIAS]
    if database.connection is None:
        database.ensure_connection()
    raw = database.connection
    usual, raw.cursor_factory = raw.cursor_factory, ServerBindingCursor
    try:
        found: CursorWrapper = database.cursor()
        return found
    finally:
        raw.cursor_factory = usual
