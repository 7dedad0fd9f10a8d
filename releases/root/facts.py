"""How old the newest sealed root is, and whether anybody outside has it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from practice.formats import say_instant
from practice.upkeep.done import is_late
from practice.upkeep.facts import Fact
from releases.models import SealedRoot

LONGEST = timedelta(hours=36)


def facts() -> Iterator[Fact]:
    yield _newest(SealedRoot.objects.first())
    if settings.ROOT_MAIL_TO or settings.TIMESTAMP_URL:
        yield Fact("root_outside", True, "Each root is told outside.")
    else:
        said = "No root leaves this machine, but in its log."
        do = "Set ROOT_MAIL_TO to whoever keeps it, or TIMESTAMP_URL."
        yield Fact("root_outside", False, said, do)


def _newest(root: SealedRoot | None) -> Fact:
    do = "The worker seals one every day; manage.py seal_root does now."
    if root is None:
        return Fact("root", False, "Sealed root: none yet.", do)
    said = f"Sealed root: the last on {say_instant(root.at)}"
    if is_late(root.at, LONGEST):
        return Fact("root", False, f"{said}, too long ago.", do)
    return Fact("root", True, f"{said}.")


def gauges() -> Iterator[tuple[str, str, float]]:
    """None while no root was sealed."""
    if root := SealedRoot.objects.first():
        age = (timezone.now() - root.at).total_seconds()
        yield "root_age_seconds", "Since the newest root was sealed.", age
        yield "root_number", "Of the newest root.", root.number
