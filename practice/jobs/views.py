"""The jobs that wait, run and failed for good, for an admin to try again or give up."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db import IntegrityError, connection, transaction
from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from procrastinate.contrib.django.models import ProcrastinateEvent, ProcrastinateJob

from practice.jobs.models import JobTrouble
from practice.jobs.queue import Queue
from practice.models import Role
from practice.web.page import page
from practice.web.requests import SignedInRequest

logger = logging.getLogger(__name__)

MOST = 50
FAILED, WAITING, RUNNING = "failed", "todo", "doing"
PER_STATUS = (FAILED, RUNNING, WAITING)
TIMED = "timestamp"  # of what comes by the clock: no id

RETRY = "SELECT procrastinate_retry_job_v2(%s, now(), NULL, NULL, NULL)"
GIVE_UP = "DELETE FROM procrastinate_jobs WHERE id = %s AND status = ANY (%s::procrastinate_job_status[])"


@dataclass(frozen=True)
class Shown:
    """One job, told by its task and by ids."""

    pk: int
    task: str
    ids: str
    since: datetime | None
    tries: int
    trouble: str

    @classmethod
    def of(cls, job: Any) -> Shown:
        ids = ", ".join(
            f"{name} {value}"
            for name, value in job.args.items()
            if isinstance(value, int) and name != TIMED
        )
        task = job.task_name.rpartition(":")[2].rpartition(".")[2].replace("_", " ")
        return cls(job.pk, task, ids, job.since, job.attempts, job.trouble or "")


@page(Role.ADMIN)
def jobs(request: SignedInRequest) -> HttpResponse:
    """The newest of each, and how many there are."""
    kind = JobTrouble.objects.filter(job_id=OuterRef("pk")).values("kind")
    of_job = ProcrastinateEvent.objects.filter(job=OuterRef("pk"))
    newest = of_job.order_by("-at").values("at")[:1]
    every = ProcrastinateJob.objects.annotate(
        since=Subquery(newest), trouble=Subquery(kind)
    )
    lists = {
        status: [
            Shown.of(each)
            for each in every.filter(status=status).order_by("-pk")[:MOST]
        ]
        for status in PER_STATUS
    }
    context = {
        "queue": Queue.now(),
        "failed": lists[FAILED],
        "running": lists[RUNNING],
        "waiting": lists[WAITING],
    }
    return render(request, "practice/jobs/jobs.html", context)


@page(Role.ADMIN, methods=("POST",))
def job_retry(request: SignedInRequest, job_id: int) -> HttpResponse:
    """It waits once more. Another may do the same meanwhile, and one of each is enough."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            if _status_of(job_id) == FAILED:
                cursor.execute(RETRY, [job_id])
    except IntegrityError:
        said = f"Job {job_id} is not tried again: another that does the same waits."
        messages.warning(request, said)
        return redirect("jobs")
    logger.warning("Job %s is tried again, by %s", job_id, request.user)
    messages.success(request, f"Job {job_id} waits for another try.")
    return redirect("jobs")


@page(Role.ADMIN, methods=("POST",))
def job_giving_up(request: SignedInRequest, job_id: int) -> HttpResponse:
    """It is done no more. What runs is left alone: nobody knows how far it is."""
    with transaction.atomic(), connection.cursor() as cursor:
        if _status_of(job_id) == RUNNING:
            said = f"Job {job_id} runs now. Give it up once it has ended."
            messages.warning(request, said)
            return redirect("jobs")
        cursor.execute(GIVE_UP, [job_id, [FAILED, WAITING]])
    logger.warning("Job %s is given up, by %s", job_id, request.user)
    messages.success(request, f"Job {job_id} is given up.")
    return redirect("jobs")


def _status_of(job_id: int) -> str:
    """As it stays until the transaction ends."""
    found = ProcrastinateJob.objects.select_for_update().filter(pk=job_id).first()
    if found is None:
        raise Http404
    return str(found.status)
