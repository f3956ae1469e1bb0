"""Tracebacks for the log of a newsroom's server."""

import traceback
from types import TracebackType

import psycopg

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]


def frames_of(exc_info: ExcInfo) -> str:
    """Write where an exception was raised and what it is, without its words: they may be those of a claim.

    Of an error of the database its code and the rule that was broken are told too.
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
