"""``manage.py backup FILE``: everything that is stored, as it is at one moment, and the
key with which the practice seals, in ``FILE.key``.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from practice.database.backup import program
from practice.paper.key import copied


class Command(BaseCommand):
    help = "Write the whole database, and the practice's key, to files that manage.py restore reads."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"].resolve()
        key_file = file.with_name(f"{file.name}.key")
        for each in (file, key_file):
            if each.exists():
                message = f"{each} is there already; nothing was written over."
                raise CommandError(message)
        os.umask(0o077)  # they hold everything: only their owner may read them
        program("pg_dump", "--format=custom", "--no-owner", f"--file={file}")
        key_file.write_bytes(copied())
        self.stdout.write(
            f"Written to {file}, and the practice's key to {key_file}. Keep both; they are "
            "not encrypted."
        )
