"""Say in one line why something cannot be done, instead of a traceback."""

import sys
from collections.abc import Callable


class CannotRunError(Exception):
    """Carry one line for the person at the terminal: what is wrong, and what to do about it."""


def exit_status(main: Callable[[], int]) -> int:
    """Run a command and return its exit status; a CannotRunError becomes one line on stderr and status 1."""
    try:
        return main()
    except CannotRunError as refusal:
        print(f"factcheck: {refusal}", file=sys.stderr, flush=True)
        return 1
