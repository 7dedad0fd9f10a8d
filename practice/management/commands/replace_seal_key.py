"""``manage.py replace_seal_key``: seal with a new key from now on."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from practice.paper.key import NoKey, replace


class Command(BaseCommand):
    help = (
        "Make a new key to seal with, as when somebody may have read the old one. The old "
        "certificate is kept, so that what it sealed is still known. Back up afterwards."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            key = replace()
        except NoKey as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Papers are sealed with {key.fingerprint} from now on.")
