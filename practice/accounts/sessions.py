"""Sessions in the database, which requests that overlap do not undo for each other."""

from __future__ import annotations

import time
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.db import DatabaseError
from django.utils import timezone

SINCE = "signed_in_at"  # in the session


class SessionStore(db.SessionStore):
    """Every request makes the session last longer; only one that changed it writes it.

    Django's own writes all of it each time, and with it what it has read: a look at
    who is covered, answered late, would undo what a booking has just kept.
    """

    # Until when it lasts, and whether this request leaves it at that.
    expires_at: datetime | None = None
    left_alone = False

    def _get_session_from_db(self) -> Any:
        found = super()._get_session_from_db()  # type: ignore[misc]  # not in stubs
        self.expires_at = found and found.expire_date
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
            return
        if self.left_alone and not self.modified:
            return
        changed: dict[str, Any] = {"expire_date": self.get_expiry_date()}
        if self.modified:
            changed["session_data"] = self.encode(dict(self.items()))
        # In one statement, where Django's own opens a transaction for it.
        if not self.model.objects.filter(pk=self.session_key).update(**changed):
            raise UpdateError

    def seconds_left(self) -> int:
        """For how long whoever is signed in stays so, once this request is answered."""
        now = timezone.now()
        idle = float(settings.SESSION_COOKIE_AGE)
        if self.left_alone and self.expires_at:
            idle = (self.expires_at - now).total_seconds()
        since = self.get(SINCE, now.timestamp())
        longest = since + settings.SESSION_LONGEST_AGE - time.time()
        return max(int(min(idle, longest)), 0)
