"""That a release in force no longer permits joining so, since a part was revoked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from clients.models import Contact
from practice.formats import say_day_short_year
from practice.spans import local_day
from releases.parts import parts_of, say_parts
from releases.status import Status, Tone

IN_PART = Status("revoked", "Revoked in part", Tone.STOPPED, "circle-slash")


def revoked(
    contact: Contact, releases: Iterable[Any], what: str, at: datetime
) -> str | None:
    """The sentence, where any of ``releases``, found with the evidence of those in force
    then, permitted ``what`` once.
    """
    for release in releases:
        if release.evidence:
            parts = parts_of(release, at)
            for since, ended in sorted(parts.ended.items()):
                if what in ended:
                    return _sentence(contact, what, since, parts.remaining)
    return None


def _sentence(contact: Contact, what: str, since: datetime, remaining: str) -> str:
    day = say_day_short_year(local_day(since))
    return (
        f"{contact.name}’s release no longer covers {say_parts([what])}, since {day}. "
        f"What remains: {remaining}."
    )
