"""The fields of an imported row and the columns that store them, derived from the row's parts and the models.

What a row can hold is declared in `claims.formats.mapping.claim_row`. Staging tables, COPY, comparisons, updates and
the snapshot of the last load are all built from the lists at the end of this file.
"""

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from operator import attrgetter
from typing import Any, NamedTuple

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from claims.actions.imports.bulk_sql import text_array
from claims.formats.mapping.claim_row import (
    AppearanceRow,
    AttributionRow,
    ClaimRow,
    EntityRow,
    EvidenceRow,
    SourceRow,
    VerdictRow,
)
from claims.models.appearance import Appearance
from claims.models.attribution import Attribution
from claims.models.base import Versioned
from claims.models.claim import Claim
from claims.models.entity import Entity
from claims.models.evidence import Evidence
from claims.models.quantity import Quantity
from claims.models.source import Source
from claims.models.verdict import Verdict
from claims.rules.dates import PartialDate, parse_moment, parse_partial_date
from claims.rules.figures.interval import Figure

Columns = tuple[Any, ...]
Values = dict[str, Any]

_PRECISION, _TIME = "_precision", "_time"
_BOOKKEEPING = frozenset(field.name for field in Versioned._meta.local_fields)


class _Kind(NamedTuple):
    """Converts a field between a row's value, its columns' values and its plain JSON value."""

    to_columns: Callable[[Any], Columns]
    to_json: Callable[[Any], Any]
    from_json: Callable[[Any], Columns]


def _date_columns(date: PartialDate | None) -> Columns:
    return (date.value, date.precision) if date else (None, None)


def _moment_columns(date: PartialDate | None) -> Columns:
    return (date.value, date.precision, date.time) if date else (None, None, None)


_DATE = _Kind(
    to_columns=_date_columns,
    to_json=lambda date: date.format(),
    from_json=lambda text: _date_columns(parse_partial_date(text) if text else None),
)
_MOMENT = _Kind(
    to_columns=_moment_columns,
    to_json=lambda date: date.format(),
    from_json=lambda text: _moment_columns(parse_moment(text) if text else None),
)
_LIST = _Kind(to_columns=lambda values: (text_array(values),), to_json=list, from_json=lambda values: (values or [],))
_OPTIONAL_TEXT = _Kind(to_columns=lambda value: (value or "",), to_json=str, from_json=lambda value: (value or "",))
_VALUE = _Kind(to_columns=lambda value: (value,), to_json=lambda value: value, from_json=lambda value: (value,))
_TEXT = _VALUE._replace(from_json=lambda value: (value or "",))
_PLAIN = (_VALUE, _TEXT)


class StoredField(NamedTuple):
    """A field that is stored in columns of its own name."""

    name: str
    columns: tuple[str, ...]
    kind: _Kind


