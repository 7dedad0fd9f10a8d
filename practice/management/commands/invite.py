"""``manage.py invite EMAIL``: an admin, whom nobody can invite in the browser yet."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from practice.people.inviting import fresh_invitation, path_of
from practice.people.roles import Role

SAID = """\
Open this to choose a name and a password; it lets one admin in, once, for seven days:
{address}
"""


class Command(BaseCommand):
    help = "Invite an admin: the link is printed once, and kept nowhere."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", help="in full; else the address stands for it")

    def handle(self, *args: Any, **options: Any) -> None:
        email = options["email"].strip()
        invitation, token = fresh_invitation(None)
        invitation.name, invitation.email = options["name"] or email, email
        invitation.role = Role.ADMIN
        try:
            invitation.full_clean()
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        invitation.save()
        self.stdout.write(
            SAID.format(address=f"{settings.PRACTICE_URL}{path_of(token)}")
        )
