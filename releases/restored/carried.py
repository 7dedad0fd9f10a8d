"""What a database had kept of earlier restorations: carried over into what replaces it.

Else restoring twice would make the first one's alarm go away, and what explained it.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db import connection

from practice.models import User
from releases.models import LostRevocation, Release, Restoration


class Carried(NamedTuple):
    """One restoration, and what it lost, by columns."""

    row: dict[str, Any]
    revocations: list[dict[str, Any]]


def taken() -> list[Carried]:
    """Of a database that is about to be replaced; none of one that never knew any."""
    if Restoration._meta.db_table not in connection.introspection.table_names():
        return []
    found = []
    for each in Restoration.objects.order_by("at", "pk").values():
        row: dict[str, Any] = {**each}
        lost = LostRevocation.objects.filter(restoration=row.pop("id")).values()
        found.append(Carried(row, [{**revocation} for revocation in lost]))
    return found


def put_back(carried: list[Carried]) -> None:
    """Those that did not come back. One that was explained by nobody who is here now, is
    to be explained again.
    """
    there = set(Restoration.objects.values_list("at", flat=True))
    people = set(User.objects.values_list("pk", flat=True))
    for row, revocations in carried:
        if row["at"] in there:
            continue
        if row["explained_by_id"] not in people:
            row |= {"explained_by_id": None, "explained_at": None, "why": ""}
        restoration = Restoration.objects.create(**row)
        lost = [
            LostRevocation(**{**each, "id": None, "restoration_id": restoration.pk})
            for each in revocations
        ]
        known = {each.release_id for each in lost}
        here = set(Release.objects.filter(pk__in=known).values_list("pk", flat=True))
        LostRevocation.objects.bulk_create(
            each for each in lost if each.release_id in here
        )
