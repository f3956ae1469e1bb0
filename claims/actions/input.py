"""The error that actions raise for invalid input, with the path of the value."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from claims.rules.refusal import RefusedError


class InputError(Exception):
    """Refuse a value: a stable code, a message with the remedy, and the path of the value.

    `candidates` lists the rows that an ambiguous name can mean.
    """

    def __init__(
        self, code: str, message: str, *path: str | int, candidates: list[dict[str, Any]] | None = None
    ) -> None:
        self.code, self.message, self.path, self.candidates = code, message, path, candidates or []
        super().__init__(message)


@contextmanager
def at(*path: str | int) -> Iterator[None]:
    """Prefix the paths of InputErrors raised inside; convert RefusedErrors to InputErrors."""
    try:
        yield
    except InputError as error:
        error.path = (*path, *error.path)
        raise
    except RefusedError as error:
        raise InputError("invalid", str(error), *path, *filter(None, [error.field])) from error


@contextmanager
def alone() -> Iterator[None]:
    """Drop the first step from the paths of InputErrors raised inside."""
    try:
        yield
    except InputError as error:
        error.path = error.path[1:]
        raise
