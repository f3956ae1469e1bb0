"""Run the loads of uploads."""

from procrastinate import JobContext
from procrastinate.contrib.django import app

from claims.actions.imports.requests.worker_queue import RUN_WAITING, run_waiting_batches

EVERY_TEN_SECONDS = "* * * * * */10"


@app.task(name=RUN_WAITING, queue="imports", pass_context=True)
def run_waiting(context: JobContext) -> None:
    """Run the waiting loads; one was just requested."""
    run_waiting_batches(context.should_abort)


@app.periodic(cron=EVERY_TEN_SECONDS)
@app.task(name="imports.take_up", queue="imports", queueing_lock="imports.take_up", pass_context=True)
def take_up(context: JobContext, timestamp: int) -> None:  # noqa: ARG001
    """Run loads that still wait: for another load of their origin, or because their worker was killed."""
    run_waiting_batches(context.should_abort)
