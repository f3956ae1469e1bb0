"""The canonical columns of a file: one name for each field that a row can carry."""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any, NamedTuple

from claims.formats.mapping.claim_row import AppearanceRow, AttributionRow, ClaimRow, EvidenceRow, VerdictRow
from claims.formats.mapping.row_shape import Field, field_at

Path = tuple[str, ...]

_SOURCE = ("url", "title", "kind", "publisher", "published_on", "language", "archived_url", "external_id")
_ANCHOR = {
    "quote": "quote",
    "quote_translation": "quote_translation",
    "quote_prefix": "prefix",
    "quote_suffix": "suffix",
    "locator": "locator",
}
_VERDICT = ("label", "rating", "scale", "publisher", "url", "headline", "summary", "is_second_hand")
_LINK = ("role", "named_as", "described_as", "cue", "certainty")
_ENTITY = ("name", "disambiguation", "kind", "wikidata_id")


def _at(names: Iterable[str], *above: str) -> dict[str, Path]:
    """Let fields stand under their own names, at a path."""
    return {name: (*above, name) for name in names}


_ANCHORED: dict[str, Path] = _at(_SOURCE, "source") | {name: (at,) for name, at in _ANCHOR.items()}

# Lists of parts: how a field is called inside one of them, and where it stands there.
GROUPS: dict[str, dict[str, Path]] = {
    "appearances": _ANCHORED | _at(["voice"]),
    "attributions": _at(_LINK) | _at(_ENTITY, "entity") | {"entity_role": ("entity", "role")},
    "evidence": _ANCHORED | _at(["stance", "question", "note", "is_primary", "interest"]),
    "verdicts": _at(_VERDICT) | {"date": ("published_on",)},
}
PARTS: dict[str, type[Any]] = {
    "appearances": AppearanceRow,
    "attributions": AttributionRow,
    "evidence": EvidenceRow,
    "verdicts": VerdictRow,
}
_PREFIXES = {"attributions": "attribution_", "evidence": "evidence_", "verdicts": "verdict_"}
_CLAIM: dict[str, Path] = {
    "external_id": ("external_id",),
    "text": ("text",),
    "language": ("language",),
    "claimant": ("claimant", "name"),
    "claimant_disambiguation": ("claimant", "disambiguation"),
    "claimant_kind": ("claimant", "kind"),
    "claimant_role": ("claimant", "role"),
    "claimant_wikidata_id": ("claimant", "wikidata_id"),
    "claimed_on": ("claimed_on",),
    "place": ("place",),
    "topics": ("topics",),
    "quantities": ("quantities",),
}
REQUIRED = ("external_id", "text")
SEPARATOR = "|"
MOST_NUMBERED = 100

_NUMBERED = re.compile(r"(source|quote|locator|voice|attribution|evidence|verdict)_([1-9][0-9]{0,2})((?:_[a-z_]+)?)")


class Name(NamedTuple):
    """What a column's name says: the list of parts that it belongs to or "", which of them, and its short name."""

    group: str
    number: int
    short: str

    @property
    def path(self) -> Path:
        """Give where the value stands in its part, or in the claim."""
        return GROUPS[self.group][self.short] if self.group else _CLAIM[self.short]

    @property
    def field(self) -> Field:
        """Give the field that it is."""
        return field_at(PARTS[self.group] if self.group else ClaimRow, self.path)


def _long(group: str, short: str) -> str:
    if group == "appearances" and GROUPS[group][short][0] == "source":
        return f"source_{short}"
    return _PREFIXES.get(group, "") + short


# The name of each column, and what it says. Of lists it is their first part.
FIELDS: dict[str, Name] = {name: Name("", 1, name) for name in _CLAIM} | {
    _long(group, short): Name(group, 1, short) for group, names in GROUPS.items() for short in names
}
LIST_FIELDS = frozenset(name for name, told in FIELDS.items() if told.field.is_list)
DATE_FIELDS = frozenset(name for name, told in FIELDS.items() if told.path[-1] in ("claimed_on", "published_on"))
WHOLE = ("appearances", "evidence", "verdicts")
"""Lists of objects, which JSON can hold whole; attributions stand in their appearance."""


def parse_column_name(column: str) -> Name | None:
    """Read a column's name: one of FIELDS, or one with a number behind its first word, as in evidence_2_url."""
    if column in FIELDS:
        return FIELDS[column]
    match = _NUMBERED.fullmatch(column)
    base = FIELDS.get(match[1] + match[3]) if match else None
    if match is None or base is None or int(match[2]) > MOST_NUMBERED:
        return None
    return base._replace(number=int(match[2]))


def column_name(group: str, short: str, number: int = 1) -> str:
    """Write the name of a column."""
    name = _long(group, short) if group else short
    if number == 1:
        return name
    first, _, rest = name.partition("_")
    return f"{first}_{number}" + (f"_{rest}" if rest else "")


def like(word: str, known: tuple[str, ...] = tuple(FIELDS)) -> str:
    """Write which known word was perhaps meant, as the end of a sentence, or nothing."""
    close = get_close_matches(word, known, n=1)
    return f"; did you mean {close[0]}?" if close else "."
