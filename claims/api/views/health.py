"""Liveness and readiness, for whoever runs this."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from claims.migrations import partly_migrated

EPOCH_HOLDS = """
    SELECT NOT EXISTS (
        SELECT FROM claims_claimevent
        WHERE pgh_epoch = (SELECT value FROM claims_feedepoch)
          AND pgh_xid >= pg_snapshot_xmax(pg_current_snapshot())
    )
"""


@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:  # noqa: ARG001
    """Say that the process answers."""
    return JsonResponse({"status": "ok"})


@require_safe
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:  # noqa: ARG001
    """Say whether requests can be served: 503 with the reason where they cannot."""
    reason = _blocker()
    return JsonResponse({"status": reason or "ready"}, status=503 if reason else 200)


def _blocker() -> str:
    try:
        if partly_migrated(connection):
            return "the database is partly migrated: run manage.py migrate, which says what to do"
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return "migrations are not applied: run manage.py migrate"
        with connection.cursor() as cursor:
            cursor.execute(EPOCH_HOLDS)
            if not cursor.fetchone()[0]:
                return "the feed's epoch is behind a restore: run manage.py raise_epoch"
    except DatabaseError:
        return "the database does not answer"
    return ""
