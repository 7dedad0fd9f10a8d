"""Sends what is due to be mailed, where no worker runs: from cron, every quarter of an hour."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from collateral.digest import sending as digest
from collateral.reminders.due import due
from collateral.reminders.sending import remind


class Command(BaseCommand):
    help = "Mail the reminders and the daily mail that are due, each once."

    def handle(self, *_: Any, **__: Any) -> None:
        sent = sum(remind(each) for each in due(timezone.now()))
        sent += sum(digest.tell(*each) for each in digest.due(timezone.now()))
        self.stdout.write(f"{sent} sent.")
