"""How old the packages are that run: the lock file says when its versions were chosen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from django.conf import settings
from django.utils import timezone

from practice.formats import say_day
from practice.upkeep.facts import Fact

LONGEST = 90  # days, as SECURITY.md says
CHOSEN = re.compile(r"# Chosen on (\d{4}-\d\d-\d\d)\n")
DO = (
    "Install a newer version of Third Chair. Where you keep its source yourself: "
    "make upgrade, make test, make install."
)


def facts() -> Iterator[Fact]:
    chosen = chosen_on((settings.BASE_DIR / "requirements.lock").read_text("utf-8"))
    if chosen is None:
        said = "Nothing says how old the packages are that it runs on."
        yield Fact("packages", False, said, DO)
        return
    said = f"The packages that it runs on were chosen on {say_day(chosen)}"
    if (timezone.localdate() - chosen).days > LONGEST:
        yield Fact("packages", False, f"{said}, more than {LONGEST} days ago.", DO)
    else:
        yield Fact("packages", True, f"{said}.")


def chosen_on(lock: str) -> date | None:
    """By the first line, which ``make upgrade`` writes."""
    found = CHOSEN.match(lock)
    return date.fromisoformat(found[1]) if found else None
