"""Jobs of the worker; each calls one action."""

from claims.jobs import cleaning, imports, verdicts

__all__ = ["cleaning", "imports", "verdicts"]
