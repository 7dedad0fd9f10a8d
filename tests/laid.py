"""A database as the migrations lay it, which each process that tests takes a copy of."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from tests.asleep import let_triggers_sleep
from tests.environment import ROOT
from tests.model_states import alone

NAMED = "test_laid_"
APPS = ("practice", "clients", "releases", "collateral")


def laid() -> str:
    """The name of one laid by the migrations as they are now; it outlives its process.

    Whoever asks meanwhile waits: it is laid once, and whole or not at all.
    """
    name, unfinished = f"{NAMED}{_digest()}", f"{NAMED}unfinished"
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtext(%s))", [NAMED])
        cursor.execute(
            "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [NAMED]
        )
        found = {row[0] for row in cursor.fetchall()}
        if name not in found:
            for old in found:
                cursor.execute(f"DROP DATABASE {old} WITH (FORCE)")
            _lay(unfinished)
            cursor.execute(f"ALTER DATABASE {unfinished} RENAME TO {name}")
    return name


def _lay(name: str) -> None:
    """Have Django lay it as it does any test's, and leave its settings as they were."""
    used: dict[str, Any] = connection.settings_dict
    before, test = used["NAME"], used["TEST"]
    used["TEST"] = {**test, "NAME": name}
    with alone():
        connection.creation.create_test_db(verbosity=0, serialize=False)
    let_triggers_sleep()
    connection.close()
    settings.DATABASES[connection.alias]["NAME"] = used["NAME"] = before
    used["TEST"] = test


def _digest() -> str:
    digest = hashlib.sha256()
    for path in sorted(_files()):
        digest.update(f"{path.relative_to(ROOT)}\n".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _files() -> Iterator[Path]:
    """What decides how it is laid: migrations, what they call, and what they load."""
    for app in APPS:
        folder = ROOT / app
        yield from (folder / "migrations").glob("*.py")
        yield from folder.rglob("*.toml")
    yield from (ROOT / "practice" / "database").glob("*.py")
