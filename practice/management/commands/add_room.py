"""Name a room on the machine itself; admins do in the settings."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from practice.models import Room


class Command(BaseCommand):
    help = "Add a room in which sessions can be held."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name")

    def handle(self, *args: Any, **options: Any) -> None:
        room = Room(name=options["name"])
        try:
            room.full_clean()
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        room.save()
        self.stdout.write(f"Sessions can be held in {room.name}.")
