"""Whatever of the house is killed under load, what was acknowledged is there, once."""

from __future__ import annotations

import contextlib
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

from practice.database.embedded import server
from tests.collateral.rule.under_load import Booker, House

pytestmark = [
    pytest.mark.usefixtures("collected"),
    pytest.mark.skipif(
        not Path("/proc").exists(), reason="reads Linux's list of processes"
    ),
]

KILLED = ["postmaster", "web below", "work below", "web", "work", "database"]


@pytest.fixture
def house() -> Iterator[House]:
    with tempfile.TemporaryDirectory() as folder:
        try:
            with House(Path(folder)) as house:
                yield house
        finally:
            with contextlib.suppress(FileNotFoundError):
                server.stop(Path(folder) / "postgres")


def kill_all(house: House, times: int) -> list[float]:
    """Seconds until it was open again, each time."""
    until, took = threading.Event(), []
    people = [Booker(house, person, until) for person in house.staff]
    for each in people:
        each.start()
    for number in range(times):
        before = sum(len(each.told) for each in people)
        house.kill(KILLED[number % len(KILLED)])
        took.append(house.wait_until_open())
        while sum(len(each.told) for each in people) == before:
            until.wait(0.05)
    until.set()
    for each in people:
        each.join()

    booked, seats, told = house.ask("booked")
    acknowledged = [mark for each in people for mark in each.told]
    assert len(acknowledged) > times
    assert {booked.get(mark) for mark in acknowledged} == {1}
    assert set(booked.values()) == {1}
    assert seats == told == len(booked)
    return took


@pytest.mark.long
def test_killed_a_dozen_times_it_loses_nothing(house: House) -> None:
    kill_all(house, 12)


@pytest.mark.stress
def test_killed_two_hundred_times_it_loses_nothing(house: House) -> None:
    took = kill_all(house, 200)
    for place, what in enumerate(KILLED):
        times = took[place :: len(KILLED)]
        print(f"{what}: open after {median(times):.1f} s, {max(times):.1f} at most")  # noqa: T201
