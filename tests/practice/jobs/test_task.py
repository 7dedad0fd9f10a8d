"""What is a job: ids and nothing else, tried for a while, with the act that wants it."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from inspect import signature
from uuid import UUID

import pytest
from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from practice.jobs.task import TRIES, WAITS, GaveUp, job, refuse_all_but_ids
from tests.jobs import run_waiting, try_again, waiting
from tests.privacy.traces import logged

pytestmark = pytest.mark.django_db

OUTSIDE = ("builtin:", "procrastinate.")  # what Procrastinate brings, to tidy up


@pytest.fixture
def ran() -> Iterator[list[int]]:
    """The ids for which a job has run; it fails for ids below zero."""
    ran: list[int] = []

    @job("count")
    def count(number: int) -> None:
        ran.append(number)
        if number < -1:
            raise GaveUp
        if number < 0:
            message = "Jordan Reyes"
            raise ValueError(message)

    yield ran
    del app.tasks["count"]


def defer(number: int) -> None:
    app.tasks["count"].defer(number=number)


def test_every_job_takes_ids_and_nothing_else() -> None:
    app.perform_import_paths()  # type: ignore[no-untyped-call]
    ours = {
        name: task for name, task in app.tasks.items() if not name.startswith(OUTSIDE)
    }
    assert ours
    for name, task in ours.items():
        given = list(signature(task.func, eval_str=True).parameters.values())
        taken = given[1:] if task.pass_context else given
        assert {each.annotation for each in taken} <= {int, UUID}, name


def told_by_name(person: str) -> None: ...


def told_all(*ids: int) -> None: ...


@pytest.mark.parametrize("function", [told_by_name, told_all])
def test_what_takes_a_name_is_no_job(function: Callable[..., None]) -> None:
    with pytest.raises(TypeError, match="must be an id"):
        refuse_all_but_ids(function)


def test_a_job_runs_for_what_was_deferred(ran: list[int]) -> None:
    defer(1)
    defer(2)
    assert waiting() == [("count", {"number": 1}), ("count", {"number": 2})]
    assert run_waiting() == ["count succeeded", "count succeeded"]
    assert (ran, waiting()) == ([1, 2], [])


def test_an_act_that_fails_leaves_no_job(ran: list[int]) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():  # noqa: PT012
        defer(1)
        raise ZeroDivisionError
    assert waiting() == []


def test_each_wait_is_longer_and_there_is_a_last_try(ran: list[int]) -> None:
    defer(-1)
    outcomes = run_waiting()
    while waiting():
        outcomes += try_again()
    assert outcomes == [*["count waits"] * (TRIES - 1), "count failed"]
    assert ran == [-1] * TRIES
    assert list(WAITS) == sorted(set(WAITS))


def test_what_was_given_up_is_not_tried_again(ran: list[int]) -> None:
    defer(-2)
    assert run_waiting() == ["count failed"]
    assert ProcrastinateJob.objects.get().status == "failed"


def test_a_failure_is_logged_by_id_and_place_alone(ran: list[int]) -> None:
    defer(-1)
    number = ProcrastinateJob.objects.get().pk
    with logged(log := io.StringIO()):
        run_waiting()
    assert f"Job {number} failed at try 1 ValueError at" in log.getvalue()
    assert "Jordan" not in log.getvalue()
