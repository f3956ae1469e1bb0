"""Publish scheduled verdicts and mark stale ones; the worker calls these regularly."""

import logging
from contextlib import suppress

from claims.actions.drafts import locked_verdict
from claims.actions.verdict_moves import publish_due_verdict
from claims.models.verdict import Verdict
from claims.rules.access import Actor
from claims.rules.workflow import BlockedError

logger = logging.getLogger(__name__)

WORKER = Actor(user_id=None)
MOST_AT_ONCE = 100


def publish_due_verdicts() -> list[int]:
    """Publish the scheduled verdicts that are due, each in its own transaction, and return their ids.

    Safe with several workers and after a crash, because each verdict is checked again under its claim's lock. A verdict
    that can no longer be published (for example because its rating was retired) stays scheduled and is logged.
    """
    published = []
    for verdict_id in Verdict.objects.due().values_list("pk", flat=True):
        try:
            if publish_due_verdict(verdict_id, actor=WORKER):
                published.append(verdict_id)
        except BlockedError as error:
            logger.warning("verdict %d is due and cannot be published: %s", verdict_id, error)
    return published


def mark_stale_verdicts() -> list[int]:
    """Mark published verdicts that a later figure has overtaken, under their claims' locks, and return their ids."""
    marked = []
    for verdict_id in Verdict.objects.overtaken().order_by("pk").values_list("pk", flat=True)[:MOST_AT_ONCE]:
        with (
            suppress(Verdict.DoesNotExist),  # it went to another claim, by a merge: its turn comes next time
            locked_verdict(verdict_id, actor=WORKER, verb="verdict.become_stale") as verdict,
        ):
            if Verdict.objects.overtaken().filter(pk=verdict_id).exists():
                verdict.is_stale = True
                verdict.save(update_fields=["is_stale"])
                marked.append(verdict_id)
    return marked
