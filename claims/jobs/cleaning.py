"""Removal of what nobody needs any more."""

from procrastinate import JobContext, builtin_tasks
from procrastinate.contrib.django import app

EVERY_HOUR = "17 * * * *"
KEPT_HOURS = 72


@app.periodic(cron=EVERY_HOUR)
@app.task(name="cleaning.remove_old_jobs", queue="clock", queueing_lock="cleaning.remove_old_jobs", pass_context=True)
async def remove_old_jobs(context: JobContext, timestamp: int) -> None:  # noqa: ARG001
    """Remove finished jobs after three days, failed ones too."""
    await builtin_tasks.remove_old_jobs(context, max_hours=KEPT_HOURS, remove_failed=True, remove_aborted=True)
