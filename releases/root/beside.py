"""The newest root in a file beside the database, for whoever restores an older backup."""

from __future__ import annotations

import logging
import os
from pathlib import Path

from django.conf import settings

from releases.models import SealedRoot
from releases.root.outside import Told, mailed, read

logger = logging.getLogger(__name__)

NAME = "newest-root.txt"
TELLS = {"at", "events", "ended"}


def keep(root: SealedRoot) -> None:
    """Whole or not at all, in place of the one before. A disk that takes none stops nothing."""
    file = Path(settings.DATA_DIR) / NAME
    coming = file.with_name(f"{NAME}.{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        coming.write_text("\n".join(mailed(root).paragraphs), encoding="utf-8")
        coming.rename(file)
    except OSError:
        logger.warning("Root %s could not be kept beside the database.", root.number)


def newest() -> Told | None:
    """None where there is none, or what is there is no root."""
    try:
        found = read((Path(settings.DATA_DIR) / NAME).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return None
    return found if found and found.body and found.body.keys() >= TELLS else None
