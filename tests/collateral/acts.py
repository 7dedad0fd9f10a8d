"""The acts on sessions, as a test does them that asks no gate."""

from __future__ import annotations

from collateral.booking.book import book
from collateral.sessions.cancel import cancel
from collateral.sessions.join import join
from collateral.sessions.move import move
from collateral.sessions.reopen import reopen
from collateral.sessions.seats import SessionChanged

__all__ = ["SessionChanged", "book", "cancel", "join", "move", "reopen"]
