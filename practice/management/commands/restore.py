"""``manage.py restore FILE``: what ``manage.py backup`` wrote, into an empty database."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from practice.database.backup import program


class Command(BaseCommand):
    help = "Fill an empty database from a file that manage.py backup wrote."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        if connection.introspection.table_names():
            message = "This database is not empty; restore into a new one."
            raise CommandError(message)
        whole = ["--single-transaction", "--exit-on-error", "--no-owner"]
        program("pg_restore", *whole, str(options["file"].resolve()))
        self.stdout.write("Restored. Now run manage.py migrate and verify.")
