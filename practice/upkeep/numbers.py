"""How it is, as Prometheus reads it: gauges of what is stored, the same from each process.

Nothing is counted in a process, which sees its own part alone and forgets it as it ends.
What was answered with which status, the server in front counts.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from importlib import import_module
from itertools import chain, groupby

from django.utils import timezone

from practice.jobs.queue import Queue
from practice.models import Upkeep
from practice.upkeep.machine import data_folder

# Each module's ``numbers``; those of higher layers by name alone.
ASKED = (
    "practice.upkeep.numbers",
    "practice.looking.numbers",
    "releases.root.facts",
    "collateral.gate.numbers",
)

# Its name, with labels if it has any; what it is; how much.
Number = tuple[str, str, float]


def numbers() -> str:
    """Of one name all stand together, as it is described once."""
    told = chain.from_iterable(import_module(each).gauges() for each in ASKED)
    return "".join(
        f"# HELP third_chair_{name} {says}\n# TYPE third_chair_{name} gauge\n"
        + "".join(f"third_chair_{each} {value:.15g}\n" for each, _, value in those)
        for (name, says), those in groupby(told, key=_described)
    )


def _described(number: Number) -> tuple[str, str]:
    name, says, _ = number
    return name.partition("{")[0], says


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
