"""``manage.py verify_root FILE``: is everything there that a root from outside sealed?"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from releases.root.outside import read
from releases.root.verification import verify_told


class Command(BaseCommand):
    """Names what does not fit, by numbers alone, and exits non-zero."""

    help = (
        "Read a root that was mailed, or a line of the log that tells of one, and say "
        "what it sealed that is not there any more: the end of a chain, a chain, a client, "
        "a release, or that a release had ended."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "told",
            help="a file that holds it, the line itself, or - for what is piped in",
        )

    def handle(self, *args: Any, told: str, **options: Any) -> None:
        given = read(_text(told))
        if given is None:
            message = "There is no root in it: give the mail, or the line of the log."
            raise CommandError(message)
        if found := verify_told(given):
            raise CommandError("\n".join(found))
        self.stdout.write(f"Everything that root {given.number} sealed is there.")


def _text(told: str) -> str:
    if told == "-":
        return sys.stdin.read()
    try:
        return Path(told).read_text(encoding="utf-8", errors="replace")
    except (OSError, ValueError):  # no name of a file
        return told
