"""One process that runs what waits, until it is told to stop or the database goes."""

from __future__ import annotations

import os
import signal
import threading
import time
from typing import Any

from django.db import connection
from procrastinate import PsycopgConnector
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params

AT_ONCE = 2  # jobs: the machine also serves pages
FINISH = 8  # seconds for which a job in hand may go on after the worker is told to stop
# It waits for hours, listening: what DATABASE_URL says of pages does not hold for it.
PATIENT = (
    "statement_timeout",
    "transaction_timeout",
    "idle_in_transaction_session_timeout",
    "idle_session_timeout",
)


def run(**chosen: Any) -> None:
    """Returns once stopped; raises if there is no database any more."""
    connection.ensure_connection()  # the embedded server is started, or started again
    connection.close()
    with app.replace_connector(_connector()), app.open():
        app.run_worker(
            concurrency=AT_ONCE,
            delete_jobs="successful",
            shutdown_graceful_timeout=FINISH,
            **chosen,
        )


def _connector() -> PsycopgConnector:
    said = connector_params()
    limits = [f"-c {name}=0" for name in PATIENT]
    options = " ".join([said.pop("options", ""), *limits]).strip()
    return PsycopgConnector(
        kwargs={"connect_timeout": 10, **said, "options": options},
        min_size=1,
        max_size=AT_ONCE + 2,
        timeout=10,
    )


def end_with(parent: int) -> None:
    """Have this process end when ``parent`` does, however that ends."""
    threading.Thread(target=_watch, args=[parent], daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(FINISH + 2)
    os._exit(1)  # a worker whose database is gone may wait for it for ever
