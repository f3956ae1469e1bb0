"""Write JSON rows as CSV: columns from a serializer, and cells that no spreadsheet executes as a formula."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from rest_framework import serializers

from claims.api.serializers.references import ReferenceField, UserField

BETWEEN = "|"
# Characters that start a formula in spreadsheets, full-width forms too; an apostrophe before them makes it text.
STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001

Path = tuple[str, ...]


def columns_of(shape: Any, path: Path = ()) -> Iterator[Path]:
    """List the paths to all fields of a serializer, including nested ones."""
    for name, field in shape.fields.items():
        inner = getattr(field, "child", field)
        if isinstance(inner, serializers.BaseSerializer):
            yield from columns_of(inner, (*path, name))
        elif isinstance(field, ReferenceField | UserField):
            yield (*path, name, "id")
            yield (*path, name, "name")
        else:
            yield (*path, name)


def table(columns: Sequence[Path], rows: Iterable[Any]) -> str:
    """Return rows as CSV (RFC 4180). Several values of one column are joined by bars."""
    file = io.StringIO()
    csv.writer(file, lineterminator="\r\n").writerows([_cell(row, path) for path in columns] for row in rows)
    return file.getvalue()


def header(columns: Sequence[Path]) -> str:
    """Return the header line. Nested fields are joined by `.`."""
    return ",".join(".".join(path) for path in columns) + "\r\n"


def _cell(row: Any, path: Path) -> str:
    text = BETWEEN.join(_found(row, path))
    return f"'{text}" if text.startswith(STARTS_FORMULA) else text


def _found(value: Any, path: Path) -> Iterator[str]:
    """Return the texts at a path, for each item of the lists on the way."""
    if isinstance(value, list):
        for item in value:
            yield from _found(item, path)
    elif path and value is not None:
        yield from _found(value[path[0]], path[1:])
    else:
        yield _text(value)


def _text(value: Any) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
