"""``manage.py restore FILE``: what ``manage.py backup`` wrote, into an empty database and
a data folder without a key; or over what is there, which is backed up first.
"""

from __future__ import annotations

import tempfile
import time
from importlib import import_module
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connection

from practice.database import closed
from practice.database.acting import OWNER, acting_as
from practice.database.backup import FILL, program, refilled
from practice.database.comparison import is_migrated
from practice.database.drill import drill
from practice.paper.key import folder, put_back

PLAIN = "It is not encrypted, and may have been changed by anybody: say --plain if it is to be restored."
IS_CLOSED = "It is encrypted: --secret names the file that holds the secret of its key."
NOT_EMPTY = (
    "This database is not empty; restore into a new one, or say --over: what is there is "
    "backed up first, and what is lost of it is told to every admin."
)
UNREADABLE = (
    "What is there cannot be read. Set it aside, and restore into an empty database: what "
    "the newest root beside it sealed is compared then."
)
HALF_WAY = (
    "The last restore was stopped half way. Run manage.py migrate, and then this again."
)
OLDER = (
    "More had happened than is in this backup. Every page tells admins so, until one of "
    "them has seen what is lost and says why it was restored."
)
HELD = "Sessions that stood on what had been revoked, now on hold: {held}."
# Of higher layers, by name alone.
LOST, HOLDS = "releases.restored.lost", "collateral.ending.lost"
UNFINISHED = "releases.restored.unfinished"


class Command(BaseCommand):
    help = "Fill an empty database from a file that manage.py backup wrote."
    requires_system_checks: list[str] = []  # which look into the database

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--secret", type=Path, help="holds what manage.py backup_key printed"
        )
        parser.add_argument(
            "--plain", action="store_true", help="restore what is not encrypted"
        )
        parser.add_argument(
            "--drill",
            action="store_true",
            help="restore it beside, see that all is whole, and throw that away",
        )
        parser.add_argument(
            "--over",
            action="store_true",
            help="take the place of what is there, once that is backed up",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"].resolve()
        secret: Path | None = options["secret"]
        if options["drill"]:
            drill(file, secret, plain=options["plain"], say=self.stdout.write)
            return
        is_there = bool(connection.introspection.table_names())
        if is_there and not options["over"]:
            raise CommandError(NOT_EMPTY)
        # Beside the data: whoever may read those may read this while it is there.
        with tempfile.TemporaryDirectory(dir=_private()) as private:
            seal = self._seal(file, dump := Path(private) / "dump", secret, options)
            known = self._set_aside(options) if is_there else None
            if known:
                import_module(UNFINISHED).keep(known)
            with acting_as(OWNER):
                if is_there:
                    refilled(dump)
                else:
                    program("pg_restore", *FILL, f"--dbname={_database()}", str(dump))
            call_command("migrate", verbosity=0)
            _drop_sessions()
        self.stdout.write("Restored, and brought up to date. Now run manage.py verify.")
        self._put_back(seal, file)
        held_by = import_module(HOLDS)
        lost, held = held_by.finish() if known else held_by.compared(None)
        if lost:
            self.stderr.write(OLDER)
        if held:
            self.stderr.write(HELD.format(held=len(held)))

    def _set_aside(self, options: Any) -> Any:
        """What is there, backed up; and what it knows that this backup may not. What an
        earlier restore lost is told first, if that was stopped half way.
        """
        if import_module(UNFINISHED).kept() and not is_migrated(connection):
            raise CommandError(HALF_WAY)
        kept = Path(settings.BACKUP_DIR or settings.DATA_DIR).resolve()
        kept.mkdir(mode=0o700, parents=True, exist_ok=True)
        aside = kept / f"replaced-{time.strftime('%Y-%m-%d-%H%M%S')}.backup"
        call_command("backup", aside, plain=options["plain"], stdout=self.stdout)
        try:
            import_module(HOLDS).finish()
            with acting_as(OWNER):
                return import_module(LOST).known()
        except DatabaseError:
            raise CommandError(UNREADABLE) from None

    def _seal(
        self, file: Path, dump: Path, secret: Path | None, options: Any
    ) -> bytes | None:
        """The practice's key, if it is there; ``dump`` is what is restored then."""
        try:
            if closed.is_closed(file):
                if secret is None:
                    raise CommandError(IS_CLOSED)
                return closed.opened(file, secret, dump)
        except OSError as error:
            message = f"{file} cannot be read: {error.strerror}."
            raise CommandError(message) from None
        except closed.RefusedError as error:
            raise CommandError(str(error)) from None
        if not (options["plain"] or settings.DEMO):
            raise CommandError(PLAIN)
        dump.symlink_to(file)
        key_file = file.with_name(f"{file.name}.key")
        return key_file.read_bytes() if key_file.exists() else None

    def _put_back(self, seal: bytes | None, file: Path) -> None:
        if seal is None:
            self.stderr.write(
                f"There is no {file}.key: what was sealed cannot be proved."
            )
            return
        try:
            put_back(seal)
        except FileExistsError:
            self.stderr.write(f"{folder()} has a key already, which was kept.")


def _private() -> Path:
    data = Path(settings.DATA_DIR)
    data.mkdir(parents=True, exist_ok=True)
    return data


def _database() -> str:
    return str(connection.settings_dict["NAME"])


def _drop_sessions() -> None:
    """Whoever was signed in at that moment is not any more."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_session")
