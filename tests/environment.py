"""What the tests run under; a pytest plugin, loaded before Django reads its settings."""

from __future__ import annotations

import os
import secrets
import shutil
from pathlib import Path

import pytest

from practice.setup.install import BROWSERS

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM = next(filter(None, map(shutil.which, BROWSERS)), None)
PATIENCE = 300  # seconds: ends what hangs, and never what is slow on a busy machine

# Without DEMO, a practice says who it is.
PRODUCTION = {
    "DEMO": "0",
    "DJANGO_ALLOW_ASYNC_UNSAFE": "",
    "SECRET_KEY": secrets.token_urlsafe(50),
    "PRACTICE_NAME": "Elm Street Counseling",
    "PRACTICE_ADDRESS": "1 Elm Street, Albany, NY 12207",
    "PRACTICE_PHONE": "(518) 555-0100",
}

os.environ |= {"DEMO": "1", "DEBUG": "0", "PRACTICE_TIME_ZONE": "America/New_York"}
os.environ.setdefault("DATA_DIR", str(ROOT / ".data" / "tests"))
# By its number: a bare machine may know no name for itself.
os.environ.setdefault("DJANGO_LIVE_TEST_SERVER_ADDRESS", "127.0.0.1")
# The browser's driver keeps an event loop in this thread; nothing of ours is async.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


def pytest_configure() -> None:
    """Static files come from their sources, so that no test waits for collectstatic;
    passwords are hashed in a moment, and not slowly on purpose; a code that was read in one
    half minute may arrive in the next, however busy the machine is."""
    from django.conf import settings  # noqa: PLC0415 - only once the above is said

    from practice.accounts.turns import OneCore as Argon2  # noqa: PLC0415
    from practice.database.embedded.cluster import SUPERUSER  # noqa: PLC0415

    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": plain}}
    # Tests lay and drop databases; processes that they start connect as the app.
    if not os.environ.get("DATABASE_URL"):
        settings.DATABASES["default"]["USER"] = SUPERUSER
    settings.MFA_TOTP_TOLERANCE = 1
    settings.WHITENOISE_AUTOREFRESH = True
    settings.WHITENOISE_USE_FINDERS = True
    Argon2.time_cost, Argon2.memory_cost, Argon2.parallelism = 1, 8, 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests in the browser come last: the quick ones have spoken by then."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Where there is no browser its tests are skipped, but never in CI."""
    if CHROMIUM or item.get_closest_marker("browser") is None:
        return
    if os.environ.get("CI") in {"1", "true"}:
        pytest.fail(f"Chromium is missing: apt-get install {BROWSERS[0]}")
    pytest.skip(f"Chromium is missing: apt-get install {BROWSERS[0]}")
