"""``manage.py drop_old_looks``: drop the months of looks that need be kept no longer."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import connection

from practice.database.acting import OWNER, acting_as
from practice.looking.months import OLD, YEARS


class Command(BaseCommand):
    help = f"Drop whole months of looks that ended more than {YEARS} years ago."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--yes", action="store_true", help="drop them; else only list them"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        with acting_as(OWNER), connection.cursor() as cursor:
            cursor.execute(OLD)
            months = [month for (month,) in cursor.fetchall()]
            for month in months:
                if options["yes"]:
                    cursor.execute("SELECT drop_look_month(%s)", [month])
                what = "Dropped" if options["yes"] else "May be dropped:"
                self.stdout.write(f"{what} {month:%Y-%m}")
        if not months:
            self.stdout.write(f"No month ended more than {YEARS} years ago.")
        elif not options["yes"]:
            self.stdout.write("Nothing was dropped. Add --yes to drop them.")
