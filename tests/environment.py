"""What the tests run under; a pytest plugin, loaded before Django reads its settings."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

os.environ |= {"DEMO": "1", "DEBUG": "0", "PRACTICE_TIME_ZONE": "America/New_York"}
os.environ.setdefault("DATA_DIR", str(ROOT / ".data" / "tests"))


def pytest_configure() -> None:
    """Static files come from their sources, so that no test waits for collectstatic."""
    from django.conf import settings  # noqa: PLC0415 - only once the above is said

    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": plain}}
    settings.WHITENOISE_AUTOREFRESH = True
    settings.WHITENOISE_USE_FINDERS = True
