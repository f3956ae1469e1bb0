"""Tracebacks for the log of a production server."""

import traceback
from types import TracebackType

import psycopg

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]


def frames_of(exc_info: ExcInfo) -> str:
    """Return the frames and class of an exception, without its message, which may quote a claim.

    For a database error, also return its SQLSTATE code and the name of the violated constraint.
    """
    parts: list[str] = []
    error: BaseException | None = exc_info[1]
    while error is not None:
        parts.append("".join(traceback.format_tb(error.__traceback__)) + _name_of(error))
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\nraised from\n".join(parts)


def _name_of(error: BaseException) -> str:
    name = f"{type(error).__module__}.{type(error).__qualname__}"
    if not isinstance(error, psycopg.Error):
        return name
    return " ".join(filter(None, [name, error.sqlstate, error.diag.constraint_name]))
