"""Let the first admin sign in; they invite everyone else in the settings."""

from __future__ import annotations

import getpass
import sys
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from practice.models import Role, User


class Command(BaseCommand):
    help = "Add someone who signs in. Asks for the password, or reads it from stdin."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("name", help='as people say it: "Dr. Amara Okafor"')
        parser.add_argument("role", choices=Role.values)

    def handle(self, *args: Any, **options: Any) -> None:
        fields = {key: options[key] for key in ("username", "name", "role")}
        user = User(**fields)
        password = getpass.getpass() if sys.stdin.isatty() else input()
        try:
            validate_password(password, user)
            user.set_password(password)
            user.full_clean()
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        user.save()
        self.stdout.write(f"{user.username} may sign in: {user.get_role_display()}.")
