"""Reading what was sent in, while nobody waits for the page."""

from __future__ import annotations

from functools import partial

from django.db import transaction
from procrastinate.types import TimeDeltaParams

from practice.jobs.task import job
from releases.models import ScanBatch
from releases.scans.reading import read_batch

# So many pages are read while whoever sent them waits.
AT_ONCE = 10
CUT_OFF: TimeDeltaParams = {"minutes": 2}


@job("read_scans")
def read_scans(batch: int) -> None:
    """Again, it reads what is not read yet."""
    read_batch(batch)


def have_read(batch: ScanBatch) -> None:
    """Once it is kept. A few pages are read before the answer, and by the job only where
    that was cut off.
    """
    if sum(batch.files.values_list("pages", flat=True)) > AT_ONCE:
        read_scans.defer(batch=batch.pk)
        return
    read_scans.configure(schedule_in=CUT_OFF).defer(batch=batch.pk)
    transaction.on_commit(partial(read_batch, batch.pk), robust=True)
