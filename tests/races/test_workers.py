"""Worker processes publish due verdicts once, two of them at once, and after one was killed."""

import signal
from contextlib import ExitStack

import pytest
from django.db import connection

from claims.actions.due import publish_due_verdicts
from claims.models import Claim, Verdict
from claims.models.history import VerdictEvent
from tests.desk import Desk, come_due
from tests.races.together import another_connection, until, until_blocked
from tests.races.worker import SECONDS, working

pytestmark = pytest.mark.django_db(transaction=True)

WRITING_A_VERDICT = """
    SELECT count(*) FROM pg_locks WHERE relation = 'claims_verdict'::regclass AND mode = 'RowExclusiveLock'
    AND granted AND cardinality(pg_blocking_pids(pid)) > 0
"""


def count(statement: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        number: int = cursor.fetchone()[0]
        return number


def workers() -> int:
    return count("SELECT count(*) FROM procrastinate_workers")


def is_published(verdict: Verdict) -> bool:
    return Verdict.objects.filter(pk=verdict.pk, state="published").exists()


def publications(verdict: Verdict) -> int:
    number: int = VerdictEvent.objects.filter(pgh_obj=verdict, state="published").count()
    return number


def test_two_workers_publish_each_due_verdict_once(desk: Desk) -> None:
    verdicts = [desk.verdict("scheduled") for _ in range(6)]
    versions = {verdict.claim_id: Claim.objects.get(pk=verdict.claim_id).version for verdict in verdicts}
    with ExitStack() as both:
        for _ in range(2):
            both.enter_context(working())
        until(lambda: workers() == 2)
        for verdict in verdicts:
            come_due(verdict)
        until(lambda: all(is_published(verdict) for verdict in verdicts))
    assert workers() == 0
    assert [publications(verdict) for verdict in verdicts] == [1] * 6
    for verdict in verdicts:
        # One transaction made it due, one published it.
        assert Claim.objects.get(pk=verdict.claim_id).version == versions[verdict.claim_id] + 2


def test_a_worker_that_is_killed_midway_leaves_nothing_half_done(desk: Desk) -> None:
    verdict = desk.verdict("scheduled")
    come_due(verdict)
    with another_connection() as other, other.cursor() as cursor, working() as process:
        # It has changed the verdict when it writes the claim's history, and waits there.
        cursor.execute("LOCK TABLE claims_claimevent IN SHARE MODE")
        until_blocked(1)
        assert count(WRITING_A_VERDICT) == 1
        process.send_signal(signal.SIGKILL)
        assert process.wait(SECONDS) == -signal.SIGKILL
        other.rollback()
        until(lambda: not others_at_work(other.connection.info.backend_pid))
    verdict.refresh_from_db()
    assert (verdict.state, verdict.published_at) == ("scheduled", None)
    assert Claim.objects.get(pk=verdict.claim_id).status == "in_progress"
    with working():
        until(lambda: is_published(verdict))
    assert publications(verdict) == 1
    assert publish_due_verdicts() == []


def others_at_work(*but: int) -> int:
    """Count the connections in a transaction, except ours."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND xact_start IS NOT NULL"
            " AND pid <> pg_backend_pid() AND pid <> ALL(%s)",
            [list(but)],
        )
        number: int = cursor.fetchone()[0]
        return number
