"""Prepared queries: querysets with texts as parameters, several of which run as one prepared statement."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, models

from claims.models.prepared_statements import run_prepared

Row = TypeVar("Row", bound=models.Model)

MOST_AT_ONCE = 8  # of rows asked for by one statement, so that few statements are prepared

_STAND_IN = "\0"  # what no text is


class PreparedQuery(Generic[Row]):
    """A queryset with texts as its parameters, compiled once.

    Only the named columns are read, whose values JSON can hold; Django reads others when they are used.
    """

    def __init__(self, make: "Callable[..., models.QuerySet[Row]]", *columns: str, texts: int = 1) -> None:
        self._make, self._columns, self._texts = make, columns, texts

    def read(self, *texts: str) -> list[Row]:
        """Return the rows prefetched by `read_ahead`, or else query them now."""
        ahead = _ahead.get().get((self, texts))
        return _read([(self, texts)])[0] if ahead is None else ahead

    def row(self, values: dict[str, Any]) -> Row:
        """Return a model instance with the values of a row."""
        return self.compiled[2].from_db(DEFAULT_DB_ALIAS, self._columns, [values[name] for name in self._columns])

    @cached_property
    def compiled(self) -> tuple[str, list[int], type[Row]]:
        """The SQL, the index of the text for each of its placeholders, and the model."""
        stand_ins = [f"{_STAND_IN}{at}" for at in range(self._texts)]
        rows = self._make(*stand_ins)
        text, params = rows.values_list(*self._columns).query.sql_with_params()
        if set(params) != set(stand_ins):
            raise ValueError(f"{text} contains other values than its text parameters")
        return text, [stand_ins.index(param) for param in params], rows.model


PreparedRead = tuple[PreparedQuery[Any], tuple[str, ...]]

_ahead: ContextVar[Mapping[PreparedRead, list[Any]]] = ContextVar(
    "rows that were read ahead", default=MappingProxyType({})
)


@contextmanager
def read_ahead(asked: Iterable[PreparedRead]) -> Iterator[None]:
    """Context manager: run several queries at once; inside the block `PreparedQuery.read` returns their rows."""
    wanted = list(dict.fromkeys(asked))
    found: dict[PreparedRead, list[Any]] = {}
    for start in range(0, len(wanted), MOST_AT_ONCE):
        part = wanted[start : start + MOST_AT_ONCE]
        found |= zip(part, _read(part), strict=True)
    before = _ahead.set(found)
    try:
        yield
    finally:
        _ahead.reset(before)


def drop_prefetched() -> None:
    """Drop prefetched rows: a write is about to make them stale."""
    _ahead.set({})


def _read(asked: Sequence[PreparedRead]) -> list[list[Any]]:
    values = [texts[place] for rows, texts in asked for place in rows.compiled[1]]
    found: list[list[Any]] = [[] for _ in asked]
    for place, row in run_prepared(_together(tuple(rows for rows, _ in asked)), values):
        found[place].append(asked[place][0].row(row))
    return found


@lru_cache(maxsize=256)
def _together(asked: tuple[PreparedQuery[Any], ...]) -> str:
    """Return one statement for several queries. Its rows are the index of the query and a row as JSON."""
    one = "SELECT {}, row_to_json(found) FROM ({}) AS found"
    return " UNION ALL ".join(one.format(place, rows.compiled[0]) for place, rows in enumerate(asked))
