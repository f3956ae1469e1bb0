"""The parameters `fields`, which limits an answer to some fields, and `expand`, which adds others."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from rest_framework.request import Request

from claims.api.errors import ParameterError


@dataclass(frozen=True)
class FieldSelection:
    """The fields that a request selects (None for all), and what it expands."""

    fields: frozenset[str] | None = None
    expand: frozenset[str] = frozenset()


ALL = FieldSelection()


def requested_names(request: Request, parameter: str) -> frozenset[str]:
    """Parse the names of a parameter, separated by commas."""
    return frozenset(name.strip() for name in request.query_params.get(parameter, "").split(",") if name.strip())


def refuse_unknown_names(parameter: str, names: Collection[str], known: Collection[str]) -> None:
    """Raise ParameterError for unknown names; it lists the known ones."""
    strange = ", ".join(name for name in sorted(names) if name not in known)
    if strange:
        detail = f"There is no {strange} here. Known, to be separated by commas: {', '.join(known)}."
        raise ParameterError({parameter: [("invalid", detail)]})


def narrowed(shape: Any, fields: frozenset[str] | None) -> Any:
    """Remove the fields of a serializer that are not selected. Raises ParameterError for unknown names."""
    if fields is not None:
        refuse_unknown_names("fields", fields, shape.fields)
        for name in shape.fields.keys() - fields:
            shape.fields.pop(name)
    return shape
