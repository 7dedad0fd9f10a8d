"""``manage.py backup FILE``: everything that is stored, as it is at one moment, and the
key with which the practice seals, closed for the practice's own backup key.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from practice.database import closed
from practice.database.acting import BACKUP, acting_as
from practice.database.backup import DUMP, dumping, program
from practice.paper.key import copied

NO_RECIPIENT = (
    "Set BACKUP_RECIPIENT to whom it is closed for (manage.py backup_key makes a key), or "
    "say --plain: whoever has the file then reads everything."
)


class Command(BaseCommand):
    help = "Write the whole database, and the practice's key, to a file that manage.py restore reads."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--plain", action="store_true", help="do not encrypt it, nor its .key"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"].resolve()
        key_file = file.with_name(f"{file.name}.key")
        for each in (file, key_file):
            if each.exists():
                message = f"{each} is there already; nothing was written over."
                raise CommandError(message)
        os.umask(0o077)  # they hold everything: only their owner may read them
        named = [] if options["plain"] else settings.BACKUP_RECIPIENT
        if not (named or options["plain"] or settings.DEMO):
            raise CommandError(NO_RECIPIENT)
        with acting_as(BACKUP):
            if named:
                self._close(file, named)
                return
            program("pg_dump", *DUMP, f"--file={file}")
        key_file.write_bytes(copied())
        self.stdout.write(
            f"Written to {file}, and the practice's key to {key_file}. Keep both; they are "
            "not encrypted."
        )

    def _close(self, file: Path, named: list[str]) -> None:
        try:
            with dumping() as (dump, ended):
                whom = closed.recipients(named)
                closed.close(file, copied(), dump, whom, ended)
        except closed.RefusedError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"Written to {file}, which the secret of its key opens.")
