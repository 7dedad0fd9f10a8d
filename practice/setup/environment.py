"""Reading settings from the environment, failing loudly on a bad value."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from practice.setup.elsewhere import NEEDS_TLS, may_be_overheard

SHORTEST_KEY, FEWEST_CHARACTERS = 50, 5


def env(name: str, default: str = "") -> str:
    """The variable ``name``, or the content of the file that ``NAME_FILE`` names."""
    if path := os.environ.get(f"{name}_FILE"):
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            message = f"{name}_FILE names a file that cannot be read: {path}."
            raise ImproperlyConfigured(message) from None
    return os.environ.get(name, default)


def env_said(name: str, invented: str, *, demo: bool) -> str:
    """What nobody can guess: the demo invents it, everyone else must say it."""
    if value := env(name, invented if demo else ""):
        return value
    message = f"Set {name}: it stands on every release."
    raise ImproperlyConfigured(message)


def env_key(name: str, known: str, *, demo: bool) -> str:
    """A secret that nobody can guess; the demo's is ``known`` to everyone."""
    key = env(name, known if demo else "")
    if demo:
        return key
    if not key:
        message = f"Set {name} to a long random string, or {name}_FILE to its file."
        raise ImproperlyConfigured(message)
    # As Django's own check warns; a key that stands in a tutorial begins like its own.
    if (
        len(key) < SHORTEST_KEY
        or len(set(key)) < FEWEST_CHARACTERS
        or key.startswith(("django-insecure-", known))
    ):
        message = (
            f"{name} can be guessed: it must be random, and {SHORTEST_KEY} characters "
            'or more, as python3 -c "import secrets; print(secrets.token_urlsafe(50))" '
            "makes one."
        )
        raise ImproperlyConfigured(message)
    return key


def env_bool(name: str, *, default: bool) -> bool:
    """1, true, yes, on (or their opposites); anything else is refused."""
    value = env(name, str(default)).lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off", ""}:
        return False
    message = f"{name} must be 1 or 0, not {value!r}."
    raise ImproperlyConfigured(message)


def env_int(name: str, default: int) -> int:
    """A whole number."""
    value = env(name, str(default))
    try:
        return int(value)
    except ValueError:
        message = f"{name} must be a whole number, not {value!r}."
        raise ImproperlyConfigured(message) from None


def env_list(name: str, default: str = "") -> list[str]:
    """Values between commas."""
    return [item.strip() for item in env(name, default).split(",") if item.strip()]


def env_state(name: str) -> str:
    """The two letters of a state, or nothing."""
    value = env(name).upper()
    if re.fullmatch(r"([A-Z]{2})?", value):
        return value
    message = f"{name} must be the two letters of a state, such as NY, not {value!r}."
    raise ImproperlyConfigured(message)


def env_url(name: str, default: str) -> str:
    """Scheme and host, as in ``https://practice.example``; a last slash is left out. What
    is asked for without TLS goes no further than this machine.
    """
    value = env(name, default).rstrip("/")
    if re.fullmatch(
        r"(https://[^/\s?#]+|http://(127\.0\.0\.1|localhost)(:\d+)?)?", value
    ):
        return value
    message = f"{name} must read https://practice.example, with no path behind it."
    raise ImproperlyConfigured(message)


def env_https(name: str) -> str:
    """An address that is asked over TLS alone, or nothing."""
    value = env(name)
    if re.fullmatch(r"(https://[^/\s?#@]+(/[^\s#]*)?)?", value):
        return value
    message = f"{name} must read https://stamps.example/path."
    raise ImproperlyConfigured(message)


def env_address(name: str) -> str:
    """One e-mail address, or nothing."""
    value = env(name)
    if re.fullmatch(r"([^\s@,;<>]+@[^\s@,;<>]+)?", value):
        return value
    message = f"{name} must be one e-mail address."
    raise ImproperlyConfigured(message)


def env_smtp_security(name: str) -> tuple[bool, bool]:
    """Whether mail is handed over by STARTTLS, and whether by TLS from the first byte."""
    value = env(name, "starttls").lower()
    if value in {"starttls", "tls", "none"}:
        return value == "starttls", value == "tls"
    message = f"{name} must be starttls, tls or none, not {value!r}."
    raise ImproperlyConfigured(message)


def env_zone(name: str, default: str) -> str:
    """The name of a time zone that this machine knows."""
    value = env(name, default)
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError):
        message = f"{name} must name a time zone, such as {default}, not {value!r}."
        raise ImproperlyConfigured(message) from None
    return value


def env_database(name: str, **others: str) -> dict[str, Any]:
    """The PostgreSQL database that a URL names, or the embedded one; and as whom else than
    the app to connect to it, where ``others`` names a URL for each such role.
    """
    if not env(name):
        roles = {role: {"USER": f"third_chair_{role}"} for role in ("app", *others)}
        engine = "practice.database.embedded"
        return {
            "ENGINE": engine,
            "NAME": "third_chair",
            **roles["app"],
            "ROLES": roles,
        }
    app = _database(name)
    said = {role: _database(url) for role, url in others.items() if env(url)}
    return {**app, "ROLES": {"owner": app, "app": app, **said}}


def _database(name: str) -> dict[str, Any]:
    url = env(name)
    # The URL itself may hold a password, so it is not quoted.
    message = f"{name} must read postgres://user:password@host:5432/database."
    if not url.startswith(("postgres://", "postgresql://")):
        raise ImproperlyConfigured(message)
    try:
        found = {**dj_database_url.parse(url, engine="practice.database")}
    except ValueError:
        raise ImproperlyConfigured(message) from None
    if may_be_overheard(found):
        raise ImproperlyConfigured(NEEDS_TLS.format(name=name))
    return found


def env_pool(name: str, *, beside: str) -> dict[str, Any]:
    """Where a pool is that leads to the database ``beside``; nothing where there is none."""
    if not env(name):
        return {}
    pool = env_database(name)
    if not env(beside):
        message = f"{name} leads to the database of {beside}: set that, too."
        raise ImproperlyConfigured(message)
    if "options" in pool.get("OPTIONS", {}):
        message = f"{name} takes no options: a pool in transaction mode forgets them."
        raise ImproperlyConfigured(message)
    place = ("NAME", "USER", "PASSWORD", "HOST", "PORT")
    return {**{key: pool[key] for key in place}, "OPTIONS": pool.get("OPTIONS", {})}


def env_replica(name: str) -> dict[str, Any]:
    """A second database, ``replica``, if a URL names one; one that is gone is soon found so."""
    if not env(name):
        return {}
    found = env_database(name)
    options = {"connect_timeout": 2, **found.get("OPTIONS", {})}
    kept = {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    return {"replica": {**found, **kept, "OPTIONS": options}}


def env_log_level(name: str, default: str) -> str:
    """One of logging's own levels."""
    value = env(name, default).upper()
    if value in {"DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"}:
        return value
    message = f"{name} must be DEBUG, INFO, WARNING, ERROR or CRITICAL, not {value!r}."
    raise ImproperlyConfigured(message)
