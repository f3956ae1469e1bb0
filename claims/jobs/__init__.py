"""What the worker runs: each job calls one action."""

from claims.jobs import cleaning, imports, verdicts

__all__ = ["cleaning", "imports", "verdicts"]
