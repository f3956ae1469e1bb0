"""Figures: what a proof counted and measured, for docs/reliability.md; seen with `pytest -s`."""

import sys


def tell(line: str) -> None:
    """Show one line."""
    sys.stdout.write(f"\n  {line}\n")
