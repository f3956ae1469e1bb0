"""Expressions that build JSON text.

Postgres' own JSON functions look up the type of each argument for every row and add spaces. `concat` looks it up once
per statement, which saves a fifth of the time and size.
"""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

from django.db.models import Expression, F, Func, OrderBy, QuerySet, Subquery, TextField

MOST_ARGUMENTS = 100  # that Postgres' functions take

Part = str | Expression | F | Subquery
Parts = Sequence[Part]


class Literal(Expression):
    """A constant text in the statement."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(output_field=TextField())

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:  # noqa: ARG002
        """Return the text with quotes and percent signs escaped."""
        quoted = self.text.replace("'", "''").replace("%", "%%")
        return f"'{quoted}'", []


class Sql(Func):
    """A piece of SQL around expressions, which stand in it as `%(expressions)s`."""

    def __init__(self, template: str, *expressions: Any, between: str = ", ") -> None:
        super().__init__(*expressions, template=template, arg_joiner=between, output_field=TextField())


def concat(parts: Iterable[Part]) -> Expression:
    """Join texts and expressions. Null is the empty text."""
    pieces = _pieces(parts)
    while len(pieces) > MOST_ARGUMENTS:
        pieces = [_joined(pieces[at : at + MOST_ARGUMENTS]) for at in range(0, len(pieces), MOST_ARGUMENTS)]
    return _joined(pieces)


def _joined(pieces: Sequence[Any]) -> Expression:
    return Func(*pieces, function="concat", output_field=TextField())


def _pieces(parts: Iterable[Part]) -> list[Any]:
    """Merge adjacent texts into one literal."""
    pieces: list[Any] = []
    text = ""
    for part in chain(parts, [None]):
        if isinstance(part, str):
            text += part
            continue
        pieces += [Literal(text)] if text else []
        pieces += [part] if part is not None else []
        text = ""
    return pieces


def unless_null(key: str, parts: Parts) -> Parts:
    """Return the parts if a key is not null, else null."""
    return [Sql("CASE WHEN %(expressions)s END", F(key), concat(parts), between=" IS NULL THEN 'null' ELSE ")]


def listed(rows: "QuerySet[Any]", parts: Parts) -> Parts:
    """Return the rows of a subquery as a JSON list, in their order."""
    order = [_order(name) for name in rows.query.order_by or (*rows.model._meta.ordering, "pk")]
    return ["[", Subquery(rows.order_by().values_list(_Items(concat(parts), *order))), "]"]


def counted(rows: "QuerySet[Any]") -> Parts:
    """Return the number of rows of a subquery."""
    return [Subquery(rows.order_by().values_list(Sql("count(*)")))]


class _Items(Func):
    """Join the texts of rows by commas. Not declared as an aggregate, or else Django would add GROUP BY."""

    def __init__(self, *expressions: Any) -> None:
        super().__init__(*expressions, output_field=TextField())

    def as_sql(self, compiler: Any, connection: Any, **_: Any) -> tuple[str, list[Any]]:  # noqa: ARG002
        """Write the aggregate, with its order."""
        (text, params), *order = [compiler.compile(expression) for expression in self.get_source_expressions()]
        ordered = ", ".join(sql for sql, _ in order)
        return f"string_agg({text}, ',' ORDER BY {ordered})", [*params, *chain(*(params for _, params in order))]


def _order(name: Any) -> OrderBy:
    return F(name[1:]).desc() if name.startswith("-") else F(name).asc()
