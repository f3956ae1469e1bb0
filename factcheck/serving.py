"""Gunicorn's settings: `gunicorn -c python:factcheck.serving factcheck.wsgi`. Used by `make run` and the container."""

import gc
import os
from pathlib import Path

bind = f"{os.environ.get('HOST') or '127.0.0.1'}:{os.environ.get('PORT') or '8000'}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS") or 2)
threads = int(os.environ.get("WEB_THREADS") or 8)  # also the size of the connection pool
timeout = 60
graceful_timeout = 10
keepalive = 5
# The worker's heartbeat file must not wait for a disk.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108  # nosec B108
control_socket_disable = True
loglevel = "warning"


def post_worker_init(_worker: object) -> None:
    """Exclude everything that is loaded at start from garbage collection; it lives as long as the worker."""
    gc.collect()
    gc.freeze()
