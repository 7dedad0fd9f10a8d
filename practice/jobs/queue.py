"""What waits, runs and failed for good, and whether anybody is at it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max, Q
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker

# Of a worker's heartbeats, which come every ten seconds.
SILENCE = timedelta(seconds=60)


@dataclass(frozen=True)
class Queue:
    """How many jobs there are of each, and when a worker was last heard of."""

    waiting: int
    running: int
    failed: int
    heard: datetime | None

    @property
    def has_worker(self) -> bool:
        return self.heard is not None and timezone.now() - self.heard < SILENCE

    @classmethod
    def now(cls) -> Queue:
        each = {
            name: Count("pk", filter=Q(status=status))
            for name, status in (
                ("waiting", "todo"),
                ("running", "doing"),
                ("failed", "failed"),
            )
        }
        counts = ProcrastinateJob.objects.aggregate(**each)
        last = ProcrastinateWorker.objects.aggregate(heard=Max("last_heartbeat"))
        return cls(**counts, **last)
