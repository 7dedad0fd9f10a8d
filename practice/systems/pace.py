"""How often in a minute a program, or someone signed in, may ask.

Counted in the database, so that all workers count together; in one statement, whose lock on
the row keeps those who ask at once apart. Whoever asks too often is told when to come back.
"""

from __future__ import annotations

import math
from datetime import timedelta
from typing import Any

from django.db import connection
from django.utils import timezone
from django.utils.crypto import salted_hmac

from practice.accounts.models import Tries

MOST = 120
WINDOW = timedelta(minutes=1)
# A minute begins with the first that is asked in it.
TAKE = """
INSERT INTO practice_tries AS held (key, count, locks) VALUES (%(key)s, 1, 0)
ON CONFLICT (key) DO UPDATE SET
    count = CASE WHEN held.since <= now() - %(window)s THEN 1 ELSE held.count + 1 END,
    since = CASE WHEN held.since <= now() - %(window)s THEN now() ELSE held.since END
WHERE held.count < %(most)s OR held.since <= now() - %(window)s
RETURNING count
"""


class TooOften(Exception):  # noqa: N818 - it is what it is, not an error
    """Nothing more is answered for so many ``seconds``."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__()


def ask_once(who: str) -> None:
    """Take one of the questions that ``who`` has. Raises ``TooOften``, and takes nothing,
    where none is left.
    """
    key = salted_hmac("practice.systems.pace", who, algorithm="sha256").hexdigest()
    terms: dict[str, Any] = {"key": key, "most": MOST, "window": WINDOW}
    with connection.cursor() as cursor:
        cursor.execute(TAKE, terms)
        taken = cursor.fetchone()
    if not taken:
        raise TooOften(_seconds_left(key))


def _seconds_left(key: str) -> int:
    """At least one: whoever comes back at once would be turned away again."""
    since = Tries.objects.values_list("since", flat=True).filter(pk=key).first()
    left = since + WINDOW - timezone.now() if since else timedelta()
    return max(1, math.ceil(left.total_seconds()))
