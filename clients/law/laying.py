"""Laying down the law as it was delivered: by a migration, as often as files change.

A later version of the files comes with a migration that calls ``lay_down`` again.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from clients.law.profile import Delivered, delivered, stored

FIRST, LATER = "As delivered.", "A newer version was delivered."


def lay_down(profiles: Any, today: date) -> None:
    """Store what was delivered and is newer than what stands; done twice, it does nothing.

    ``profiles`` is the model ``StateProfile``, or a migration's. What this practice
    corrected and reviewed stays as corrected.
    """
    newest = {row.state: row for row in profiles.objects.order_by("state", "version")}
    for state, law in delivered().items():
        if state not in newest:
            profiles.objects.create(
                state=state,
                version=1,
                values=stored(law),
                delivered=law.version,
                reason=FIRST,
            )
        elif newest[state].delivered < law.version:
            _follow(profiles, newest[state], law, today)


def _follow(profiles: Any, last: Any, law: Delivered, today: date) -> None:
    starts = max(filter(None, (today, last.effective_from)))
    reviewed = {k: each for k, each in last.values.items() if each["reviewed_by"]}
    last.superseded_from = starts
    last.save(update_fields=["superseded_from"])
    profiles.objects.create(
        state=last.state,
        version=last.version + 1,
        effective_from=starts,
        values={**stored(law), **reviewed},
        delivered=law.version,
        reason=LATER,
    )
