"""``manage.py work``: run the jobs that wait, until told to stop."""

from __future__ import annotations

import os
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import connection

from practice.jobs import worker
from practice.jobs.keeper import Keeper


class Command(BaseCommand):
    help = "Run the jobs that wait, until told to stop; a worker that dies is replaced."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--while",
            type=int,
            dest="parent",
            help="Stop once this process, which started this one, has ended.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        parent = options["parent"]
        # This process, and no worker, has the embedded server stopped when it ends last.
        connection.ensure_connection()
        connection.close()
        wanted = (lambda: os.getppid() == parent) if parent else (lambda: True)
        Keeper(worker.run, wanted).run()
