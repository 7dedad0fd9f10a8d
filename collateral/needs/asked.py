"""The one question: what needs a user, counted; and, where it is shown, in its order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from collateral.needs.asker import Asker
from collateral.needs.kinds import KINDS
from collateral.needs.need import Need
from practice.database.worded import worded_within
from practice.models import User
from practice.policies.current import policies
from practice.spans import end_of, local_day

# Of one client at once: the next ones follow as these are done.
OF_ONE = 12
COLUMNS = "kind, client_id, contact_id, subject_id, due, since, said, many"
COUNTED = f"""
WITH need ({COLUMNS}) AS ({{}})
SELECT count(*), count(*) FILTER (WHERE due <= %s) FROM need
"""  # noqa: S608
# Grouped by client, whoever has the most urgent first; counted before they are cut.
LISTED = f"""
WITH need ({COLUMNS}) AS MATERIALIZED ({{}}),
placed AS (
    SELECT {COLUMNS},
        min(due) OVER (PARTITION BY client_id) AS first,
        count(*) OVER (PARTITION BY client_id) AS of_client,
        row_number() OVER (PARTITION BY client_id ORDER BY due, since, kind, subject_id)
            AS place
    FROM need
)
SELECT {COLUMNS}, first, of_client,
    (SELECT count(*) FROM need), (SELECT count(*) FROM need WHERE due <= %s)
FROM placed
WHERE (first, client_id) > (%s::timestamptz, %s::bigint) AND place <= %s
ORDER BY first, client_id, place
LIMIT %s
"""  # noqa: S608
# Before everything.
EVER = datetime(1900, 1, 1, tzinfo=UTC)
MONTH = timedelta(days=30)


def counted(user: User) -> tuple[int, int]:
    """How much needs them, and how much of it today: one query."""
    given = _given(user)
    ask = _asking(user.role, *_settings(), COUNTED, ("until",))
    return tuple(*ask(**given, until=given["midnight"]))


def listed(
    user: User, size: int, after: tuple[datetime, int] = (EVER, 0)
) -> list[Need]:
    """So many of the lines that come ``after`` a client and the most urgent thing of
    theirs; of one client at most ``OF_ONE``. One query.
    """
    given = _given(user)
    beside = ("until", "first", "client", "most", "size")
    ask = _asking(user.role, *_settings(), LISTED, beside)
    first, client = after
    found = ask(
        **given,
        until=given["midnight"],
        first=first,
        client=client,
        most=OF_ONE,
        size=size,
    )
    return [Need(*row) for row in found]


def _given(user: User) -> dict[str, Any]:
    now = timezone.now()
    return {
        "me": user.pk,
        "moment": now,
        "midnight": end_of(local_day(now)),
        "day": local_day(now),
        "since": local_day(now - MONTH),
    }


def _settings() -> tuple[bool, bool]:
    """What the wording depends on besides."""
    return policies().verified, policies().checked_by_another


@cache
def _asking(
    role: str, _verified: bool, _by_another: bool, outer: str, beside: tuple[str, ...]
) -> Callable[..., list[Any]]:
    @worded_within(outer, *beside)
    def needs(
        me: Any, moment: Any, midnight: Any, day: Any, since: Any
    ) -> QuerySet[Any, Any]:
        counts = outer == COUNTED
        asker = Asker(role, me, moment, midnight, day, since, counts=counts)
        first, *others = [kind.rows(asker) for kind in KINDS if role in kind.roles]
        found: QuerySet[Any, Any] = first.union(*others, all=True)
        return found

    return needs
