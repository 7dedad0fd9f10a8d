"""What waits, runs and failed is told by task and number, and tried again or given up."""

from __future__ import annotations

import pytest
from django.test import Client as Browser
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from practice.jobs.task import GrowingWaits
from practice.models import JobTrouble, User
from tests.clock import HOUR
from tests.jobs import failed_job
from tests.privacy.doors import browser_of
from tests.refusals import run
from tests.releases.history.happenings import words

JOBS = "/settings/jobs/"


@pytest.fixture
def noras(nora: User) -> Browser:
    """A browser in which Nora is signed in."""
    return browser_of(nora)


def status_of(pk: int) -> str | None:
    return (
        ProcrastinateJob.objects.filter(pk=pk).values_list("status", flat=True).first()
    )


def shown(browser: Browser) -> str:
    return words(browser.get(JOBS).content.decode())


def test_an_empty_queue_says_so(noras: Browser) -> None:
    page = shown(noras)
    assert "not at work 0 waiting, 0 running, 0 failed." in page
    assert "What fails is tried again by itself" in page


def test_a_job_that_failed_is_told_by_its_kind_of_error_alone(noras: Browser) -> None:
    job = failed_job(root=7)
    page = shown(noras)
    assert "Stamp root root 7" in page
    assert f"Job {job}" in page
    assert "tried 6 times; MailFailed" in page


def test_a_worker_that_was_just_heard_of_is_at_work(noras: Browser) -> None:
    run("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now())")
    assert "Worker at work 0 waiting" in shown(noras)
    run("UPDATE procrastinate_workers SET last_heartbeat = %s", timezone.now() - HOUR)
    assert "Worker not at work 0 waiting" in shown(noras)


def test_it_is_tried_again(noras: Browser) -> None:
    job = failed_job()
    page = noras.post(f"{JOBS}{job}/retry/", follow=True).content.decode()
    assert f"Job {job} waits for another try." in words(page)
    assert status_of(job) == "todo"
    noras.post(f"{JOBS}{job}/retry/")
    assert status_of(job) == "todo"


def test_where_the_same_waits_already_it_is_not_tried_again(noras: Browser) -> None:
    job, other = failed_job(), failed_job()
    run("UPDATE procrastinate_jobs SET queueing_lock = 'one'")
    run("UPDATE procrastinate_jobs SET status = 'todo' WHERE id = %s", other)
    page = noras.post(f"{JOBS}{job}/retry/", follow=True).content.decode()
    assert "another that does the same waits" in words(page)
    assert status_of(job) == "failed"


@pytest.mark.parametrize("status", ["failed", "todo"])
def test_it_is_given_up(noras: Browser, status: str) -> None:
    job = failed_job()
    run(f"UPDATE procrastinate_jobs SET status = '{status}'")
    page = noras.post(f"{JOBS}{job}/giving-up/", follow=True).content.decode()
    assert f"Job {job} is given up." in words(page)
    assert status_of(job) is None


def test_what_runs_is_not_given_up(noras: Browser) -> None:
    job = failed_job()
    run("UPDATE procrastinate_jobs SET status = 'doing'")
    page = noras.post(f"{JOBS}{job}/giving-up/", follow=True).content.decode()
    assert "runs now" in words(page)
    assert status_of(job) == "doing"


def test_a_job_that_is_not_there_is_not_found(noras: Browser) -> None:
    for act in ("retry", "giving-up"):
        assert noras.post(f"{JOBS}123456/{act}/").status_code == 404


def test_only_the_class_of_an_error_is_kept_and_no_longer_than_the_job(
    db: None,
) -> None:
    old, job = failed_job(), failed_job()
    run("DELETE FROM procrastinate_jobs WHERE id = %s", old)
    each = ProcrastinateJob.objects.get(pk=job).procrastinate_job
    error = ValueError("Jordan Reyes")
    assert GrowingWaits(1).get_retry_decision(exception=error, job=each) is None
    assert list(JobTrouble.objects.values_list("job_id", "kind")) == [
        (job, "ValueError")
    ]
