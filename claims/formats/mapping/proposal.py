"""Propose a mapping for a file from the names of its columns and its first rows."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import yaml

from claims.formats.files.known_documents import own_format
from claims.formats.files.records import Record, Table
from claims.formats.files.synonyms import DOUBTFUL, EVIDENCE, EVIDENCE_LISTS, STANCES, SYNONYMS
from claims.formats.mapping.cell import as_text
from claims.formats.mapping.date_shapes import shape_of
from claims.formats.mapping.field_names import DATE_FIELDS, LIST_FIELDS, parse_column_name
from claims.formats.mapping.mapping_document import MappingDocument, read_document
from claims.formats.mapping.record_path import PathError, Place, split_path, value_at
from claims.rules.rating import SCALES
from claims.rules.refusal import RefusedError
from claims.rules.text import canonical_language
from claims.rules.url import canonical_url

ROWS_LOOKED_AT = 200
_MOST_LABELS = 40
_SEPARATORS = ("|", ";", ",")


@dataclass(frozen=True)
class Proposal:
    """A proposed mapping, and remarks on what is uncertain."""

    document: MappingDocument
    remarks: tuple[str, ...]

    def as_yaml(self) -> str:
        """Return the mapping as YAML to be reviewed: the remarks as comments, then the document."""
        comments = "".join(f"# {remark}\n" for remark in self.remarks)
        document = self.document.model_dump(exclude_unset=True)
        return comments + yaml.safe_dump(document, sort_keys=False, allow_unicode=True, width=100)


def propose(table: Table) -> Proposal:
    """Propose a mapping for an unread file from its first 200 rows.

    It never guesses between two readings of a date: it says which there are.
    """
    message = own_format(table.columns, is_fixed=table.is_fixed)
    if message is not None:
        return Proposal(MappingDocument(), (message,))
    rows = [record.values for record in islice(table.records, ROWS_LOOKED_AT) if isinstance(record, Record)]
    unnamed = table.without_name
    draft = _Draft({name: values for name, values in _columns(table, rows).items() if name not in unnamed})
    draft.name()
    draft.identify()
    draft.find_text()
    for name, column in list(draft.chosen.items()):
        draft.shape(name, column)
    draft.judge()
    draft.add_evidence(rows)
    draft.note_missing()
    draft.note_unused()
    return Proposal(draft.document(), tuple(draft.remarks))


@dataclass
class _Draft:
    """A mapping under construction: the values of each column by its path, and the decisions so far."""

    columns: dict[str, list[Any]]
    chosen: dict[str, str] = field(default_factory=dict)
    cells: dict[str, dict[str, Any]] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    evidence: list[dict[str, Any]] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    remarks: list[str] = field(default_factory=list)

    def name(self) -> None:
        """Choose columns by name: canonical names, then synonyms, then ambiguous names."""
        for column in self.columns:
            if parse_column_name(column) is not None:
                self.chosen.setdefault(column, column)
        for column in self.columns:
            meant = _MEANS.get(_plain(column)) or _MEANS.get(_plain(column.rpartition(".")[2]))
            if meant is not None and self._is_free(column):
                self.chosen.setdefault(meant, column)
        for column in self.columns:
            meant, doubt = _DOUBTFUL.get(_plain(column), ("", ""))
            if meant and meant not in self.chosen and self._is_free(column):
                self._choose_doubtful(meant, column, doubt)
        self._sort_out_title()

    def _sort_out_title(self) -> None:
        """Use a title as the verdict's headline if there is a verdict, else as the claim's title."""
        has_verdict = "verdict_label" in self.chosen
        given, meant = ("title", "verdict_headline") if has_verdict else ("verdict_headline", "title")
        if given in self.chosen and meant not in self.chosen:
            self.chosen[meant] = self.chosen.pop(given)

    def _choose_doubtful(self, meant: str, column: str, doubt: str) -> None:
        if meant == "verdict_url" and "verdict_label" not in self.chosen:
            meant = "source_url"
        if meant in self.chosen or not any(isinstance(value, str) for value in self.columns[column]):
            return
        self.chosen[meant] = column
        if doubt:
            self.remarks.append(f"{column!r} {doubt}: it is taken for {meant}.")

    def identify(self) -> None:
        """Check that ids are present and unique, else derive them."""
        column = self.chosen.get("external_id")
        values = [as_text(value) for value in self.columns.get(column or "", [])]
        if column is not None and _are_ids(values):
            self._note_doubles(column, values)
            return
        if column is not None:
            del self.chosen["external_id"]
            self.remarks.append(f"{column!r} is empty or the same in some rows, so it is no id.")
        other = next((one for one in self.columns if self._is_called_an_id(one)), None)
        if other is not None:
            self.chosen["external_id"] = other
            self.remarks.append(f"{other!r} is taken for external_id, because it is called like an id.")
            self._note_doubles(other, [as_text(value) for value in self.columns[other]])

    def _is_called_an_id(self, column: str) -> bool:
        """Return whether a free column has a name such as order_id, and other values in almost all rows."""
        name = column.rpartition(".")[2]
        is_called = re.search(r"(?:^|[_\s-])(?:id|ID|Id|uuid|guid|nr|no)$|[a-z0-9](?:Id|ID)$", name) is not None
        values = [as_text(value) for value in self.columns[column]]
        return is_called and self._is_free(column) and _are_ids(values)

    def _note_doubles(self, column: str, values: Sequence[Any]) -> None:
        doubles = sorted({str(value) for value in values if value and values.count(value) > 1})
        if doubles:
            self.remarks.append(
                f"{column!r} is the same in several rows ({', '.join(doubles[:5])}): of these, the first is read and "
                "others are refused."
            )
        if any(value in (None, "") for value in values):
            self.remarks.append(f"{column!r} is empty in some rows: they are refused.")

    def find_text(self) -> None:
        """Use the column with the longest texts as claims if none has a fitting name; derive missing ids from it."""
        if "text" not in self.chosen:
            free = {
                column: _length(values)
                for column, values in self.columns.items()
                if self._is_free(column) and not _is_repeated(values)
            }
            longest = max(free, key=lambda column: free[column], default=None)
            if longest is not None and free[longest]:
                self.chosen["text"] = longest
                self.remarks.append(
                    f"No column is called like a claim: {longest!r} is taken, which has the longest texts."
                )
        if "external_id" not in self.chosen and "text" in self.chosen:
            parts = [
                self.chosen[name] for name in ("text", "claimed_on", "claimant", "verdict_url") if name in self.chosen
            ]
            self.cells["external_id"] = {"digest_of": parts}
            self.remarks.append(
                "No column is an id: one is made of " + ", ".join(parts) + "; a changed one makes a new claim."
            )

    def shape(self, name: str, column: str) -> None:
        """Choose how a column's values are read."""
        texts = [str(as_text(value)).strip() for value in self.columns[column] if isinstance(value, str | int)]
        texts = [text for text in texts if text]
        cell: dict[str, Any] = {"column": column}
        if name in DATE_FIELDS:
            self._shape_dates(name, cell, texts)
        elif name in LIST_FIELDS and texts:
            counted = {separator: sum(separator in text for text in texts) for separator in _SEPARATORS}
            best = max(counted, key=lambda separator: counted[separator])
            if counted[best] and best != "|" and name == "topics":
                cell["separator"] = best
        elif name == "language":
            self._shape_languages(column, texts)
        elif name.endswith("_url") and texts:
            self._shape_addresses(name, column, texts)
        if any(not value and value != 0 for value in self.columns[column]) or parse_column_name(column) is not None:
            cell["optional"] = True
        self.cells.setdefault(name, cell)

    def _shape_dates(self, name: str, cell: dict[str, Any], texts: Sequence[str]) -> None:
        found = shape_of(texts)
        if found is None:
            self.remarks.append(
                f"{cell['column']!r}: {texts[0]!r} is no date, or its format is unknown: give it as dates."
            )
            return
        if found.templates:
            cell["dates"] = [*found.templates]
        if found.remark:
            self.remarks.append(f"{cell['column']!r}, taken for {name}: {found.remark}.")

    def _shape_languages(self, column: str, texts: Iterable[str]) -> None:
        strange = next((text for text in texts if not _is_tag(text)), None)
        if strange is not None:
            self.remarks.append(f"{column!r}: {strange!r} is no language tag: say by values what it means, such as en.")

    def _shape_addresses(self, name: str, column: str, texts: Iterable[str]) -> None:
        strange = next((text for text in texts if not _is_address(text)), None)
        if strange is not None:
            self.remarks.append(f"{column!r}, taken for {name}: {strange!r} is no whole address: it may need a prefix.")

    def judge(self) -> None:
        """Find the scale of the labels, and the publisher of the verdicts."""
        column = self.chosen.get("verdict_label")
        if column is None:
            for name in [name for name in self.chosen if name.startswith("verdict_")]:
                del self.chosen[name]
                del self.cells[name]
            return
        labels = sorted({str(as_text(value)).strip() for value in self.columns[column] if value not in (None, "")})
        if len(labels) > _MOST_LABELS:
            self.remarks.append(f"{column!r} holds {len(labels)} labels: is it one?")
        self._scale(column, labels)
        if "verdict_publisher" not in self.chosen:
            self._publisher()

    def _scale(self, column: str, labels: Sequence[str]) -> None:
        if "verdict_scale" in self.chosen or "verdict_rating" in self.chosen:
            return
        known = {
            scale.slug: {name for one in scale.ratings for name in (one.slug, one.name.casefold())} for scale in SCALES
        }
        off = {
            slug: [label for label in labels if not {label.casefold(), _slug(label)} & names]
            for slug, names in known.items()
        }
        best = min(off, key=lambda slug: (len(off[slug]), len(known[slug])))
        if 2 * len(off[best]) > len(labels):
            self.constants["verdict_rating"] = "unrated"
            shown = ", ".join(labels[:10])
            self.remarks.append(f"{column!r} is on no scale that is known ({shown}): its labels are kept, unrated.")
            return
        self.constants["verdict_scale"] = best
        self.remarks.append(f"{column!r} is read on the scale {best}.")
        if off[best]:
            values = dict.fromkeys(off[best], "unrated")
            self.cells["verdict_rating"] = {"column": column, "values": values, "optional": True}
            self.remarks.append(
                f"Not on {best}, so kept and unrated: {', '.join(off[best])}. Say by values what they mean."
            )

    def _publisher(self) -> None:
        column = self.chosen.get("verdict_url")
        texts = [value for value in self.columns.get(column or "", []) if isinstance(value, str) and value]
        if column is not None and texts and all(map(_is_address, texts)):
            self.cells["verdict_publisher"] = {"column": column, "transforms": ["domain"], "optional": True}
            self.remarks.append(f"The publisher of the verdicts is taken from {column!r}.")
        else:
            self.remarks.append(
                "No column says whose verdicts they are: give the constant verdict_publisher, a domain."
            )

    def add_evidence(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Map lists of objects whose name means evidence."""
        for column in dict.fromkeys(key for row in rows for key in row):
            items = [one for row in rows for one in _objects(row.get(column))]
            if not items or _plain(column) not in EVIDENCE_LISTS or parse_column_name(column) is not None:
                continue
            group = self._group(column, items)
            if group:
                self.evidence.append({"each": column, **group})
                self.used.add(column)

    def _group(self, column: str, items: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        keys = {_plain(key): key for item in items for key in item}
        group: dict[str, Any] = {}
        for short, names in EVIDENCE.items():
            known = [_plain(name) for name in (short, *names.split())]
            key = next((keys[name] for name in known if name in keys), None)
            if key is not None:
                group[short] = {"column": f"{column}.{key}", "optional": True}
        if not {"url", "note"} & group.keys():
            if "quote" not in group:
                return {}
            group["note"] = group.pop("quote")
            group.pop("title", None)
            self.remarks.append(f"{column}: nothing in it is an address, so its words are taken for notes.")
        if "stance" not in group:
            return {**group, "stance": {"constant": "context"}}
        key = str(group["stance"]["column"]).rpartition(".")[2]
        given = sorted({str(as_text(item[key])) for item in items if item.get(key) not in (None, "")})
        group["stance"]["values"] = {label: _STANCES.get(_plain(label), "context") for label in given[:_MOST_LABELS]}
        unknown = [label for label in given if _plain(label) not in _STANCES]
        if unknown:
            self.remarks.append(f"{column}.{key}: {', '.join(unknown[:10])} is taken for context: say what it means.")
        return group

    def note_unused(self) -> None:
        """Add a remark on the columns that are not used."""
        used = {*self.chosen.values(), *self.used}
        left = [column for column in self.columns if column not in used]
        if left:
            self.remarks.append(f"Left out: {', '.join(left)}.")
        for column in left:
            if any(_objects(value) for value in self.columns[column]):
                self.remarks.append(
                    f"{column!r} holds lists of objects: evidence or verdicts can be made of it, by each."
                )

    def note_missing(self) -> None:
        """Say what a mapping must have and this one lacks."""
        if "text" not in self.chosen:
            self.remarks.append(
                "No column has the texts of claims: name one, text: COLUMN. Without it, nothing can be imported."
            )
        if "external_id" not in self.cells:
            self.remarks.append(
                "No column is an id: name one, external_id: COLUMN. Without it, nothing can be imported."
            )

    def document(self) -> MappingDocument:
        """Return the document, with fields in their order."""
        parts = {"fields": self.cells, "evidence": self.evidence, "constants": self.constants}
        return read_document({name: part for name, part in parts.items() if part}, "the proposal")

    def _is_free(self, column: str) -> bool:
        return column not in self.chosen.values() and any(value not in (None, "") for value in self.columns[column])


def _columns(table: Table, rows: Sequence[Mapping[str, Any]]) -> dict[str, list[Any]]:
    """Return the values of every column, and of every path through nested objects."""
    paths = dict.fromkeys(table.columns)
    for column in table.columns:
        paths |= dict.fromkeys(path for row in rows for path in _paths(column, row.get(column), 3))
    return {path: [_value(path, table.columns, row) for row in rows] for path in paths}


def _value(path: str, columns: Sequence[str], row: Mapping[str, Any]) -> Any:
    try:
        return value_at(Place(0, split_path(path, columns)), (row,))
    except PathError:
        return None


def _paths(path: str, value: Any, depth: int) -> Iterator[str]:
    if isinstance(value, Mapping) and depth:
        for key, inside in value.items():
            yield f"{path}.{key}"
            yield from _paths(f"{path}.{key}", inside, depth - 1)


def _plain(name: str) -> str:
    """Normalise a column's name to lower-case ASCII: claimReviewed becomes claim_reviewed."""
    letters = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]", "", letters)