class FieldList:
    """The fields of one part of a row, which are stored in a model.

    `handled` are fields that code looks up or computes columns from, with those columns; `extra` are columns that
    code fills without a field; `local` are columns that no import writes. All other fields are stored in columns of
    their own names: `columns` lists these. `problems` says where fields, columns and these names do not match.
    """

    def __init__(
        self,
        part: type[Any],
        model: type[models.Model],
        *,
        handled: Mapping[str, Sequence[str]],
        extra: Iterable[str] = (),
        local: Iterable[str] | None = (),
    ) -> None:
        """Derive the list. Where `local` is None, the model may have any further columns."""
        self.part, self.model = part, model
        self._handled, self._extra, self._local = handled, tuple(extra), local
        self._found = {
            name: field for name in self.part_fields if name not in handled and (field := self._stored(name))
        }
        several = [field for field in self._found.values() if field.kind not in _PLAIN]
        plain = [field for field in self._found.values() if field.kind in _PLAIN]
        self._plain, self._others = tuple(field.name for field in plain), tuple(several)
        self.fields = (*plain, *several)
        self.names = tuple(field.name for field in self.fields)
        self.columns = tuple(chain.from_iterable(field.columns for field in self.fields))
        self._get_plain = _getter(self._plain)

    def derived(self, **changes: Any) -> "FieldList":
        """Derive the list again with other arguments."""
        arguments: dict[str, Any] = {
            "part": self.part,
            "model": self.model,
            "handled": self._handled,
            "extra": self._extra,
            "local": self._local,
        }
        return FieldList(**arguments | changes)

    @property
    def takes_any_column(self) -> bool:
        """Whether the model may have columns that are not listed here."""
        return self._local is None

    @cached_property
    def part_fields(self) -> tuple[str, ...]:
        """The names of the part's fields that are given, in their order."""
        if dataclasses.is_dataclass(self.part):
            return tuple(field.name for field in dataclasses.fields(self.part) if field.init)
        return tuple(self.part._fields)

    def to_columns(self, row: Any) -> Columns:
        """Return the values of `columns` for a part of a row."""
        values: Columns = self._get_plain(row)
        for field in self._others:
            values += field.kind.to_columns(getattr(row, field.name))
        return values

    def to_json(self, row: Any) -> Values:
        """Return the fields of a part of a row as plain JSON values, without empty ones."""
        values = zip(self._plain, self._get_plain(row), strict=True)
        found = {name: value for name, value in values if value}
        for field in self._others:
            value = getattr(row, field.name)
            if value:
                found[field.name] = field.kind.to_json(value)
        return found

    def read_columns(self, columns: Sequence[Any]) -> Values:
        """Return the plain JSON values of every field from the values of `columns` as the database returns them."""
        found, at = dict(zip(self._plain, columns, strict=False)), len(self._plain)
        for field in self._others:
            values = columns[at : at + len(field.columns)]
            at += len(field.columns)
            is_date = field.kind in (_DATE, _MOMENT)
            found[field.name] = values[0] and PartialDate(*values).format() if is_date else values[0]
        return found

    def json_to_columns(self, values: Mapping[str, Any]) -> Columns:
        """Return the values of `columns` for plain JSON values by field."""
        return tuple(chain.from_iterable(field.kind.from_json(values[field.name]) for field in self.fields))

    @cached_property
    def units(self) -> tuple[tuple[str, ...], ...]:
        """Groups of fields tied by a database constraint, which change together or not at all."""
        units: list[set[str]] = []
        for columns in _tied_columns(self.model):
            unit = {field.name for field in self.fields if not columns.isdisjoint(field.columns)}
            if len(unit) > 1:
                joined = [other for other in units if not unit.isdisjoint(other)]
                units = [*(other for other in units if other not in joined), unit.union(*joined)]
        return tuple(tuple(name for name in self.names if name in unit) for unit in units)

    @cached_property
    def unit_columns(self) -> list[tuple[str, ...]]:
        """The columns of each of the units."""
        of = {field.name: field.columns for field in self.fields}
        return [tuple(chain.from_iterable(of[name] for name in unit)) for unit in self.units]

    def problems(self) -> Iterator[str]:
        """Describe where the part, the model and the names given here do not match."""
        part, model, columns = self.part.__name__, self.model.__name__, self.model._meta.local_fields
        known = {name for column in columns for name in (column.name, column.attname)}
        named = [*chain.from_iterable(self._handled.values()), *self._extra, *(self._local or ())]
        lost = [name for name in self.part_fields if name not in {*self._handled, *self._found}]
        yield from (
            f"{part}.{name} is not stored: {model} has no column of this name, and nothing handles it." for name in lost
        )
        unknown = [name for name in self._handled if name not in self.part_fields]
        yield from (f"{part} has no field {name}, which is listed as handled." for name in unknown)
        missing = [name for name in named if name not in known]
        yield from (f"{model} has no column {name}, which is listed for {part}." for name in missing)
        if self._local is not None:
            listed = {*self.columns, *named}
            left = [one.name for one in columns if _is_written(one) and listed.isdisjoint((one.name, one.attname))]
            remedy = "make it one, or list it among the columns that no import writes"
            yield from (f"{model}.{name} is no field of {part}, so imports would lose it: {remedy}." for name in left)

    def _stored(self, name: str) -> StoredField | None:
        field = _column(self.model, name)
        if field is None:
            return None
        if _column(self.model, name + _TIME) is not None:
            return StoredField(name, (name, name + _PRECISION, name + _TIME), _MOMENT)
        if _column(self.model, name + _PRECISION) is not None:
            return StoredField(name, (name, name + _PRECISION), _DATE)
        if isinstance(field, ArrayField):
            return StoredField(name, (name,), _LIST)
        if field.null or not isinstance(field, models.CharField | models.TextField):
            return StoredField(name, (name,), _VALUE)
        is_optional = getattr(self.part, "_field_defaults", {}).get(name, "") is None
        return StoredField(name, (name,), _OPTIONAL_TEXT if is_optional else _TEXT)


