"""Liveness and readiness checks."""

from django.conf import settings
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
    """Return 200: the process answers."""
    return JsonResponse({"status": "ok"})


@require_safe
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:  # noqa: ARG001
    """Return 200 and the version if requests can be served, otherwise 503 and the reason."""
    reason = _reason_not_ready()
    return JsonResponse(
        {"status": reason or "ready", "version": settings.FACTCHECK_VERSION}, status=503 if reason else 200
    )


def _reason_not_ready() -> str:
    try:
        if partly_migrated(connection):
            return "the database is partly migrated: run `./manage migrate`, which says what to do"
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return "migrations are not applied: run `./manage migrate`"
        with connection.cursor() as cursor:
            cursor.execute(EPOCH_HOLDS)
            if not cursor.fetchone()[0]:
                return "the feed's epoch is behind a restore: run `./manage raise_epoch`"
    except DatabaseError:
        return "the database does not answer"
    return ""
