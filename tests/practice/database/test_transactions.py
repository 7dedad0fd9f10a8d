from __future__ import annotations

import threading

import pytest
from django.db import OperationalError, connection
from psycopg.errors import LockNotAvailable, SerializationFailure

from practice.database.transactions import ATTEMPTS, retried
from practice.models import Room


def failing(cause: Exception) -> OperationalError:
    error = OperationalError()
    error.__cause__ = cause
    return error


@pytest.mark.django_db(transaction=True)
def test_two_who_wait_for_each_other_both_get_through() -> None:
    blue, green = (Room.objects.create(name=name) for name in ("Blue", "Green"))
    both_hold_one = threading.Barrier(2)
    first_try: set[str] = set()
    fallen: list[BaseException] = []

    @retried
    def rename(first: int, second: int, name: str) -> None:
        Room.objects.filter(pk=first).update(name=f"{name} 1")
        if name not in first_try:
            first_try.add(name)
            both_hold_one.wait()
        Room.objects.filter(pk=second).update(name=f"{name} 2")

    def run(first: int, second: int, name: str) -> None:
        try:
            rename(first, second, name)
        except BaseException as error:  # noqa: BLE001 (a thread's errors are told below)
            fallen.append(error)
        finally:
            connection.close()

    threads = [
        threading.Thread(target=run, args=(blue.pk, green.pk, "Ada")),
        threading.Thread(target=run, args=(green.pk, blue.pk, "Cleo")),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert fallen == []
    assert len({room.name.split()[0] for room in Room.objects.all()}) == 1


@pytest.mark.django_db(transaction=True)
def test_it_gives_up_after_three_more_tries_and_leaves_nothing() -> None:
    tries = []

    @retried
    def never() -> None:
        tries.append(Room.objects.create(name="Blue"))
        raise failing(SerializationFailure())

    with pytest.raises(OperationalError):
        never()
    assert len(tries) == ATTEMPTS == 4
    assert not Room.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_other_failures_are_not_tried_again() -> None:
    tries = []

    @retried
    def locked() -> None:
        tries.append(1)
        raise failing(LockNotAvailable())

    with pytest.raises(OperationalError):
        locked()
    assert tries == [1]


def test_inside_another_transaction_it_runs_once(db: None) -> None:
    tries = []

    @retried
    def inner() -> None:
        tries.append(1)
        raise failing(SerializationFailure())

    with pytest.raises(OperationalError):
        inner()
    assert tries == [1]
