"""``manage.py verify_releases``: is every release, and its paper, what was signed?"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from releases.proof.seals import verify_seals
from releases.proof.verification import verify_releases


class Command(BaseCommand):
    """Names what does not fit, by numbers alone, and exits non-zero."""

    help = (
        "Compare every release with what was signed, with its PDF and with the history, "
        "and look at the seal of every PDF: that it is whole, covers all of the file, and "
        "is one of the practice's."
    )

    def handle(self, **options: Any) -> None:
        verdicts = verify_releases(), verify_seals()
        if any(verdict.misfits for verdict in verdicts):
            found = (each for verdict in verdicts for each in verdict.misfits)
            raise CommandError("\n".join(map(str, found)))
        for verdict in verdicts:
            self.stdout.write(str(verdict))
