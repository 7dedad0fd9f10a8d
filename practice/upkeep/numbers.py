"""How it is, as Prometheus reads it: gauges of what is stored, the same from each process."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from importlib import import_module

from django.utils import timezone

from practice.jobs.queue import Queue
from practice.models import Upkeep
from practice.upkeep.machine import data_folder

# Each module's ``numbers``; those of higher layers by name alone.
ASKED = ("practice.upkeep.numbers", "releases.root.facts")

Number = tuple[str, str, float]  # its name, what it is, how much


def numbers() -> str:
    return "".join(
        f"# HELP third_chair_{name} {says}\n# TYPE third_chair_{name} gauge\n"
        f"third_chair_{name} {value:g}\n"
        for module in ASKED
        for name, says, value in import_module(module).gauges()
    )


def gauges() -> Iterator[Number]:
    queue, now = Queue.now(), timezone.now()
    yield "jobs_waiting", "Jobs that wait.", queue.waiting
    yield "jobs_running", "Jobs that run.", queue.running
    yield "jobs_failed", "Jobs that failed for good.", queue.failed
    yield "worker_up", "Whether a worker was just heard of.", queue.has_worker
    for kind, last in sorted(Upkeep.objects.newest().items()):
        age = (now - last.at).total_seconds()
        yield f"{kind}_age_seconds", "Since it was last done.", age
        yield f"{kind}_went_well", "Whether it went well then.", last.went_well
    disk = shutil.disk_usage(data_folder())
    yield "disk_free_bytes", "Free on the disk of the data.", disk.free
    yield "disk_bytes", "Size of the disk of the data.", disk.total
