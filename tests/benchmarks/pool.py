"""Processes that render papers. Names no model at the top: each begins without them."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import django
from django.db import connection


def processes(cores: int) -> ProcessPoolExecutor:
    """A pool in which each process is ready to render, for whom this database says."""
    name = connection.settings_dict["NAME"]
    return ProcessPoolExecutor(cores, get_context("spawn"), _ready, (name,))


def _ready(database: str) -> None:
    django.setup()
    connection.settings_dict["NAME"] = database
    from practice.paper import pdf  # noqa: PLC0415 (once the apps are loaded)

    pdf.warm()
