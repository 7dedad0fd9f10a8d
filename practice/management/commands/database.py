"""``manage.py database``: hold the embedded server up, until told to stop.

For a service manager, which then stops it after all that uses it; without this the server
runs for as long as any of our processes does.
"""

from __future__ import annotations

import logging
import signal
import threading
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from gunicorn.systemd import sd_notify

from practice.database.embedded import server

PACE = 2  # seconds between one look at the server and the next


class Command(BaseCommand):
    help = "Keep the embedded PostgreSQL running, until told to stop."
    requires_system_checks: list[str] = []  # which look into the database

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DATABASES["default"]["ENGINE"].endswith("embedded"):
            message = "DATABASE_URL names a server of your own: there is none to run."
            raise CommandError(message)
        told = threading.Event()
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, lambda *_: told.set())
        server.running()
        log = logging.getLogger(__name__)
        sd_notify("READY=1", log)
        while not told.wait(PACE):
            server.revive()
        sd_notify("STOPPING=1", log)
