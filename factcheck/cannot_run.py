"""The error that ends a command with one line instead of a traceback."""

import sys
from collections.abc import Callable


class CannotRunError(Exception):
    """Report to the person at the terminal what is wrong and how to fix it, in one line."""


def exit_status(main: Callable[[], int]) -> int:
    """Run a command and return its exit status. Print a CannotRunError on stderr and return 1."""
    try:
        return main()
    except CannotRunError as error:
        print(f"factcheck: {error}", file=sys.stderr, flush=True)
        return 1
