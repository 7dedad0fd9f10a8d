"""What the machine and the database must have, asked whenever Django checks the project."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.checks import ERROR, WARNING, CheckMessage, Error, Tags, register
from django.db import connections

from practice.database import acting, roles
from practice.database.comparison import is_migrated, weaknesses
from practice.database.pooled import is_pooled, unlimited
from practice.paper import pango

UNDIVIDED = (
    "Pages connect as the owner of the tables, and could change them: give another user "
    "to DATABASE_URL, and the owner to DATABASE_OWNER_URL."
)
NOT_MIGRATED = "The tables are not those of this version: run manage.py migrate."


@register
def pango_loads(app_configs: Any, **_: Any) -> list[CheckMessage]:
    """Without Pango there is no PDF, so no release can be signed: the demo may start so,
    for all the rest there is to see, and a practice may not.
    """
    if not (needed := pango.needed()):
        return []
    level = WARNING if settings.DEMO else ERROR
    return [CheckMessage(level, needed, id="practice.E001")]


@register(Tags.database)
def rules_are_kept(
    app_configs: Any, databases: Iterable[str] | None = None, **_: Any
) -> list[CheckMessage]:
    """The database keeps what the models declare: ``check --database default``.

    ``migrate`` asks this too, before it lays the first table.
    """
    found: list[CheckMessage] = []
    for connection in map(connections.__getitem__, databases or ()):
        if is_migrated(connection):
            with acting.acting_as(acting.OWNER):
                weak = weaknesses(connection)
            found += [Error(each, id="practice.E002") for each in weak]
            found += _rights(connection)
        elif connection.introspection.table_names():
            found.append(CheckMessage(WARNING, NOT_MIGRATED, id="practice.W002"))
    return found


@register(Tags.database)
def pages_end(
    app_configs: Any, databases: Iterable[str] | None = None, **_: Any
) -> list[CheckMessage]:
    """What a page asks is given up, behind a pool too."""
    asked = map(connections.__getitem__, databases or ())
    pooled = [each for each in asked if is_pooled(each)]
    return [
        Error(said, id="practice.E004") for each in pooled for said in unlimited(each)
    ]


def _rights(connection: Any) -> list[CheckMessage]:
    """The app may do what it must, and no more."""
    app = acting.user(acting.APP)
    if app is None or not acting.is_divided():
        return [CheckMessage(WARNING, UNDIVIDED, id="practice.W003")]
    with connection.cursor() as cursor:
        found = roles.excesses(cursor, app)
    return [Error(each, id="practice.E003") for each in found]
