"""What a worker that was killed had in hand is taken up again by another."""

from __future__ import annotations

from datetime import UTC, datetime

from procrastinate import JobContext
from procrastinate.contrib.django import app


@app.periodic(cron="* * * * *", periodic_id="take_up_stalled")
@app.task(name="take_up_stalled", queueing_lock="take_up_stalled", pass_context=True)
async def take_up_stalled(context: JobContext, timestamp: int) -> None:
    """Jobs whose worker has not been heard of for half a minute wait once more."""
    manager = context.app.job_manager
    for each in await manager.get_stalled_jobs():
        if each.id != context.job.id:
            await manager.retry_job(each, retry_at=datetime.now(UTC))
