"""The command line of factcheck: Django's commands and our own, attached to the running database."""

import importlib.util
import os
import sys

from factcheck import __version__
from factcheck.cannot_run import CannotRunError

PROGRAM = "./manage"


def main() -> int:
    """Run the command that the program's arguments name.

    Raises CannotRunError if the requirements are not installed or the database cannot be reached.
    """
    if sys.argv[1:] in (["version"], ["--version"]):
        print(f"factcheck {__version__}")
        return 0
    if importlib.util.find_spec("django") is None or importlib.util.find_spec("psutil") is None:
        raise CannotRunError("the requirements are not installed: run `make setup`.")
    run_command(sys.argv[1:])
    return 0


def run_command(arguments: list[str]) -> None:
    """Run one management command on DATABASE_URL, or on the embedded server that is running."""
    # These need the requirements, which `main` has to be able to miss.
    from django.core.management import ManagementUtility  # noqa: PLC0415

    from factcheck.embedded.running import attach  # noqa: PLC0415
    from factcheck.reach import refuse_unreachable  # noqa: PLC0415

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
    attach()
    with refuse_unreachable():
        utility = ManagementUtility([PROGRAM, *arguments])
        utility.prog_name = PROGRAM
        utility.execute()