def _tied_columns(model: type[models.Model]) -> Iterator[set[str]]:
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.CheckConstraint) and isinstance(constraint.condition, models.Q):
            yield constraint.condition.referenced_base_fields


def _getter(names: Sequence[str]) -> Callable[[Any], Columns]:
    if len(names) > 1:
        return attrgetter(*names)
    return lambda row: tuple(getattr(row, name) for name in names)


def _column(model: type[models.Model], name: str) -> Any:
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return field if field.concrete and not field.is_relation else None


def _is_written(field: Any) -> bool:
    """Whether somebody could write this column: it is no key, no bookkeeping and not generated."""
    is_made = field.primary_key or isinstance(field, models.GeneratedField)
    return not is_made and field.name not in _BOOKKEEPING


_ANCHOR_HERE = ("start", "end")

CLAIM = FieldList(
    ClaimRow,
    Claim,
    handled={
        "external_id": (),
        "claimant": ("claimant_id",),
        "quantities": (),
        "value_low": (),
        "value_high": (),
        "hedge": (),
        "unit": (),
        "as_of": (),
        "valid_from": (),
        "valid_to": (),
        "appearances": (),
        "evidence": (),
        "verdicts": ("current_verdict_id",),
    },
    extra=("status", "created_by_id", "words_digest"),
    local=(
        "part_of", "decline_code", "status_reason", "merged_into", "priority", "assignee", "due_at",
    ),
)  # fmt: skip
APPEARANCE = FieldList(
    AppearanceRow,
    Appearance,
    handled={"source": ("source_id",), "attributions": ()},
    extra=("claim_id", "is_first"),
    local=_ANCHOR_HERE,
)
ATTRIBUTION = FieldList(
    AttributionRow,
    Attribution,
    handled={"entity": ("entity_id",)},
    extra=("appearance_id", "position"),
    local=("is_confidential",),
)
EVIDENCE = FieldList(
    EvidenceRow,
    Evidence,
    handled={"source": ("source_id",)},
    extra=("claim_id", "added_by_id"),
    local=(*_ANCHOR_HERE, "is_confidential"),
)
QUANTITY = FieldList(
    Figure,
    Quantity,
    handled={"language": (), "guess": (), "given": ()},
    extra=("claim_id", "interval_low", "interval_high", "is_low_open", "is_high_open", "policy"),
    local=("measure",),
)
VERDICT = FieldList(
    VerdictRow,
    Verdict,
    handled={
        "publisher": ("publisher_id",),
        "label": ("label", "normalized", "rating_id"),
        "scale": (),
        "rating": (),
        "url": ("external_id", "url"),
        "published_on": ("published_at",),
    },
    extra=("claim_id", "is_imported", "revision", "kind", "state", "claim_reviewed", "language"),
    local=(
        "claim_version", "reason_code", "explanation", "byline", "note", "evidence_exception", "as_of",
        "as_of_precision", "author", "writers", "publish_at", "is_stale", "approvals_required", "retraction_note",
        "retracted_at", "submitted_at",
    ),
)  # fmt: skip
SOURCE = FieldList(
    SourceRow,
    Source,
    handled={"url": ("url", "url_as_given"), "publisher": ("publisher_id",), "archived_url": ("archived_url",)},
    extra=("id",),
    local=None,
)
ENTITY = FieldList(EntityRow, Entity, handled={}, local=None)

FIELD_LISTS = (CLAIM, APPEARANCE, ATTRIBUTION, EVIDENCE, QUANTITY, VERDICT, SOURCE, ENTITY)
