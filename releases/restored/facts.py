"""Whether an older backup was restored over what was newer, and nobody said why."""

from __future__ import annotations

from collections.abc import Iterator

from practice.formats import say_instant
from practice.upkeep.facts import Fact
from releases.models import Restoration


def facts() -> Iterator[Fact]:
    found = Restoration.objects.unexplained().first()
    if found is None:
        said = "No backup was restored over what was newer without a reason."
        yield Fact("restored", True, said)
        return
    yield Fact(
        "restored",
        False,
        f"An older backup was restored on {say_instant(found.at)}, and nobody said why.",
        "Sign in as an admin: every page leads to what was lost.",
    )
