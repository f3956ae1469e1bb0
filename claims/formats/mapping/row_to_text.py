"""Convert a row to text, by the names of its columns."""

from collections.abc import Iterator
from typing import Any

from claims.formats.files.records import cut
from claims.formats.mapping.claim_row import ClaimRow
from claims.formats.mapping.field_names import FIELDS, GROUPS, PARTS, WHOLE, column_name
from claims.formats.mapping.row_shape import field_at
from claims.formats.mapping.value_kinds import Url
from claims.rules.figures.interval import Figure


def row_to_text(row: ClaimRow) -> Iterator[tuple[str, str]]:
    """Return the values of a row as text by column: text, verdict_label, evidence_2_url and so on."""
    yield from _told("", row, 1)
    for group in WHOLE:
        for number, part in enumerate(getattr(row, group), start=1):
            yield from _told(group, part, number)
            links = getattr(part, "attributions", ())
            for position, link in enumerate(links, start=1):
                for name, value in _told("attributions", link, position):
                    yield (name if number == 1 else f"{column_name(group, 'url', number)}, {name}"), value


def _told(group: str, part: Any, number: int) -> Iterator[tuple[str, str]]:
    paths = GROUPS[group] if group else {name: column.path for name, column in FIELDS.items() if not column.group}
    for short, path in paths.items():
        value = part
        for step in path:
            value = getattr(value, step, None)
        default = field_at(PARTS[group] if group else ClaimRow, path).default
        if value is not None and value != default:
            yield column_name(group, short, number), cut(_text(value))


def _text(value: Any) -> str:
    if isinstance(value, tuple) and not isinstance(value, Url):
        return ", ".join(map(_text, value))
    if isinstance(value, Figure):
        return f"{value.surface} as of {value.as_of}" if value.as_of else value.surface
    return value.given if isinstance(value, Url) else str(value)