_MEANS = {_plain(name): field for field, names in SYNONYMS.items() for name in names.split()}
_DOUBTFUL = {_plain(name): meaning for name, meaning in DOUBTFUL.items()}
_STANCES = {_plain(word): stance for stance, words in STANCES.items() for word in words.split()}


def _slug(label: str) -> str:
    return "-".join(re.findall(r"[\w']+", label.casefold()))


def _are_ids(values: Sequence[Any]) -> bool:
    """Return whether values are ids: almost all are filled and differ. One double is a fault of its row."""
    filled = {value for value in values if isinstance(value, str) and value.strip()}
    if len(values) == 1:
        return bool(filled)
    return len(filled) > 1 and len(values) - len(filled) <= max(1, len(values) // 20)


def _is_repeated(values: Sequence[Any]) -> bool:
    """Return whether a column says the same in most rows, as no column of claims does."""
    filled = [value for value in values if isinstance(value, str) and value.strip()]
    return len(filled) > 2 and 2 * len(set(filled)) <= len(filled)


def _length(values: Sequence[Any]) -> float:
    texts = [value for value in values if isinstance(value, str) and " " in value.strip()]
    return sum(map(len, texts)) / max(1, len(values))


def _objects(value: Any) -> list[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def _is_tag(text: str) -> bool:
    try:
        canonical_language(text)
    except RefusedError:
        return False
    return True


def _is_address(text: str) -> bool:
    try:
        canonical_url(text)
    except RefusedError:
        return False
    return True
