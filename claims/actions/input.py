"""What an action raises when it cannot take what it was given, with the path to it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from claims.rules.refusal import RefusedError


class InputError(Exception):
    """Refuse a part of the input: a stable code, a message that names the remedy, the path to it.

    `candidates` lists what an ambiguous name may mean.
    """

    def __init__(
        self, code: str, message: str, *path: str | int, candidates: list[dict[str, Any]] | None = None
    ) -> None:
        self.code, self.message, self.path, self.candidates = code, message, path, candidates or []
        super().__init__(message)


@contextmanager
def at(*path: str | int) -> Iterator[None]:
    """Put a path before that of whatever is refused inside."""
    try:
        yield
    except InputError as error:
        error.path = (*path, *error.path)
        raise
    except RefusedError as error:
        raise InputError("invalid", str(error), *path, *filter(None, [error.field])) from error


@contextmanager
def alone() -> Iterator[None]:
    """Take the first step off the path of whatever is refused inside: what it leads into is the whole input."""
    try:
        yield
    except InputError as error:
        error.path = error.path[1:]
        raise
