"""``manage.py verify_history``: does every event of the consent history fit?"""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import Progress, TaskID

from clients.models import ConsentEvent
from releases.history.verification import stored, verify, verify_by_hand

SOON = 2.0  # seconds that pass without a word


class Command(BaseCommand):
    """Names the first event that does not fit, by ids alone, and exits non-zero."""

    help = (
        "Walk every client's chain in the consent history: whether each event is what "
        "was written, follows from the one before, and none between is missing. Events "
        "cut off the end of a chain, or written anew there, cannot be seen from inside "
        "the database."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--by-hand",
            action="store_true",
            help="walk in Python, trusting none of the database's functions (slower)",
        )

    def handle(self, *, by_hand: bool, **options: Any) -> None:
        with _progress() as (progress, task):
            if by_hand:
                progress.update(task, total=ConsentEvent.objects.count())
                verdict = verify_by_hand(progress.track(stored(), task_id=task))
            else:
                verdict = verify()
        if verdict.misfit:
            raise CommandError(str(verdict))
        self.stdout.write(str(verdict))


@contextmanager
def _progress() -> Iterator[tuple[Progress, TaskID]]:
    """A bar that shows itself only once people would wonder."""
    console = Console(stderr=True)
    progress = Progress(
        console=console, transient=True, disable=not console.is_terminal
    )
    soon = Timer(SOON, progress.start)
    soon.start()
    try:
        yield progress, progress.add_task("Checking the history", total=None)
    finally:
        soon.cancel()
        soon.join()
        progress.stop()
