"""Quotes and their offsets, held to the text of the source that they are taken from."""

from collections.abc import Mapping
from typing import Any

from claims.actions.input import at
from claims.models.anchor import Anchor
from claims.models.source import Source
from claims.rules.anchor import locate

FIELDS = ("quote", "start", "end", "prefix", "suffix")
"""What of an anchor is held to the text: a change of one of these, or of the source, is checked."""


def anchored(item: Mapping[str, Any], source: Source | None, row: Anchor | None = None) -> dict[str, Any]:
    """Return what is given of an anchor, with its offsets filled in where the source keeps its text.

    `row` is the part that is changed, if one is. Raises InputError at the quote or offset that the text does not hold.
    """
    found = dict(item)
    changed = {*FIELDS, "source"} & found.keys()
    if source is None or not changed:
        return found
    values = {name: found.get(name, getattr(row, name, None)) for name in FIELDS}
    if row is not None and changed & {"quote", "source"} and not {"start", "end"} & found.keys():
        values["start"] = values["end"] = None  # they belong to the quote that was there
    is_quoted = values["quote"] or values["start"] is not None or values["end"] is not None
    if not (is_quoted and source.text):
        return found
    with at():
        place = locate(
            source.text,
            values["quote"] or "",
            start=values["start"],
            end=values["end"],
            prefix=values["prefix"] or "",
            suffix=values["suffix"] or "",
        )
    if place is not None:
        found |= {"start": place.start, "end": place.end}
    return found
