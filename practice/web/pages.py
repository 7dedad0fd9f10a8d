"""Lists paged by key: a page costs the same wherever it is, and nothing is counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from practice.web.requests import id_in


@dataclass(frozen=True)
class Page:
    """Some rows; ``next`` is what to ask the next page to come after, empty on the last one."""

    rows: list[Any]
    next: str
    is_first: bool

    @classmethod
    def of(
        cls,
        rows: QuerySet[Any],
        key: tuple[str, ...],
        after: str,
        size: int,
        *,
        among: QuerySet[Any],
    ) -> Page:
        """The ``size`` rows that follow the one with the id ``after``, in order of ``key``.

        ``key`` names fields, all rising or, each with a ``-``, all falling; together
        they are unique, and an index holds them. The URL holds the id alone, as the key
        may be a name. It is looked for ``among`` all that may be seen, as it may have
        left ``rows`` since. An ``after`` that is none of theirs, or that has no place in
        the order, gives the first page.
        """
        names = [name.removeprefix("-") for name in key]
        pk = id_in(after)
        last = among.filter(id=pk).values_list(*names).first() if pk else None
        start = last if last and None not in last else None
        if start:
            rows = rows.filter(_beyond(names, start, falling=key[0].startswith("-")))
        found = list(rows.order_by(*key)[: size + 1])
        more = len(found) > size
        found = found[:size]
        return cls(found, str(found[-1].id) if more else "", start is None)


def _beyond(names: list[str], start: tuple[Any, ...], *, falling: bool) -> Q:
    """Rows after ``start``; the bound on the first field lets an index begin there."""
    way = "lt" if falling else "gt"
    beyond = Q()
    for place, name in enumerate(names):
        equal = dict(zip(names[:place], start[:place], strict=True))
        beyond |= Q(**equal, **{f"{name}__{way}": start[place]})
    return beyond & Q(**{f"{names[0]}__{way}e": start[0]})
