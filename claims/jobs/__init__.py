"""What the worker runs: each job calls one action."""

from claims.jobs import cleaning, verdicts

__all__ = ["cleaning", "verdicts"]
