"""Print what a proof counted and measured, for docs/reliability.md; `pytest -s` shows it."""

import sys


def report(line: str) -> None:
    """Print one line."""
    sys.stdout.write(f"\n  {line}\n")
