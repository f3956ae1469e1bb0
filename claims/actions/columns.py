"""Convert fields, as callers send them, to the columns that store them."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.db import models

from claims.actions.input import at
from claims.rules.dates import PartialDate, parse_moment, parse_partial_date


def to_columns(model: type[models.Model], data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the data that are columns of the model; a partial date becomes its columns: date, precision and time.

    Raises InputError for a malformed partial date.
    """
    names = _names(model)
    found: dict[str, Any] = {}
    for name, value in data.items():
        if f"{name}_precision" in names and f"{name}_precision" not in data:
            with at(name):
                found |= _date_columns(name, value, has_time=f"{name}_time" in names)
        elif name in names:
            found[name] = value
    return found


@cache
def _names(model: type[models.Model]) -> frozenset[str]:
    return frozenset(field.name for field in model._meta.local_fields)


def from_columns(row: models.Model, name: str) -> Any:
    """Return a field of a row; a partial date is made of its two columns."""
    value, precision = getattr(row, name), getattr(row, f"{name}_precision", None)
    return PartialDate(value, precision) if value is not None and precision else value


def partial_date_in(data: Mapping[str, Any], name: str) -> PartialDate | None:
    """Return a partial date among data, which may be text. Raises InputError for a malformed one."""
    with at(name):
        value = data.get(name)
        return parse_partial_date(value) if isinstance(value, str) else value


def _date_columns(name: str, value: PartialDate | str | None, *, has_time: bool) -> dict[str, Any]:
    date: Any = value
    if isinstance(value, str):
        date = parse_moment(value) if has_time else parse_partial_date(value)
    found = {name: date and date.value, f"{name}_precision": date and date.precision}
    return found | {f"{name}_time": date and date.time} if has_time else found


def assign(row: models.Model, data: Mapping[str, Any]) -> None:
    """Set columns of a row and save only those."""
    changed = to_columns(type(row), data)
    for name, value in changed.items():
        setattr(row, name, value)
    if changed:
        row.save(update_fields=list(changed))
