"""What a failure of the database means for whoever waits for a page."""

from __future__ import annotations

import psycopg

from practice.database.base import DatabaseUnavailableError

# By PostgreSQL's own codes. A wait that was cut short, or one that had to give way:
BUSY = {
    "25P03",  # idle_in_transaction_session_timeout
    "25P04",  # transaction_timeout
    "40001",  # serialization_failure
    "40P01",  # deadlock_detected
    "55P03",  # lock_timeout
    "57014",  # statement_timeout
}
FULL = "53100"  # disk_full
# A connection that failed, or a server that shuts down, has crashed or is starting.
AWAY = ("08", "57P")


def is_busy(error: BaseException | None) -> bool:
    """Whether it took too long, and may well not the next time."""
    return _code(error) in BUSY


def is_full(error: BaseException | None) -> bool:
    """Whether the disk has no room for more; what is there is read on."""
    return _code(error) == FULL


def is_away(error: BaseException | None) -> bool:
    """Whether there is no server, or it was lost in the middle of something."""
    if isinstance(error, DatabaseUnavailableError):
        return True
    code = _code(error)
    if error is None or code is None:  # libpq's own errors have none
        return isinstance(getattr(error, "__cause__", None), psycopg.OperationalError)
    return code.startswith(AWAY)


def _code(error: BaseException | None) -> str | None:
    code = getattr(getattr(error, "__cause__", None), "sqlstate", None)
    return str(code) if code else None
