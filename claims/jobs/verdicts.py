"""Change verdicts by the clock or by another claim."""

from procrastinate.contrib.django import app

from claims.actions.due import mark_stale_verdicts, publish_due_verdicts

EVERY_FIVE_SECONDS = "* * * * * */5"
EVERY_TEN_SECONDS = "* * * * * */10"


@app.periodic(cron=EVERY_FIVE_SECONDS)
@app.task(name="verdicts.publish_due", queue="clock", queueing_lock="verdicts.publish_due")
def publish_due(timestamp: int) -> None:  # noqa: ARG001
    """Publish the scheduled verdicts whose time has come."""
    publish_due_verdicts()


@app.periodic(cron=EVERY_TEN_SECONDS)
@app.task(name="verdicts.mark_stale", queue="clock", queueing_lock="verdicts.mark_stale")
def mark_stale(timestamp: int) -> None:  # noqa: ARG001
    """Mark the published verdicts that a later figure has overtaken."""
    mark_stale_verdicts()
