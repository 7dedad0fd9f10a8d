"""What was known before a backup took the place of what was there: kept beside the
database until it is compared, or whoever stops it half way has nothing told of what was
lost.
"""

from __future__ import annotations

import json
import os
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from releases.restored.carried import Carried
from releases.restored.known import Known, Revoked

NAME = "restoring"
# What JSON has no word for, under a key that no column has.
INSTANT, DAY = "an instant", "a day"


def keep(before: Known) -> None:
    """For nobody else to read, whole or not at all. Raises OSError."""
    file = _file()
    file.parent.mkdir(parents=True, exist_ok=True)
    coming = file.with_name(f"{NAME}.{os.getpid()}")
    opened = os.open(coming, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(opened, "w") as written:
        json.dump(before, written, default=_said)
        written.flush()
        os.fsync(written.fileno())
    coming.rename(file)


def kept() -> Known | None:
    """None where no restore was stopped half way."""
    try:
        before = _file().read_text()
    except FileNotFoundError:
        return None
    until, heads, revoked, gone, earlier = json.loads(before, object_hook=_read)
    return Known(
        until,
        [(client, number, sha256) for client, number, sha256 in heads],
        {Revoked(pk, at, tuple(part), *said) for pk, at, part, *said in revoked},
        {(pk, username) for pk, username in gone},
        [Carried(*each) for each in earlier],
    )


def forget() -> None:
    _file().unlink(missing_ok=True)


def _said(value: Any) -> Any:
    if isinstance(value, datetime):
        return {INSTANT: value.isoformat()}
    if isinstance(value, date):
        return {DAY: value.isoformat()}
    return list(value)  # a set


def _read(found: dict[str, Any]) -> Any:
    if INSTANT in found:
        return datetime.fromisoformat(found[INSTANT])
    return date.fromisoformat(found[DAY]) if DAY in found else found


def _file() -> Path:
    return Path(settings.DATA_DIR) / NAME
