"""What was changed: from what, to what, by whom and when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from practice.chained.models import Chained
from practice.models import User


@dataclass(frozen=True)
class Change:
    """One column, as it was before and is since."""

    what: str
    before: Any
    since: Any
    by: User | None
    at: datetime


def changes(model: type[Chained]) -> list[Change]:
    """Every one, the newest first."""
    every = model._default_manager.select_related("by").order_by("-pk")
    return [
        change
        for since, before in pairwise(every)
        for change in _between(before, since)
    ]


def _between(before: Chained, since: Chained) -> Iterator[Change]:
    for name, said in since.said.items():
        if said != before.said[name]:
            field: Any = since._meta.get_field(name)
            what = str(field.verbose_name)
            what = what[:1].upper() + what[1:]
            yield Change(what, before.said[name], said, since.by, since.at)
