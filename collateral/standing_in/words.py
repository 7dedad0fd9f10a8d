"""What was done, for how many."""

from __future__ import annotations

from django.utils.translation import ngettext

from clients.models import Cover
from practice.models import User
from practice.numbers import say_number


def say_covered(covers: list[Cover], treats: User) -> str:
    said = ngettext(
        "{name} covers {count} client of {treats}.",
        "{name} covers {count} clients of {treats}.",
        len(covers),
    )
    return _filled(said, covers, treats)


def say_ended(covers: list[Cover], treats: User) -> str:
    said = ngettext(
        "{name} does not cover {count} client of {treats} any more.",
        "{name} does not cover {count} clients of {treats} any more.",
        len(covers),
    )
    return _filled(said, covers, treats)


def _filled(said: str, covers: list[Cover], treats: User) -> str:
    name, count = covers[0].clinician.name, say_number(len(covers))
    return said.format(name=name, count=count, treats=treats.name)
