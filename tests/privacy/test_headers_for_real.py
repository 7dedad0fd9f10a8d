"""What a process that serves a practice answers, outside the demo."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from tests.environment import PRODUCTION, ROOT

ASK = """
import json
import django
from django.conf import settings
from django.test import Client
django.setup()
from practice.chained import current
current.newest = lambda model: None  # there is no database
settings.STORAGES["staticfiles"]["BACKEND"] = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"
)
plain = Client().get("/sign-in/")
safe = Client().get("/sign-in/", secure=True)
other = Client().get("/sign-in/", secure=True, headers={"Host": "example.com"})
asked = Client().post("/api/gate/", headers={"Authorization": "Bearer secret"})
read = Client().get("/feed/secret.ics")
names = ["DEBUG", "SESSION_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY", "SESSION_COOKIE_NAME"]
print(json.dumps({
    "plain": [plain.status_code, plain.headers.get("Location")],
    "asked": [asked.status_code, asked.headers.get("Location"), asked.text],
    "read": [read.status_code, read.headers.get("Location"), read.text],
    "status": safe.status_code,
    "headers": dict(safe.headers),
    "cookie": dict(safe.cookies["__Host-csrftoken"]),
    "other": other.status_code,
    **{name: getattr(settings, name) for name in names},
}))
"""


@pytest.fixture(scope="module")
def for_real() -> dict[str, Any]:
    """What a process that serves a practice answers, outside the demo."""
    environment = {
        **os.environ,
        **PRODUCTION,
        "DJANGO_SETTINGS_MODULE": "practice.settings",
        "ALLOWED_HOSTS": "testserver",
        "LOG_LEVEL": "CRITICAL",
    }
    done = subprocess.run(
        [sys.executable, "-c", ASK],
        check=False,
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def test_plain_http_leads_to_https_and_stays_there(for_real: dict[str, Any]) -> None:
    assert for_real["plain"] == [301, "https://testserver/sign-in/"]
    assert for_real["status"] == 200
    year = "max-age=31536000"
    assert for_real["headers"]["Strict-Transport-Security"] == year


def test_a_program_is_refused_over_plain_http_and_not_led_on(
    for_real: dict[str, Any],
) -> None:
    for asked in ("asked", "read"):
        status, location, said = for_real[asked]
        assert (status, location) == (403, None)
        assert "have it replaced" in said
        assert "secret" not in said


def test_cookies_travel_by_https_alone(for_real: dict[str, Any]) -> None:
    assert for_real["cookie"]["secure"]
    assert for_real["cookie"]["httponly"]
    assert for_real["SESSION_COOKIE_SECURE"]
    assert for_real["SESSION_COOKIE_HTTPONLY"]


def test_cookies_belong_to_this_host_alone(for_real: dict[str, Any]) -> None:
    """Else browsers refuse them, by their names."""
    assert for_real["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert for_real["cookie"]["path"] == "/"
    assert for_real["cookie"]["domain"] == ""


def test_another_host_is_answered_to_by_nothing(for_real: dict[str, Any]) -> None:
    assert for_real["other"] == 400


def test_nobody_debugs_a_real_practice(for_real: dict[str, Any]) -> None:
    assert not for_real["DEBUG"]
