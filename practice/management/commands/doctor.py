"""``manage.py doctor``: what is not as it should be, and what to do about it."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand

from practice.upkeep.facts import facts


class Command(BaseCommand):
    """Exits with 1 if anything is not well."""

    help = (
        "Say in sentences what is not as it should be on this machine, in its database "
        "and in how it is looked after, and what to do about each."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="for a program to read")

    def handle(self, *args: Any, **options: Any) -> None:
        found = facts(slow=True)
        unwell = [each for each in found if not each.is_well]
        if options["json"]:
            self.stdout.write(json.dumps([asdict(each) for each in found], indent=2))
        else:
            for each in unwell:
                self.stdout.write(f"- {each.said} {each.do}")
            for each in found:
                if each.is_well:
                    self.stdout.write(f"  {each.said}")
        if unwell:
            sys.exit(1)
