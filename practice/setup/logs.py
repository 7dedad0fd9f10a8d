"""Logs that hold ids and places in the code, never names or what people wrote.

What may appear is listed here and all else is left out: an exception's own message can
quote a row, a path that matched no route is whatever someone typed.
"""

from __future__ import annotations

import logging
import sys
import traceback
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from pathlib import Path
from types import TracebackType
from typing import Any
from uuid import UUID

PROJECT = Path(__file__).resolve().parent.parent.parent

# Loggers whose message, before anything is filled in, is a constant.
KNOWN = ("practice", "clients", "releases", "collateral", "django", "gunicorn")
# A suspicious request's message is the exception's; the logger's name says its kind.
HIDDEN = ("django.security",)

DEEP = 5  # causes of causes

SAFE = (int, float, date, timedelta, UUID, Enum, type(None))
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"}


def configuration(level: str) -> dict[str, Any]:
    """For ``logging.config.dictConfig``: everything goes to stderr, by ids only."""
    up: dict[str, Any] = {"handlers": [], "level": "NOTSET", "propagate": True}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"ids_only": {"()": "practice.setup.logs.IdsOnly"}},
        "handlers": {
            "stderr": {"class": "logging.StreamHandler", "formatter": "ids_only"}
        },
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": up,
            "django.server": up,
            # Each day's root is said however little else is.
            "releases.root": {**up, "level": "INFO"},
            "gunicorn.error": up,
            "gunicorn.access": {**up, "propagate": False},
            # It warns of every HEAD, whose body Django leaves to it to drop.
            "gunicorn.http.wsgi": {**up, "level": "ERROR"},
        },
    }


class IdsOnly(logging.Formatter):
    """One line: when, how bad, who says so, what, and where in the code."""

    def format(self, record: logging.LogRecord) -> str:
        when = datetime.fromtimestamp(record.created, UTC)
        parts = [f"{when:%Y-%m-%d %H:%M:%SZ}", record.levelname, record.name]
        parts.append(_request(record) or _message(record))
        if record.exc_info and record.exc_info[1]:
            parts.append(fault(record.exc_info[1]))
        return " ".join(parts)


def fault(error: BaseException) -> str:
    """What went wrong and where: classes, constraints, files and lines, no message."""
    chain: list[str] = []
    cause: BaseException | None = error
    while cause is not None and len(chain) < DEEP:
        chain.append(_kind(cause) + _places(cause.__traceback__))
        cause = cause.__cause__ or (
            None if cause.__suppress_context__ else cause.__context__
        )
    return " from ".join(chain)


def excepthook(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """For commands, whose stderr a timer may mail: ``fault``, and not its message."""
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
    else:
        sys.stderr.write(f"{fault(error)}\n")


def _request(record: logging.LogRecord) -> str:
    """Status, method and path, where the path matched a route and is ids; the route, where
    it holds words, which anybody may type, and which may let somebody in.
    """
    request = getattr(record, "request", None)
    method = getattr(request, "method", None)
    if method is None:
        return ""
    matched = getattr(request, "resolver_match", None)
    path = getattr(request, "path", "") if matched else "(no such page)"
    if matched and not all(isinstance(v, SAFE) for v in matched.kwargs.values()):
        path = f"/{matched.route}"
    method = method if method in METHODS else "(no such method)"
    return f"{getattr(record, 'status_code', '')} {method} {path}".strip()


def _message(record: logging.LogRecord) -> str:
    family = record.name.partition(".")[0]
    if family not in KNOWN or record.name.startswith(HIDDEN):
        return _place(record)
    if not isinstance(record.msg, str):
        return type(record.msg).__name__
    if family == "gunicorn" and _about_itself(record):
        return record.getMessage()
    if family == "gunicorn" and not record.args:
        return _place(record)  # it may hold, filled in already, what a browser sent
    try:
        return str(record.msg % _safe(record.args))
    except (TypeError, ValueError):
        return record.msg


def _about_itself(record: logging.LogRecord) -> bool:
    """Addresses, process ids and signals, as the server starts and stops."""
    return record.levelno == logging.INFO or record.msg.startswith(
        ("Connection in use", "Can't connect to", "Worker (pid:")
    )


def _place(record: logging.LogRecord) -> str:
    return f"{record.filename}:{record.lineno}"


def _safe(arguments: Any) -> Any:
    if isinstance(arguments, dict):
        return {key: _shown(value) for key, value in arguments.items()}
    return tuple(_shown(value) for value in arguments or ())


def _shown(value: Any) -> object:
    if hasattr(value, "_meta"):
        return f"{value._meta.model_name} {value.pk}"
    return value if isinstance(value, SAFE) else "…"


def _kind(error: BaseException) -> str:
    """The class, and of PostgreSQL's errors the code and the constraint."""
    diagnosis = getattr(error, "diag", None)
    named = [getattr(error, "sqlstate", None)]
    named.append(getattr(diagnosis, "constraint_name", None))
    return " ".join([type(error).__name__, *filter(None, named)])


def _places(trace: TracebackType | None) -> str:
    """The line that raised, and our own lines that led there, innermost first."""
    frames = [
        (Path(frame.f_code.co_filename), line)
        for frame, line in traceback.walk_tb(trace)
    ]
    told = [
        f"{_short(path)}:{line}"
        for depth, (path, line) in enumerate(reversed(frames))
        if depth == 0 or _ours(path)
    ]
    return f" at {' < '.join(told)}" if told else ""


def _ours(path: Path) -> bool:
    return path.is_relative_to(PROJECT) and ".venv" not in path.parts


def _short(path: Path) -> Path:
    return path.relative_to(PROJECT) if _ours(path) else Path(*path.parts[-2:])
