"""``manage.py note_upkeep drill``: what was done elsewhere to look after it."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from practice.models import Upkeep, UpkeepKind


class Command(BaseCommand):
    help = "Keep that a restore drill, a backup or a verification was done elsewhere."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", choices=UpkeepKind.values)
        parser.add_argument("--failed", action="store_true", help="it did not go well")

    def handle(self, *args: Any, kind: str, failed: bool, **options: Any) -> None:
        Upkeep.objects.create(kind=kind, went_well=not failed)
        self.stdout.write(f"Noted: {UpkeepKind(kind).label}.")
