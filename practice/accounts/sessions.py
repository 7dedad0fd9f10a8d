"""Sessions in the database, which requests that overlap do not undo for each other."""

from __future__ import annotations

import time
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.db import DatabaseError, transaction
from django.utils import timezone

SINCE = "signed_in_at"  # in the session
GONE = object()


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
        found = super()._get_session_from_db()  # type: ignore[misc]  # not in stubs
        self.expires_at = found and found.expire_date
        self.read_as = found and found.session_data
        return found

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
        # In one statement, where Django's own opens a transaction for it.
        new = {"session_data": self.encode(dict(self.items()))} if self.modified else {}
        if self._update(self.read_as if new else None, **new):
            return
        if not new or self.read_as is None:
            raise UpdateError
        self._merge(self.read_as)

    def _update(self, read_as: str | None = None, **changed: Any) -> int:
        """How many it was: none where it is gone, or not as it was ``read_as``."""
        mine = self.model.objects.filter(pk=self.session_key)
        if read_as is not None:
            mine = mine.filter(session_data=read_as)
        return int(mine.update(expire_date=self.get_expiry_date(), **changed))

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
            self._update(session_data=self.encode({**now, **new}))

    def seconds_left(self) -> int:
        """For how long whoever is signed in stays so, once this request is answered."""
        now = timezone.now()
        idle = float(settings.SESSION_COOKIE_AGE)
        if self.left_alone and self.expires_at:
            idle = (self.expires_at - now).total_seconds()
        since = self.get(SINCE, now.timestamp())
        longest = since + settings.SESSION_LONGEST_AGE - time.time()
        return max(int(min(idle, longest)), 0)
