"""Sessions in the database, which requests that overlap do not undo for each other."""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.db import DatabaseError


class SessionStore(db.SessionStore):
    """Every request makes the session last longer; only one that changed it writes it.

    Django's own writes all of it each time, and with it what it has read: a look at
    who is covered, answered late, would undo what a booking has just kept.
    """

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
        changed: dict[str, Any] = {"expire_date": self.get_expiry_date()}
        if self.modified:
            changed["session_data"] = self.encode(dict(self.items()))
        # In one statement, where Django's own opens a transaction for it.
        if not self.model.objects.filter(pk=self.session_key).update(**changed):
            raise UpdateError
