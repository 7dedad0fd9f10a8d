"""``manage.py verify``: do history, releases and papers still fit each other?"""

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
from practice.models import UpkeepKind
from practice.upkeep.done import note
from releases.history.verification import stored, verify, verify_by_hand
from releases.proof.forms import verify_forms
from releases.proof.seals import verify_seals
from releases.proof.verification import verify_releases
from releases.root.verification import verify_roots

SOON = 2.0  # seconds that pass without a word


# What a root shows that was kept outside the database.
UNSEEN = (
    "Not seen from inside the database: what was cut off together with the roots that "
    "sealed it. manage.py verify_root shows that, with a root that was mailed."
)


class Command(BaseCommand):
    """Names what does not fit, by numbers alone, and exits non-zero."""

    help = (
        "Walk every client's chain in the consent history: whether each event is what "
        "was written, follows from the one before, and none between is missing. Then "
        "compare every release with what was signed, with its PDF, its seal and the events, "
        "and every form beside releases with what was signed and the events, both ways; "
        "and everything with what the newest root sealed. "
        f"{UNSEEN}"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--by-hand",
            action="store_true",
            help="walk the history in Python, trusting none of the database's functions (slower)",
        )

    def handle(self, *, by_hand: bool, **options: Any) -> None:
        with _progress() as (progress, task):
            if by_hand:
                progress.update(task, total=ConsentEvent.objects.count())
                history = verify_by_hand(progress.track(stored(), task_id=task))
            else:
                history = verify()
            verdicts = verify_releases(), verify_forms(), verify_seals(), verify_roots()
        misfits = [each for verdict in verdicts for each in verdict.misfits]
        found = [each for each in (history.misfit, *misfits) if each]
        note(UpkeepKind.VERIFICATION, went_well=not found)
        if found:
            raise CommandError("\n".join(map(str, found)))
        for verdict in (history, *verdicts, UNSEEN):
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
