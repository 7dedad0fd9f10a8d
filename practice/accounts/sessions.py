"""Sessions in the database, which requests that overlap do not undo for each other."""

from __future__ import annotations

import time
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.db import DatabaseError, connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from practice.database.prepared import prepared_cursor
from practice.database.worded import worded

SINCE = "signed_in_at"  # in the session
GONE = object()
# What may be lost with the machine's last half second: what a page was to say next.
FLEETING = {"_messages"}
KEEP = """
UPDATE django_session SET expire_date = %s, session_data = coalesce(%s, session_data)
WHERE session_key = %s AND session_data = coalesce(%s, session_data)
"""
# The same, with which nobody waits for the disk. Each page that is looked at does it.
UNHURRIED = """
WITH unhurried AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true))
UPDATE django_session SET expire_date = %s, session_data = coalesce(%s, session_data)
FROM unhurried
WHERE session_key = %s AND session_data = coalesce(%s, session_data)
"""


@worded
def _stored(key: str, now: datetime) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key, expire_date__gt=now)


def is_over(session: Any) -> bool:
    """Whether whoever is signed in has been for longer than anybody may be."""
    since = session.get(SINCE, time.time())
    return bool(time.time() - since >= settings.SESSION_LONGEST_AGE)


class SessionStore(db.SessionStore):
    """Every request makes the session last longer; only one that changed it writes it.

    Django's own writes all of it each time, and with it what it has read: a look at
    who is covered, answered late, would undo what a booking has just kept.
    """

    # Until when it lasts, and whether this request leaves it at that.
    expires_at: datetime | None = None
    left_alone = False
    # What was stored as this request began; None where nothing was.
    read_as: str | None = None

    def _get_session_from_db(self) -> Any:
        for found in _stored(self.session_key or "", timezone.now()):
            self.expires_at, self.read_as = found.expire_date, found.session_data
            return found
        self._session_key = None
        self.expires_at = None
        self.read_as = None
        return None

    def load(self) -> dict[str, Any]:
        """Once: the page that says that the database failed does not ask it again."""
        try:
            return super().load()
        except DatabaseError:
            self._session_cache: dict[str, Any] = {}
            raise

    def save(self, must_create: bool = False) -> None:
        if must_create or self.session_key is None:
            super().save(must_create)
            self.read_as = None
            return
        if self.left_alone and not self.modified:
            return
        new = self.encode(dict(self.items())) if self.modified else None
        if self._update(new, self.read_as if new else None):
            return
        if not new or self.read_as is None:
            raise UpdateError
        self._merge(self.read_as)

    def _update(self, data: str | None, read_as: str | None = None) -> int:
        """How many it was: none where it is gone, or not as it was ``read_as``.

        In one statement, where Django's own opens a transaction for it.
        """
        how = UNHURRIED if self._may_be_lost(data) else KEEP
        with prepared_cursor() as cursor:
            expires = self.get_expiry_date()
            cursor.execute(how, [expires, data, self.session_key, read_as])
            return int(cursor.rowcount)

    def _may_be_lost(self, data: str | None) -> bool:
        """Whether nothing is in ``data`` that must outlast the machine, and nothing in a
        transaction around it.
        """
        if connection.in_atomic_block:
            return False
        if data is None:
            return True
        if self.read_as is None:
            return False
        before, after = self.decode(self.read_as), dict(self.items())
        names = before.keys() | after.keys()
        return FLEETING.issuperset(
            n for n in names if before.get(n, GONE) != after.get(n, GONE)
        )

    def _merge(self, read_as: str) -> None:
        """Write what this request changed, and that alone: a slow one must not take back
        what another has put there meanwhile.
        """
        before, after = self.decode(read_as), dict(self.items())
        gone = before.keys() - after.keys()
        with transaction.atomic():
            mine = self.model.objects.select_for_update().filter(pk=self.session_key)
            stored = mine.values_list("session_data", flat=True).first()
            if stored is None:
                raise UpdateError
            now = {k: v for k, v in self.decode(stored).items() if k not in gone}
            new = {k: v for k, v in after.items() if before.get(k, GONE) != v}
            self._update(self.encode({**now, **new}))

    def seconds_left(self) -> int:
        """For how long whoever is signed in stays so, once this request is answered."""
        now = timezone.now()
        idle = float(settings.SESSION_COOKIE_AGE)
        if self.left_alone and self.expires_at:
            idle = (self.expires_at - now).total_seconds()
        since = self.get(SINCE, now.timestamp())
        longest = since + settings.SESSION_LONGEST_AGE - time.time()
        return max(int(min(idle, longest)), 0)
