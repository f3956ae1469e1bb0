"""The shape of a row's parts, derived from their declaration in `claims.formats.mapping.claim_row`."""

from types import UnionType
from typing import Annotated, Any, Final, NamedTuple, Union, get_args, get_origin, get_type_hints

from claims.formats.mapping.value_kinds import Reader

REQUIRED: Final = object()
"""Marks a field without a default."""


class Field(NamedTuple):
    """A field of a part: a value with its reader, or a nested part; single or a list."""

    name: str
    read: Reader
    part: type[Any] | None
    is_list: bool
    default: Any


def fields_of(part: type[Any]) -> tuple[Field, ...]:
    """Return the fields of a part, which is a NamedTuple, in their order."""
    hints = get_type_hints(part, include_extras=True)
    defaults: dict[str, Any] = part._field_defaults
    return tuple(_field(name, hints[name], defaults.get(name, REQUIRED)) for name in part._fields)


def field_at(part: type[Any], path: tuple[str, ...]) -> Field:
    """Return the field at a path of names."""
    (found,) = (field for field in fields_of(part) if field.name == path[0])
    return found if len(path) == 1 or found.part is None else field_at(found.part, path[1:])


def _field(name: str, hint: Any, default: Any) -> Field:
    if get_origin(hint) in (Union, UnionType):
        (hint,) = (given for given in get_args(hint) if given is not type(None))
    is_list = get_origin(hint) is tuple
    if is_list:
        hint = get_args(hint)[0]
    if get_origin(hint) is not Annotated:
        return Field(name, _no_reader, hint, is_list, default)
    (read,) = hint.__metadata__
    return Field(name, read, None, is_list, default)


def _no_reader(value: Any) -> Any:
    raise NotImplementedError(f"A part is made of its fields, not of {value!r}.")
