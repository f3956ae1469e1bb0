"""Worker processes, started as operators start them."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from django.db import connection

BASE = Path(__file__).resolve().parent.parent.parent
SECONDS = 60


def address() -> str:
    """Return the URL of the test's database."""
    known = connection.settings_dict
    user, host = quote(known["USER"] or "", safe=""), quote(known["HOST"] or "", safe="")
    secret = f":{quote(known['PASSWORD'], safe='')}" if known["PASSWORD"] else ""
    port = f":{known['PORT']}" if known["PORT"] else ""
    return f"postgres://{user}{secret}@{host}{port}/{known['NAME']}"


@contextmanager
def working() -> Iterator["subprocess.Popen[bytes]"]:
    """Run a worker until the block ends."""
    command = [sys.executable, "manage.py", "procrastinate", "worker", "--shutdown-graceful-timeout", "1"]
    with subprocess.Popen(command, cwd=BASE, env={**os.environ, "DATABASE_URL": address()}) as process:
        try:
            yield process
        finally:
            process.terminate()
            process.wait(SECONDS)
