"""The review desk: the pages on which checkers and editors spend their day."""

from claims.admin.desk import home

__all__ = ["home"]
