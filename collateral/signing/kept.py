"""What was typed in the room so far: in the browser's own session, until it is signed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, QueryDict

from releases.signing.room import KEY


class Kept:
    """``typed`` are the fields by name, ``done`` the names of the steps."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.held: dict[str, Any] = dict(request.session.get(KEY, {}))

    @property
    def typed(self) -> dict[str, Any]:
        return dict(self.held.get("typed", {}))

    @property
    def done(self) -> list[str]:
        return list(self.held.get("done", []))

    def add(self, sent: QueryDict, fields: tuple[str, ...]) -> dict[str, Any]:
        """All that was typed, with what was sent of these."""
        return self.typed | {name: sent.get(name, "") for name in fields}

    def do(self, step: str, typed: dict[str, Any] | None = None, **more: Any) -> None:
        """Note that ``step`` is done."""
        done = [*(each for each in self.done if each != step), step]
        self.put(done=done, typed=typed or self.typed, **more)

    def put(self, **more: Any) -> None:
        self.held |= more
        self.request.session[KEY] = self.held

    def leave_to_another(self) -> None:
        """It ended in another request, which keeps what became of it: this keeps nothing."""
        self.request.session.modified = False

    def wipe(self, **more: Any) -> None:
        """Keep of it only which room it is, and ``more``."""
        self.held = {"pk": self.held["pk"], **more}
        self.request.session[KEY] = self.held
