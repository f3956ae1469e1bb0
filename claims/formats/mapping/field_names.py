"""The canonical columns of a file: one name for each field of a row."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any, NamedTuple

from claims.formats.mapping.claim_row import AppearanceRow, AttributionRow, ClaimRow, EvidenceRow, VerdictRow
from claims.formats.mapping.figure_words import TIME_READERS
from claims.formats.mapping.row_shape import Field, field_at, fields_of
from claims.formats.mapping.value_kinds import DATE_READERS

Path = tuple[str, ...]

PARTS: dict[str, type[Any]] = {
    "appearances": AppearanceRow,
    "attributions": AttributionRow,
    "evidence": EvidenceRow,
    "verdicts": VerdictRow,
}
_PREFIXES = {"attributions": "attribution_", "evidence": "evidence_", "verdicts": "verdict_"}
# Fields whose column has another name, by their part and path.
_ALIASES: dict[tuple[str, Path], str] = {
    ("appearances", ("prefix",)): "quote_prefix",
    ("appearances", ("suffix",)): "quote_suffix",
    ("evidence", ("prefix",)): "quote_prefix",
    ("evidence", ("suffix",)): "quote_suffix",
    ("attributions", ("entity", "role")): "entity_role",
    ("verdicts", ("published_on",)): "date",
    ("", ("claimant", "name")): "claimant",
}


def _paths(part: type[Any], above: Path = ()) -> Iterator[Path]:
    """Yield the paths of the fields of a part and its nested single parts, without lists of parts."""
    for field in fields_of(part):
        if field.part is None:
            yield (*above, field.name)
        elif not field.is_list:
            yield from _paths(field.part, (*above, field.name))


def _short_name(group: str, path: Path) -> str:
    return _ALIASES.get((group, path)) or ("_".join(path) if not group else path[-1])


# Lists of parts: the names of the fields of each, and their paths in the part.
GROUPS: dict[str, dict[str, Path]] = {
    group: {_short_name(group, path): path for path in _paths(part)} for group, part in PARTS.items()
}
# The names of a claim's own columns, and their paths in a row.
COLUMNS: dict[str, Path] = {_short_name("", path): path for path in _paths(ClaimRow)}
REQUIRED = ("external_id", "text")
SEPARATOR = "|"
MOST_NUMBERED = 100

_NUMBERED = re.compile(r"(source|quote|locator|voice|attribution|evidence|verdict)_([1-9][0-9]{0,2})((?:_[a-z_]+)?)")


class ColumnName(NamedTuple):
    """A parsed column name: the list of parts that it belongs to (or ""), the number in it, and the short name."""

    group: str
    number: int
    short: str

    @property
    def path(self) -> Path:
        """Return the path of the value in its part or in the claim."""
        return GROUPS[self.group][self.short] if self.group else COLUMNS[self.short]

    @property
    def field(self) -> Field:
        """Return the field of the column."""
        return field_at(PARTS[self.group] if self.group else ClaimRow, self.path)


def _long(group: str, short: str) -> str:
    if group == "appearances" and GROUPS[group][short][0] == "source":
        return f"source_{short}"
    return _PREFIXES.get(group, "") + short


# The name of each column and its parsed form; for lists of parts, that of the first part.
FIELDS: dict[str, ColumnName] = {name: ColumnName("", 1, name) for name in COLUMNS} | {
    _long(group, short): ColumnName(group, 1, short) for group, names in GROUPS.items() for short in names
}
LIST_FIELDS = frozenset(name for name, column in FIELDS.items() if column.field.is_list)
DATE_FIELDS = frozenset(name for name, column in FIELDS.items() if column.field.read in DATE_READERS + TIME_READERS)
WHOLE = ("appearances", "evidence", "verdicts")
"""Lists of objects, which JSON can contain whole; attributions are part of their appearance."""


def parse_column_name(column: str) -> ColumnName | None:
    """Parse a column's name: one of FIELDS, or one with a number after its first word, as in evidence_2_url."""
    if column in FIELDS:
        return FIELDS[column]
    match = _NUMBERED.fullmatch(column)
    base = FIELDS.get(match[1] + match[3]) if match else None
    if match is None or base is None or int(match[2]) > MOST_NUMBERED:
        return None
    return base._replace(number=int(match[2]))


def column_name(group: str, short: str, number: int = 1) -> str:
    """Return the name of a column."""
    name = _long(group, short) if group else short
    if number == 1:
        return name
    first, _, rest = name.partition("_")
    return f"{first}_{number}" + (f"_{rest}" if rest else "")


def like(word: str, known: tuple[str, ...] = tuple(FIELDS)) -> str:
    """Return a suggestion of a similar known word, as the end of a sentence, or an empty string."""
    close = get_close_matches(word, known, n=1)
    return f"; did you mean {close[0]}?" if close else "."


def column_problems() -> Iterator[str]:
    """Yield the fields of a row that have no column or share one."""
    parts: dict[str, type[Any]] = {"": ClaimRow, **PARTS}
    for group, part in parts.items():
        paths = list(_paths(part))
        names = GROUPS[group] if group else COLUMNS
        for path in paths:
            if path not in names.values():
                yield f"{part.__name__}.{'.'.join(path)} has no column: another field has its name. Add an alias."
        for short in names if group else ():
            name = column_name(group, short, 2)
            if parse_column_name(name) != ColumnName(group, 2, short):
                yield f"The column {name} is not read as {part.__name__}.{'.'.join(names[short])}. Add an alias."
    for (group, path), name in _ALIASES.items():
        if path not in (GROUPS[group] if group else COLUMNS).values():
            yield f"{name} is the column of {'.'.join(path)}, which is no field. Remove the alias."
