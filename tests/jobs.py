"""The jobs that wait, run in the test's own transaction as a worker would run them."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from practice.models import JobTrouble
from tests.refusals import run


def waiting() -> list[tuple[str, dict[str, Any]]]:
    """What waits, and with which ids, in the order in which it was deferred."""
    found = ProcrastinateJob.objects.filter(status="todo").order_by("pk")
    return [(each.task_name, each.args) for each in found]


def run_waiting(*, later: bool = False) -> list[str]:
    """Run what waits until nothing does, each once, and say what became of it:
    *succeeded*, *failed* for good, or *waits* for another try. What is meant for
    ``later`` runs too if asked.
    """
    app.perform_import_paths()  # type: ignore[no-untyped-call]
    told, met = [], set[int]()
    while each := _next(met, later=later):
        met.add(each.pk)
        outcome = _outcome(each)
        if outcome != "waits":
            run(
                "UPDATE procrastinate_jobs SET status = %s::procrastinate_job_status "
                "WHERE id = %s",
                outcome,
                each.pk,
            )
        told.append(f"{each.task_name} {outcome}")
    return told


def try_again() -> list[str]:
    """What waits for another try has waited long enough."""
    return run_waiting(later=True)


def _next(met: set[int], *, later: bool) -> ProcrastinateJob | None:
    found = ProcrastinateJob.objects.filter(status="todo").exclude(pk__in=met)
    if not later:
        found = found.exclude(scheduled_at__gt=timezone.now())
    return found.order_by("pk").first()


def _outcome(each: ProcrastinateJob) -> str:
    task = app.tasks[each.task_name]
    try:
        task(**each.args)
    except Exception as error:  # noqa: BLE001 - as a worker would
        again = task.get_retry_exception(exception=error, job=each.procrastinate_job)
        if again is None:
            return "failed"
        run(
            "UPDATE procrastinate_jobs SET attempts = attempts + 1, scheduled_at = %s "
            "WHERE id = %s",
            again.retry_decision.retry_at,
            each.pk,
        )
        return "waits"
    return "succeeded"


def failed_job(name: str = "stamp_root", **ids: int) -> int:
    """One that failed for good, at a mail server that was not there."""
    pk = app.configure_task(name, allow_unknown=True).defer(**(ids or {"root": 1}))
    run(
        "UPDATE procrastinate_jobs SET status = 'failed', attempts = 6 WHERE id = %s",
        pk,
    )
    JobTrouble.objects.create(job_id=pk, kind="MailFailed")
    return pk
