"""What the tests of constraints ask: the words beforehand, the name afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import Model

from collateral.models.keys import RELEASE_KEYS
from practice.database.constraints import violated


@contextmanager
def refused_by(*names: str) -> Iterator[None]:
    """The database refuses what is done inside, by the constraint of this name, or by
    one of these: of rows changed at once, which is asked first is nobody's to say.
    """
    settle()
    with (  # noqa: PT012 (the one statement is the caller's)
        pytest.raises(IntegrityError) as refusal,
        transaction.atomic(),
    ):
        yield
        settle()
    assert violated(refusal.value) in names


def refusal_of(act: Callable[[], object]) -> str:
    """The name of the constraint by which the database refuses ``act``, if it does."""
    try:
        with transaction.atomic():
            act()
            settle()
    except IntegrityError as error:
        return violated(error)
    return ""


def settle() -> None:
    """Have what waits for the commit asked now."""
    run("SET CONSTRAINTS ALL IMMEDIATE")
    run("SET CONSTRAINTS ALL DEFERRED")
    there = [
        name
        for name in RELEASE_KEYS
        if run("SELECT FROM pg_constraint WHERE conname = %s", name)
    ]
    if there:  # some are not, where a migration is undone
        run(f"SET CONSTRAINTS {', '.join(there)} IMMEDIATE")


def words_of(name: str, instance: Model) -> str:
    """What the constraint ``name`` says against ``instance``; nothing if it agrees."""
    model = type(instance)
    (constraint,) = (c for c in model._meta.constraints if c.name == name)
    try:
        constraint.validate(model, instance)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def run(sql: str, *values: object) -> int:
    """Run ``sql`` past the ORM; how many rows it met."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.rowcount
