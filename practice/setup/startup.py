"""What keeps the program from starting is one sentence, not a traceback."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator

from django.core.exceptions import ImproperlyConfigured

from practice.database.base import DatabaseUnavailableError


@contextlib.contextmanager
def explained() -> Iterator[None]:
    """Say what is wrong with the settings or the database, and exit with status 1."""
    try:
        yield
    except (ImproperlyConfigured, DatabaseUnavailableError) as error:
        sys.exit(" ".join(str(error).split()))
