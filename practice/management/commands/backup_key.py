"""``manage.py backup_key``: a key for backups, of which the secret is said once."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from practice.database.closed import new_secret

SAID = """\
# The secret of the practice's backups: without it none is ever opened again.
# Print it, keep it in two places, and keep it off the machine that is backed up.
{secret}

Set on that machine: BACKUP_RECIPIENT={recipient}
Of a secret that is lost or seen, make another key: what it opens, it still does.
"""


class Command(BaseCommand):
    help = "Make a key for backups: its secret is printed once, and kept nowhere."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        secret, recipient = new_secret()
        self.stdout.write(SAID.format(secret=secret, recipient=recipient))
