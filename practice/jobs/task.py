"""How a task is declared: by a name for life, taking ids, tried again for a while.

Procrastinate keeps its arguments in a table that anyone who looks after the server reads,
so they are ids and nothing else.
"""

from __future__ import annotations

import inspect
import logging
from collections.abc import Callable
from typing import ParamSpec

from procrastinate.contrib.django import app
from procrastinate.jobs import Job
from procrastinate.retry import BaseRetryStrategy, RetryDecision
from procrastinate.tasks import Task

from practice.jobs.trouble import keep

P = ParamSpec("P")

logger = logging.getLogger(__name__)

WAITS = (10, 60, 5 * 60, 25 * 60, 2 * 60 * 60)  # seconds
TRIES = len(WAITS) + 1


class GaveUp(Exception):  # noqa: N818 - it is what it is, not an error
    """Raised by a task for which there is no use in trying again."""


class GrowingWaits(BaseRetryStrategy):
    """Each wait is longer than the one before, and there is a last try."""

    def __init__(self, tries: int) -> None:
        self.tries = tries

    def get_retry_decision(
        self, *, exception: BaseException, job: Job
    ) -> RetryDecision | None:
        tried = job.attempts + 1
        if job.id is not None:
            keep(job.id, exception)
        if isinstance(exception, GaveUp) or tried >= self.tries:
            logger.error(
                "Job %s failed for good, at try %s", job.id, tried, exc_info=exception
            )
            return None
        logger.warning("Job %s failed at try %s", job.id, tried, exc_info=exception)
        wait = WAITS[min(job.attempts, len(WAITS) - 1)]
        return RetryDecision(retry_in={"seconds": wait})


def job(
    name: str, *, tries: int = TRIES
) -> Callable[[Callable[P, None]], Task[P, None, P]]:
    """Declare a task, which may run twice: a worker can die between its end and saying so.

    ``name`` is what the waiting jobs are kept under, so it stays when the code moves.
    """

    def declare(function: Callable[P, None]) -> Task[P, None, P]:
        refuse_all_but_ids(function)
        return app.task(name=name, retry=GrowingWaits(tries))(function)

    return declare


def refuse_all_but_ids(function: Callable[..., object]) -> None:
    """Raise TypeError if ``function`` takes anything that could tell of a person."""
    for each in inspect.signature(function, eval_str=True).parameters.values():
        if each.annotation is not int or each.kind in {
            inspect.Parameter.VAR_POSITIONAL,
            inspect.Parameter.VAR_KEYWORD,
        }:
            message = f"{function.__qualname__}() is a job: {each.name} must be an id."
            raise TypeError(message)
