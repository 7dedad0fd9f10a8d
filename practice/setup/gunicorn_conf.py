"""How gunicorn serves: ``gunicorn --config python:practice.setup.gunicorn_conf``.

The application is loaded once, before the workers fork, so that a mistake in the
settings or no database is one sentence and no worker is ever started.
"""

from __future__ import annotations

import os
import threading
from importlib import import_module
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from practice.database.comparison import is_migrated
from practice.paper import pdf, seal
from practice.setup.checks import NOT_MIGRATED
from practice.setup.environment import env_int, env_log_level
from practice.setup.logs import configuration
from practice.setup.startup import explained
from practice.setup.wired import FINISHES

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "practice.settings")
with explained():
    if not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        message = "Styles and scripts are missing: run manage.py collectstatic first."
        raise ImproperlyConfigured(message)
    bind = f"127.0.0.1:{env_int('PORT', 8000)}"
    workers = env_int("WEB_CONCURRENCY", 2)
    threads = env_int("WEB_THREADS", 4)
    # Requests are not logged: addresses and times are somebody's visits.
    logconfig_dict = configuration(env_log_level("LOG_LEVEL", "WARNING"))

wsgi_app = "practice.wsgi"
worker_class = "practice.setup.worker.ReceivingWorker"
worker_connections = 200  # each may be a request of which not all has arrived
preload_app = True
timeout = 60
graceful_timeout = 10
control_socket_disable = True


def on_starting(server: Any) -> None:
    """Refuse to start without a usable database, or with a check that fails: the gate
    missing, say, or a rule that the database no longer keeps. A restore that was stopped
    half way is finished first. The workers inherit no connection.
    """
    with explained():
        connection.ensure_connection()
        found = run_checks(databases=[connection.alias])
        if faults := [str(each) for each in found if each.is_serious()]:
            raise ImproperlyConfigured(" ".join(faults))
        if not is_migrated(connection):
            raise ImproperlyConfigured(NOT_MIGRATED)
        import_module(FINISHES).finish()
    connection.close()


def post_worker_init(worker: Any) -> None:
    """Have the first PDF, and its seal, wait for nothing. After the fork: fonts are each
    worker's own.
    """
    threading.Thread(target=_warm, daemon=True).start()


def _warm() -> None:
    pdf.warm()
    seal.warm()
