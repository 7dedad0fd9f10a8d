"""``manage.py backup FILE``: everything that is stored, as it is at one moment."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from practice.database.backup import program


class Command(BaseCommand):
    help = "Write the whole database to a file that manage.py restore reads."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"].resolve()
        if file.exists():
            message = f"{file} is there already; nothing was written over."
            raise CommandError(message)
        os.umask(0o077)  # it holds everything: only its owner may read it
        program("pg_dump", "--format=custom", "--no-owner", f"--file={file}")
        self.stdout.write(f"Written to {file}. It is not encrypted.")
