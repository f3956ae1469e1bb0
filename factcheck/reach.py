"""Report in one line that settings are wrong or that the database cannot be reached."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connection

from factcheck.cannot_run import CannotRunError
from factcheck.embedded.data_folder import DataFolder

OLDEST_MAJOR = 15


@contextmanager
def refuse_unreachable() -> Iterator[None]:
    """Raise CannotRunError if the settings are refused or the database accepts no connection."""
    try:
        uses_embedded_server: bool = settings.USES_EMBEDDED_SERVER
    except ImproperlyConfigured as error:
        raise CannotRunError(str(error)) from error
    try:
        yield
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", None) is not None:
            raise  # the server answered, and refused a statement
        if uses_embedded_server and DataFolder(settings.FACTCHECK_DATA_DIR).postmaster() is None:
            raise CannotRunError(
                "no database is running: start factcheck with `make run` in another terminal, or set DATABASE_URL."
            ) from error
        reason = " ".join(str(error).split())
        raise CannotRunError(f"the database cannot be reached: {reason}") from error


def refuse_old_server() -> None:
    """Raise CannotRunError if the server is older than the versions that the tests run on."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        found = int(cursor.fetchone()[0]) // 10_000
    if found < OLDEST_MAJOR:
        raise CannotRunError(f"the server of DATABASE_URL is Postgres {found}: {OLDEST_MAJOR} or later is needed.")
