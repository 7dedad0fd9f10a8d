"""``manage.py migrate``: as the tables' owner, who then gives the others their rights."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate
from django.db import DEFAULT_DB_ALIAS, connection, transaction

from practice.database import acting, roles


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        with acting.acting_as(acting.OWNER):
            super().handle(*args, **options)
            looks = options["check_unapplied"] or options["plan"]
            if not looks and options["database"] == DEFAULT_DB_ALIAS:
                give_rights()


def give_rights() -> None:
    """As roles say; where one user is everybody there is nothing to give."""
    app = acting.user(acting.APP)
    if app and acting.is_divided():
        with transaction.atomic(), connection.cursor() as cursor:
            roles.grant(cursor, app, acting.user(acting.BACKUP))
