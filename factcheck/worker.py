"""Run the worker: `python -m factcheck.worker`. Arguments go to procrastinate's worker command."""

import logging
import os
import sys

import django

from factcheck import __version__
from factcheck.cannot_run import exit_status
from factcheck.command_line import run_command
from factcheck.reach import refuse_unreachable

SHUTDOWN_SECONDS = "10"


def main() -> int:
    """Log the version and work until a signal ends the process."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
    with refuse_unreachable():
        django.setup()
    logging.getLogger("factcheck").info("worker_started", extra={"version": __version__})
    run_command(["procrastinate", "worker", "--shutdown-graceful-timeout", SHUTDOWN_SECONDS, *sys.argv[1:]])
    return 0


if __name__ == "__main__":
    sys.exit(exit_status(main))
