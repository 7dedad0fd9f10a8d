"""Writing down a look: one statement, committed to the disk before the page is sent.

Sessions are kept with commits that wait for no disk; a look is not. What was served and
then lost with the machine's last half second would be a look that nobody can be asked
about, and that half second is what somebody who pulls the plug may choose.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.db.models import QuerySet

from collateral.looking.whose import QUESTIONS
from practice.database.worded import worded_within

LAST_ID = 2**63 - 1
# A row each, where it is of several clients; one of nobody's, where it is of none.
INSERT = """
WITH found (client_id) AS ({})
INSERT INTO looks (user_id, system_id, route, about, day, outcome, address, client_id)
SELECT %s::bigint, %s::bigint, %s::text, %s::bigint, %s::date, %s::text, %s::inet,
    found.client_id
FROM (SELECT) AS look LEFT JOIN found ON true
RETURNING id
"""
BESIDE = ("user", "system", "route", "about", "day", "outcome", "address")


@dataclass(frozen=True)
class Seen:
    """What is written down; ``of`` names what ``subject`` is an id of."""

    user: int | None
    system: int | None
    route: str
    outcome: str
    address: str | None
    of: str = "client_id"
    subject: int | None = None
    about: int | None = None
    day: date | None = None


def record(seen: Seen) -> None:
    """Raises what the database raises: what cannot be recorded is not to be shown."""
    _asking(seen.of)(
        subject=seen.subject,
        user=seen.user,
        system=seen.system,
        route=seen.route,
        about=seen.about,
        day=seen.day,
        outcome=seen.outcome,
        address=seen.address,
    )


@cache
def _asking(of: str) -> Callable[..., list[Any]]:
    question = QUESTIONS[of]

    @worded_within(INSERT, *BESIDE)
    def look(subject: Any) -> QuerySet[Any, Any]:
        return question(subject)

    return look
