"""``manage.py demo``: an invented practice, the same on every run."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import ProgrammingError, connection
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeElapsedColumn

from clients.models import Client
from collateral.demo.practice import fill, is_ours, made_on
from collateral.demo.scale import CLIENTS
from collateral.demo.staff import PASSWORD, STAFF
from practice.database.acting import OWNER, acting_as
from practice.formats import say_day, say_list
from practice.models import Role, User
from practice.typed_toml import TomlError

ANOTHER = "This database holds a practice already; the demo needs an empty one."


class Command(BaseCommand):
    help = (
        "Fill an empty database with an invented practice; again, it changes nothing."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--scale",
            type=int,
            default=None,
            metavar="N",
            help="N times as many clients, releases and sessions, for benchmarks",
        )

        parser.add_argument(
            "--look",
            action="store_true",
            help="only see that no other practice is here; do and say nothing",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["look"]:
            self._refuse_another()
            return
        scale: int | None = options["scale"]
        if scale is not None and scale < 1:
            message = "--scale takes a whole number from 1."
            raise CommandError(message)
        if not (settings.DEMO or scale):
            message = "Anyone can read the demo's password; set DEMO=1 to allow it."
            raise CommandError(message)
        if not self._is_here(scale):
            try:
                with acting_as(OWNER):  # who alone may write a past
                    self._fill(scale or 1)
            except TomlError as error:
                raise CommandError(str(error)) from None
        self._say_who_signs_in()

    def _refuse_another(self) -> None:
        """Before anything is done to the tables, which may not be there yet."""
        there = User._meta.db_table in connection.introspection.table_names()
        if there and User.objects.exists() and not is_ours():
            raise CommandError(ANOTHER)

    def _is_here(self, scale: int | None) -> bool:
        try:
            clients, anyone = Client.objects.count(), User.objects.exists()
        except ProgrammingError:
            message = "The database has no tables yet: run manage.py migrate first."
            raise CommandError(message) from None
        if not (clients or anyone):
            return False
        day = made_on()
        if day is None:
            raise CommandError(ANOTHER)
        if scale and clients < scale * CLIENTS:
            message = (
                f"The demo practice here has {clients:,} clients; --scale {scale} "
                f"needs an empty database."
            )
            raise CommandError(message)
        self.stdout.write(
            f"The demo practice is here: {clients:,} clients, as of {say_day(day)}.\n"
            f"To start over, {_how_to_start_over()}."
        )
        return True

    def _fill(self, scale: int) -> None:
        columns = ("{task.description}", BarColumn(), MofNCompleteColumn())
        console = Console()
        with Progress(
            *columns,
            TimeElapsedColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        ) as progress:
            task = progress.add_task("Inventing clients", total=scale * CLIENTS)
            fill(
                timezone.localdate(),
                scale,
                may_sign_in=settings.DEMO,
                advance=lambda clients: progress.advance(task, clients),
            )
        self.stdout.write(
            f"The demo practice is filled: {Client.objects.count():,} clients."
        )

    def _say_who_signs_in(self) -> None:
        if not settings.DEMO:
            return
        self.stdout.write(f"Sign in with the password {PASSWORD} as")
        for role in Role:
            names = say_list(name for name, _, theirs in STAFF if theirs == role)
            self.stdout.write(f"  {names} ({role.label.lower()})")


def _how_to_start_over() -> str:
    if settings.DATABASES["default"]["ENGINE"] == "practice.database.embedded":
        return f"stop it and delete {settings.DATA_DIR}"
    return "let DATABASE_URL name an empty database"
