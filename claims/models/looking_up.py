"""Rows that are looked up often by some texts: several kinds of them by one prepared statement."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, models

from claims.models.preparing import run_prepared

Row = TypeVar("Row", bound=models.Model)

MOST_AT_ONCE = 8  # of rows asked for by one statement, so that few statements are prepared

_STAND_IN = "\0"  # what no text is


class PreparedRows(Generic[Row]):
    """Rows that are asked for often by some texts: a queryset that is made and compiled once.

    Of a row the columns named are read; Django reads what else is asked of it. All of them are what JSON can hold.
    """

    def __init__(self, make: "Callable[..., models.QuerySet[Row]]", *columns: str, texts: int = 1) -> None:
        self._make, self._columns, self._texts = make, columns, texts

    def read(self, *texts: str) -> list[Row]:
        """Give the rows, as they were read ahead or as they are."""
        ahead = _ahead.get().get((self, texts))
        return _read([(self, texts)])[0] if ahead is None else ahead

    def row(self, values: dict[str, Any]) -> Row:
        """Make a row of what was read."""
        return self.compiled[2].from_db(DEFAULT_DB_ALIAS, self._columns, [values[name] for name in self._columns])

    @cached_property
    def compiled(self) -> tuple[str, list[int], type[Row]]:
        """The statement, which text stands at each of its places, and the model."""
        stand_ins = [f"{_STAND_IN}{at}" for at in range(self._texts)]
        rows = self._make(*stand_ins)
        text, params = rows.values_list(*self._columns).query.sql_with_params()
        if set(params) != set(stand_ins):
            raise ValueError(f"{text} holds other values than the texts that are asked for")
        return text, [stand_ins.index(param) for param in params], rows.model


Asked = tuple[PreparedRows[Any], tuple[str, ...]]

_ahead: ContextVar[Mapping[Asked, list[Any]]] = ContextVar("rows that were read ahead", default=MappingProxyType({}))


@contextmanager
def read_ahead(asked: Iterable[Asked]) -> Iterator[None]:
    """Read rows that are about to be asked for, by few statements."""
    wanted = list(dict.fromkeys(asked))
    found: dict[Asked, list[Any]] = {}
    for start in range(0, len(wanted), MOST_AT_ONCE):
        part = wanted[start : start + MOST_AT_ONCE]
        found |= zip(part, _read(part), strict=True)
    before = _ahead.set(found)
    try:
        yield
    finally:
        _ahead.reset(before)


def forget_ahead() -> None:
    """Have what was read ahead read anew within these bounds: others are about to be written."""
    _ahead.set({})


def _read(asked: Sequence[Asked]) -> list[list[Any]]:
    values = [texts[place] for rows, texts in asked for place in rows.compiled[1]]
    found: list[list[Any]] = [[] for _ in asked]
    for place, row in run_prepared(_together(tuple(rows for rows, _ in asked)), values):
        found[place].append(asked[place][0].row(row))
    return found


@lru_cache(maxsize=256)
def _together(asked: tuple[PreparedRows[Any], ...]) -> str:
    """Make one statement that gives, of each of some, the rows as objects behind its place."""
    one = "SELECT {}, row_to_json(found) FROM ({}) AS found"
    return " UNION ALL ".join(one.format(place, rows.compiled[0]) for place, rows in enumerate(asked))
