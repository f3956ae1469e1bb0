"""Delete old data."""

from procrastinate import JobContext, builtin_tasks
from procrastinate.contrib.django import app

from claims.actions.admission import forget_old_counts
from claims.actions.idempotency import forget_old_keys
from claims.actions.imports.uploads.upload_store import remove_old_uploads
from claims.actions.presence import forget_old_presences

EVERY_HOUR = "17 * * * *"
EVERY_HOUR_LATER = "37 * * * *"
EVERY_TEN_MINUTES = "*/10 * * * *"
EVERY_HOUR_BETWEEN = "27 * * * *"
KEPT_HOURS = 72


@app.periodic(cron=EVERY_HOUR)
@app.task(name="cleaning.remove_old_jobs", queue="clock", queueing_lock="cleaning.remove_old_jobs", pass_context=True)
async def remove_old_jobs(context: JobContext, timestamp: int) -> None:  # noqa: ARG001
    """Delete finished and failed jobs after three days."""
    await builtin_tasks.remove_old_jobs(context, max_hours=KEPT_HOURS, remove_failed=True, remove_aborted=True)


@app.periodic(cron=EVERY_HOUR_LATER)
@app.task(name="cleaning.forget_old_keys", queue="clock", queueing_lock="cleaning.forget_old_keys")
def forget_keys(timestamp: int) -> None:  # noqa: ARG001
    """Delete idempotency keys after two days."""
    forget_old_keys()


@app.periodic(cron=EVERY_TEN_MINUTES)
@app.task(name="cleaning.forget_old_counts", queue="clock", queueing_lock="cleaning.forget_old_counts")
def forget_counts(timestamp: int) -> None:  # noqa: ARG001
    """Delete the request counts of past minutes."""
    forget_old_counts()


@app.periodic(cron=EVERY_HOUR_BETWEEN)
@app.task(name="cleaning.remove_old_uploads", queue="clock", queueing_lock="cleaning.remove_old_uploads")
def remove_uploads(timestamp: int) -> None:  # noqa: ARG001
    """Delete uploads a day after their last load ended."""
    remove_old_uploads()


@app.periodic(cron=EVERY_HOUR_BETWEEN)
@app.task(name="cleaning.forget_old_presences", queue="clock", queueing_lock="cleaning.forget_old_presences")
def forget_presences(timestamp: int) -> None:  # noqa: ARG001
    """Delete presences after an hour."""
    forget_old_presences()
