"""Processes that render papers. Names no model at the top: each begins without them."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import django


def processes(cores: int) -> ProcessPoolExecutor:
    """A pool in which each process is ready to render."""
    return ProcessPoolExecutor(cores, get_context("spawn"), _ready)


def _ready() -> None:
    django.setup()
    from practice.paper import pdf  # noqa: PLC0415 (once the apps are loaded)

    pdf.warm()
