"""What the environment may say, and what it may not."""

from __future__ import annotations

import runpy
import secrets
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from practice.setup.environment import env_database, env_key
from tests.environment import PRODUCTION, ROOT

KNOWN = "only-for-the-demo-practice"


def settings_with(monkeypatch: pytest.MonkeyPatch, **said: str) -> dict[str, Any]:
    """The settings of a practice, as ``said``."""
    for name, value in {**PRODUCTION, **said}.items():
        monkeypatch.setenv(name, value)
    return runpy.run_path(str(ROOT / "practice" / "settings.py"))


@pytest.mark.parametrize(
    "key",
    [
        KNOWN,
        KNOWN * 2,
        "short-but-otherwise-random-4711",
        secrets.token_urlsafe(100)[:49],
        "abcd" * 20,
        "django-insecure-" + secrets.token_urlsafe(50),
    ],
    ids=[
        "the demo's",
        "the demo's twice",
        "short",
        "a little short",
        "dull",
        "django's",
    ],
)
def test_a_key_that_can_be_guessed_starts_nothing(
    key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_KEY", key)
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY can be guessed") as said:
        env_key("SECRET_KEY", KNOWN, demo=False)
    assert key not in str(said.value)


def test_a_long_random_key_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    key = secrets.token_urlsafe(100)[:50]
    monkeypatch.setenv("SECRET_KEY", key)
    assert env_key("SECRET_KEY", KNOWN, demo=False) == key


def test_the_demo_needs_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SECRET_KEY", raising=False)
    assert env_key("SECRET_KEY", KNOWN, demo=True) == KNOWN


def test_a_short_key_stops_a_practice(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY can be guessed"):
        settings_with(monkeypatch, SECRET_KEY="short")


@pytest.mark.parametrize(
    ("asked", "subdomains", "preload"),
    [
        ({}, False, False),
        ({"HSTS_SUBDOMAINS": "1"}, True, False),
        ({"HSTS_PRELOAD": "1"}, True, True),
    ],
)
def test_other_hosts_are_bound_to_https_only_when_asked(
    asked: dict[str, str],
    subdomains: bool,
    preload: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = settings_with(monkeypatch, **asked)
    assert found["SECURE_HSTS_SECONDS"] > 0
    assert found["SECURE_HSTS_INCLUDE_SUBDOMAINS"] is subdomains
    assert found["SECURE_HSTS_PRELOAD"] is preload


TLS = "sslmode=verify-full"
ELSEWHERE = f"postgres://ada:secret@db.example:5432/third_chair?{TLS}"


def test_pages_go_through_a_pool_that_is_set_and_all_else_does_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pool = "postgres://ada:secret@127.0.0.1:6432/third_chair?prepare_threshold=2"
    said = {"DATABASE_URL": ELSEWHERE, "DATABASE_POOL_URL": pool}
    found = settings_with(monkeypatch, **said)
    assert found["DATABASES"]["default"]["HOST"] == "db.example"
    assert found["POOL"]["HOST"] == "127.0.0.1"
    assert found["POOL"]["OPTIONS"] == {"prepare_threshold": 2}


@pytest.mark.parametrize(
    ("direct", "pool"),
    [
        ("", "postgres://ada:secret@127.0.0.1:6432/third_chair"),
        (ELSEWHERE, "postgres://ada:secret@[::1]/x?options=-c%20lock_timeout%3D9s"),
        (ELSEWHERE, "pool.example"),
    ],
    ids=["of no database", "with options", "no address"],
)
def test_a_pool_that_cannot_be_starts_nothing(
    direct: str, pool: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ImproperlyConfigured, match="DATABASE_POOL_URL") as said:
        settings_with(monkeypatch, DATABASE_URL=direct, DATABASE_POOL_URL=pool)
    assert "secret" not in str(said.value)


def database(url: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    monkeypatch.setenv("DATABASE_URL", url)
    return env_database("DATABASE_URL")


@pytest.mark.parametrize(
    "url",
    [
        "postgres://ada:secret@db.example/third_chair",
        "postgres://ada:secret@10.0.0.7/third_chair?sslmode=require",
        "postgres://ada:secret@db.example/third_chair?sslmode=verify-ca",
        "postgres://ada:secret@localhost,db.example/third_chair",
        "postgres:///third_chair?host=db.example",
        "postgres://localhost/third_chair?hostaddr=10.0.0.7",
        "postgres:///third_chair?service=elsewhere",
    ],
)
def test_a_database_on_another_machine_that_could_be_overheard_starts_nothing(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ImproperlyConfigured, match="another machine") as said:
        database(url, monkeypatch)
    assert "secret" not in str(said.value)


@pytest.mark.parametrize(
    "url",
    [
        ELSEWHERE,
        "postgres://ada:secret@127.0.0.1/third_chair",
        "postgres://ada@%2Frun%2Fpostgresql/third_chair",
        "postgres:///third_chair?host=/run/postgresql",
    ],
)
def test_one_that_proves_which_it_is_or_is_here_is_spoken_with(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert database(url, monkeypatch)["NAME"] == "third_chair"
