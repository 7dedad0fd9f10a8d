"""What a release permits, by its parts: what was revoked of it, and what remains.

The one home of how a part is called, wherever there is no content to say it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.utils.text import capfirst

from practice.formats import within_a_sentence
from releases.lost import parts_revoked
from releases.models import Format, Place
from releases.models.draft import EVERY_TOPIC
from releases.proof.facts import instant
from releases.terms.languages import ENGLISH, language


@cache
def called(spoken: str) -> dict[str, str]:
    """Each part by its code, in the order of the form."""
    topics, ways = language(spoken).table("topics"), language(spoken).table("joining")
    return {
        **{code: within_a_sentence(topics[code]) for code, _ in EVERY_TOPIC},
        **{code: ways[code] for code in (*Format.values, *Place.values)},
    }


def say_parts(codes: Iterable[str], spoken: str = ENGLISH) -> str:
    """*diagnosis; joint sessions*, in the order of the form, for labels have commas."""
    kept = set(codes)
    return "; ".join([said for code, said in called(spoken).items() if code in kept])


def choices_of(codes: Iterable[str]) -> list[tuple[str, str]]:
    """Each with what it is called, as a form offers it."""
    kept, parts = set(codes), called(ENGLISH)
    return [(code, capfirst(said)) for code, said in parts.items() if code in kept]


@dataclass(frozen=True)
class Parts:
    """What of a release ``ended``, by when; and what it ``covers`` still."""

    ended: dict[datetime, frozenset[str]]
    covers: frozenset[str]

    @property
    def gone(self) -> frozenset[str]:
        """All that it covers no longer."""
        return frozenset().union(*self.ended.values())

    @property
    def sentences(self) -> list[tuple[str, datetime]]:
        """What it covers no longer, and since when, soonest first."""
        return [(say_parts(self.ended[at]), at) for at in sorted(self.ended)]

    @property
    def remaining(self) -> str:
        return say_parts(self.covers)


def parts_of(release: Any, at: datetime) -> Parts:
    """Of ``release``, found with its evidence, as it is ``at`` that instant. What a
    restored backup does not know to be revoked has ended too.
    """
    ended: dict[datetime, set[str]] = {}
    covers, lost = set(), parts_revoked(release, at)
    for grant in release.evidence["grants"]:
        ends = grant["ended_at"] and instant(grant["ended_at"])
        ends = ends or lost.get(grant["what"])
        if ends and ends <= at:
            ended.setdefault(ends, set()).add(grant["what"])
        else:
            covers.add(grant["what"])
    return Parts({at: frozenset(each) for at, each in ended.items()}, frozenset(covers))
