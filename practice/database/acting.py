"""As whom we connect: the app, unless a command that needs more says so for a while."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from django.db import connection

OWNER, APP, BACKUP = "owner", "app", "backup"


def user(role: str) -> str | None:
    """The name of who is ``role`` in the database; None if nobody is."""
    found: dict[str, str] = connection.settings_dict.get("ROLES", {}).get(role, {})
    return found.get("USER")


def is_divided() -> bool:
    """Whether the app connects as somebody who does not own the tables."""
    return user(APP) != user(OWNER)


@contextlib.contextmanager
def acting_as(role: str) -> Iterator[None]:
    """Inside, every connection that this process makes is ``role``'s. Whoever connects as
    none of the three (tests do, as superuser) stays who they are.
    """
    used = connection.settings_dict
    roles = used.get("ROLES", {})
    ours = {each["USER"] for each in roles.values()}
    if role not in roles or used["USER"] not in ours - {user(role)}:
        yield
        return
    usual = {name: used[name] for name in roles[role]}
    connection.close()
    used |= roles[role]
    try:
        yield
    finally:
        connection.close()
        used |= usual
