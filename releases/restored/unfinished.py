"""What was known before a backup took the place of what was there: kept beside the
database until it is compared, or whoever stops it half way has nothing told of what was
lost.
"""

from __future__ import annotations

import os
import pickle
from pathlib import Path

from django.conf import settings

from releases.restored.known import Known

NAME = "restoring"


def keep(before: Known) -> None:
    """For nobody else to read, whole or not at all. Raises OSError."""
    file = _file()
    file.parent.mkdir(parents=True, exist_ok=True)
    coming = file.with_name(f"{NAME}.{os.getpid()}")
    opened = os.open(coming, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(opened, "wb") as written:
        pickle.dump(before, written)
        written.flush()
        os.fsync(written.fileno())
    coming.rename(file)


def kept() -> Known | None:
    """None where no restore was stopped half way."""
    try:
        before = _file().read_bytes()
    except FileNotFoundError:
        return None
    found: Known = pickle.loads(before)  # noqa: S301 - our own, as is the database
    return found


def forget() -> None:
    _file().unlink(missing_ok=True)


def _file() -> Path:
    return Path(settings.DATA_DIR) / NAME
