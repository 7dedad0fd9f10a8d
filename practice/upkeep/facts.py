"""What is as it should be, and what is not: one home for whoever shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module

# Each module's ``facts`` yields what it knows; those of higher layers by name alone.
ASKED = (
    "practice.upkeep.machine",
    "practice.upkeep.logs",
    "practice.upkeep.packages",
    "practice.upkeep.mailing",
    "practice.upkeep.reach",
    "practice.upkeep.stored",
    "practice.upkeep.done",
    "releases.root.facts",
    "releases.restored.facts",
    "releases.proof.same_key",
)
# What takes long, or asks another machine: not while a page waits.
SLOW = (
    "practice.upkeep.reach",
    "practice.upkeep.stored",
    "releases.proof.same_key",
)


@dataclass(frozen=True)
class Fact:
    """One sentence, and where it is not well, another on what to do. Names nobody."""

    name: str
    is_well: bool
    said: str
    do: str = ""


def facts(*, slow: bool) -> list[Fact]:
    """All of them; those that take long only where asked."""
    asked = [each for each in ASKED if slow or each not in SLOW]
    return [fact for each in asked for fact in _of(each)]


def _of(module: str) -> Iterator[Fact]:
    yield from import_module(module).facts()
