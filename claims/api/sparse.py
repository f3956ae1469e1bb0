"""What of a row is asked for: `fields` leaves the rest out, `expand` adds to it what is shown on request alone."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from rest_framework.request import Request

from claims.api.errors import ParameterError


@dataclass(frozen=True)
class FieldSelection:
    """The fields that are asked for, or all of them, and what else."""

    fields: frozenset[str] | None = None
    expand: frozenset[str] = frozenset()


ALL = FieldSelection()


def requested_names(request: Request, parameter: str) -> frozenset[str]:
    """Read names, separated by commas."""
    return frozenset(name.strip() for name in request.query_params.get(parameter, "").split(",") if name.strip())


def refuse_unknown_names(parameter: str, names: Collection[str], known: Collection[str]) -> None:
    """Refuse names that nobody knows. Raises ParameterError with those that are known."""
    strange = ", ".join(name for name in sorted(names) if name not in known)
    if strange:
        detail = f"There is no {strange} here. Known, to be separated by commas: {', '.join(known)}."
        raise ParameterError({parameter: [("invalid", detail)]})


def narrowed(shape: Any, fields: frozenset[str] | None) -> Any:
    """Leave of a shape the fields that are asked for, in its own order. Raises ParameterError."""
    if fields is not None:
        refuse_unknown_names("fields", fields, shape.fields)
        for name in shape.fields.keys() - fields:
            shape.fields.pop(name)
    return shape
