"""``manage.py seal_root``: seal what all chains and releases are now."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from practice.paper.key import NoKey
from releases.root.jobs import tell_of
from releases.root.sealing import seal_root


class Command(BaseCommand):
    help = (
        "Seal a root over the ends of all chains and the states of all releases, as the "
        "worker does every day, and have it mailed and stamped where the settings say so."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            root = seal_root()
        except NoKey as error:
            raise CommandError(str(error)) from error
        tell_of(root)
        self.stdout.write(f"Root {root.number}: {root.sha256}")
