"""What is asked of whoever installs, and where it is kept: settings and secrets."""

from __future__ import annotations

import os
import secrets
import socket
import sys

from practice.setup.server.places import (
    CURRENT,
    DATA,
    PORT,
    SECRETS,
    SETTINGS,
)
from practice.setup.server.saying import StopError, run

# What stands on every release, and nobody can guess.
SAID = {
    "PRACTICE_NAME": "The practice's name",
    "PRACTICE_ADDRESS": "Its address",
    "PRACTICE_PHONE": "Its telephone number",
}
# Of what else the README's table names, what is taken along where it is said.
ALSO = ("PRACTICE_STATE", "PRACTICE_TIME_ZONE", "WEB_CONCURRENCY", "WEB_THREADS")
HEAD = """\
# Third Chair's settings, as its README explains them. What is changed here counts from
# the next: systemctl restart third-chair-web third-chair-work
"""


def settings(domain: str) -> None:
    """Written once; an upgrade keeps what was changed in it since."""
    SETTINGS.parent.mkdir(parents=True, exist_ok=True)
    if SETTINGS.exists():
        return
    said = {name: _said(name, label) for name, label in SAID.items()}
    said |= {name: os.environ[name] for name in ALSO if os.environ.get(name)}
    hosts = [domain] if domain else own_names()
    said |= {
        "ALLOWED_HOSTS": ",".join([*hosts, "127.0.0.1"]),
        "PRACTICE_URL": f"https://{hosts[0]}",
        "BEHIND_PROXY": "1",
        "PORT": str(PORT),
        "DATA_DIR": str(DATA),
        "STATIC_ROOT": str(CURRENT / "staticfiles"),
    }
    lines = [f"{name}={_quoted(value)}\n" for name, value in said.items()]
    SETTINGS.write_text(HEAD + "".join(lines))
    SETTINGS.chmod(0o644)


def secret() -> None:
    """The key that signs sessions, made once; only root reads it, and gives it to who
    needs it.
    """
    SECRETS.mkdir(mode=0o700, parents=True, exist_ok=True)
    key = SECRETS / "secret_key"
    if not key.exists():
        file = os.open(key, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(file, "w") as opened:
            opened.write(secrets.token_urlsafe(50))


def own_names() -> list[str]:
    """By which other machines of the practice find this one: its name and addresses."""
    name = socket.gethostname()
    addresses = run("", "hostname", "-I").split()
    return [name, *(each for each in addresses if ":" not in each)]


def _said(name: str, label: str) -> str:
    if value := os.environ.get(name, "").strip():
        return value
    asks = sys.stdin.isatty() and sys.stdout.isatty()
    if asks and (value := input(f"{label}: ").strip()):
        return value
    raise StopError(f'Say {name}="…" too: it stands on every release.')


def _quoted(value: str) -> str:
    """As a shell and systemd both read it."""
    if "\n" in value:
        raise StopError("A setting is one line.")
    escaped = value.replace("'", "'\\''")
    return f"'{escaped}'"
