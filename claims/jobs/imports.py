"""Loads of files that were sent."""

from procrastinate.contrib.django import app

from claims.actions.imports.waiting import RUN_WAITING, run_waiting_batches

EVERY_TEN_SECONDS = "* * * * * */10"


@app.task(name=RUN_WAITING, queue="imports")
def run_waiting() -> None:
    """Run the loads that wait, since one was just asked for."""
    run_waiting_batches()


@app.periodic(cron=EVERY_TEN_SECONDS)
@app.task(name="imports.take_up", queue="imports", queueing_lock="imports.take_up")
def take_up(timestamp: int) -> None:  # noqa: ARG001
    """Run what still waits: behind another load of its origin, or since the worker that ran it is gone."""
    run_waiting_batches()
