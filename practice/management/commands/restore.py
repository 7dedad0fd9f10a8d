"""``manage.py restore FILE``: what ``manage.py backup`` wrote, into an empty database and
a data folder without a key.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from practice.database.backup import program
from practice.paper.key import folder, put_back


class Command(BaseCommand):
    help = "Fill an empty database from a file that manage.py backup wrote."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        if connection.introspection.table_names():
            message = "This database is not empty; restore into a new one."
            raise CommandError(message)
        file: Path = options["file"].resolve()
        key_file = file.with_name(f"{file.name}.key")
        whole = ["--single-transaction", "--exit-on-error", "--no-owner"]
        program("pg_restore", *whole, str(file))
        self.stdout.write("Restored. Now run manage.py migrate and verify.")
        if not key_file.exists():
            self.stderr.write(
                f"There is no {key_file}: what was sealed cannot be proved."
            )
            return
        try:
            put_back(key_file.read_bytes())
        except FileExistsError:
            self.stderr.write(f"{folder()} has a key already, which was kept.")
