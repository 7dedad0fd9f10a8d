"""Work that somebody watches, from its beginning to whatever end."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from django.db import transaction
from django.db.models.functions import Now

from practice.jobs.models import Cancelled, Progress, State

WENT_WRONG = "Something went wrong on our side. Nothing was lost: start it once more."


@contextlib.contextmanager
def under_way(pk: int) -> Iterator[Progress | None]:
    """The work, which is running from here on; None if there is nothing to do any more.

    Tried again, it begins from nothing: what a try left unfinished is not counted.
    """
    begun = Progress.objects.filter(pk=pk).exclude(
        state__in=[State.DONE, State.CANCELLED]
    )
    if not begun.update(state=State.RUNNING, done=0, ended_at=None, problem=""):
        yield None
        return
    progress = Progress.objects.get(pk=pk)
    try:
        yield progress
    except Cancelled:
        return
    except Exception:
        with contextlib.suppress(transaction.TransactionManagementError):
            _end(progress, State.FAILED, progress.problem or WENT_WRONG)
        raise
    _end(progress, State.DONE, progress.problem)


def _end(progress: Progress, state: State, problem: str) -> None:
    """Somebody may have cancelled it at the last moment: then that stands."""
    Progress.objects.filter(pk=progress.pk, state=State.RUNNING).update(
        state=state,
        problem=problem,
        result=progress.result,
        done=progress.done,
        total=progress.total,
        ended_at=Now(),
    )
