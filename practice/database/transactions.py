"""Transactions that start anew when the database picks them to give way."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import OperationalError, connection, transaction
from psycopg.errors import DeadlockDetected, SerializationFailure

P = ParamSpec("P")
T = TypeVar("T")

ATTEMPTS = 4  # the first, and three more


def retried(function: Callable[P, T]) -> Callable[P, T]:
    """Run ``function`` in one transaction, again from its start if that must give way.

    Inside another transaction it runs once: only the outermost can start anew.
    """

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        attempts = 1 if connection.in_atomic_block else ATTEMPTS
        while True:
            attempts -= 1
            try:
                with transaction.atomic():
                    return function(*args, **kwargs)
            except OperationalError as error:
                if not (attempts and gives_way(error)):
                    raise

    return run


def gives_way(error: OperationalError) -> bool:
    """Whether ``error`` only says that this transaction met another."""
    return isinstance(error.__cause__, DeadlockDetected | SerializationFailure)
