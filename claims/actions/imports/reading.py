"""The first half of a chunk: which of its records are new or changed, and these read as rows."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import orjson

from claims.actions.imports.chunk import Keyed, Known, Outcome, Ready
from claims.actions.imports.ratings import LabelError, Ratings
from claims.actions.imports.staging import rows_of
from claims.formats.plan import Plan, RowRefusedError
from claims.formats.record import BadRecord, Record

# LIMIT keeps each a look into an index per row, however large the tables are.
_LOOK_UP = """
    SELECT seen.digest, there.id, there.claim_id,
        there.loaded ->> 'digest' = given.digest AS is_same,
        CASE WHEN there.loaded ->> 'digest' = given.digest THEN NULL ELSE there.loaded END AS loaded
    FROM unnest(%s::text[], %s::text[]) WITH ORDINALITY AS given (external_id, digest, place)
    LEFT JOIN LATERAL (
        SELECT digest FROM import_seen WHERE external_id = given.external_id LIMIT 1
    ) AS seen ON TRUE
    LEFT JOIN LATERAL (
        SELECT id, claim_id, loaded FROM claims_externalid
        WHERE origin = %s AND external_id = given.external_id LIMIT 1
    ) AS there ON TRUE
    ORDER BY given.place
"""
_SEE = "INSERT INTO import_seen SELECT * FROM unnest(%s::text[], %s::text[]) ON CONFLICT DO NOTHING"


class _Found(NamedTuple):
    """What a look-up says of an id: the digest of an earlier row of this file, and whether it is as last loaded."""

    seen: str | None
    is_same: bool


def chunks(records: Iterable[Record | BadRecord], size: int) -> Iterator[list[Record | BadRecord]]:
    """Take records in lists of so many, the last one being shorter."""
    iterator = iter(records)
    while chunk := list(islice(iterator, size)):
        yield chunk


class KeyedChunk:
    """Records of the file with their external ids and digests, which need no database."""

    def __init__(self, records: Sequence[Record | BadRecord], plan: Plan) -> None:
        """Find the id of each record; set those aside that have none, and refuse what could not be taken apart."""
        self.outcome = Outcome()
        self.outcome.counts.rows_read = len(records)
        self.unkeyed: list[Record] = []
        self.keyed: list[Keyed] = []
        for record in records:
            if isinstance(record, BadRecord):
                self.outcome.refuse(record, [record.issue])
                continue
            key = plan.key(record)
            if key is None:
                self.unkeyed.append(record)
            else:
                self.keyed.append(Keyed(record, *key))


class Chunk:
    """Records on their way: what is to be read as rows, and what is known of their external ids."""

    def __init__(self, keyed: KeyedChunk, plan: Plan, origin: str) -> None:
        """Leave out what stands twice in the file and what is unchanged since the last load."""
        self._plan, self._origin = plan, origin
        self.outcome = keyed.outcome
        self.known: dict[str, Known] = {}
        self._unkeyed = keyed.unkeyed
        self._open = self._changed(keyed.keyed)

    def rows(self, ratings: Ratings) -> list[Ready]:
        """Read what is new or changed; refuse what is wrong. Needs no database, so it can run beside a write."""
        ready = []
        for record in self._unkeyed:
            self._read(record, "", ratings)
        for keyed in self._open:
            found = self._read(keyed.record, keyed.digest, ratings)
            if found is not None:
                ready.append(found)
        return ready

    def look_again(self) -> None:
        """Look up what is known now: another writer has made one of the external ids since."""
        self._look_up(self._open)

    def _changed(self, given: list[Keyed]) -> list[Keyed]:
        """Leave out what stands twice in the file and what is as the last load wrote it."""
        first: dict[str, Keyed] = {}
        for keyed in given:
            first.setdefault(keyed.external_id, keyed)
        found = dict(zip(first, self._look_up(list(first.values())), strict=True))
        rows_of(_SEE, _columns(list(first.values())))
        changed = []
        for keyed in given:
            there = found[keyed.external_id]
            earlier = there.seen or first[keyed.external_id].digest
            if there.seen or first[keyed.external_id] is not keyed:
                self._twice(keyed, is_same=earlier == keyed.digest)
            elif there.is_same:
                self.outcome.counts.unchanged += 1
            else:
                changed.append(keyed)
        return changed

    def _look_up(self, keyed: list[Keyed]) -> "list[_Found]":
        """Note what is known of external ids, and say which stood in the file before and which are the same."""
        found = []
        for one, row in zip(keyed, rows_of(_LOOK_UP, [*_columns(keyed), self._origin]), strict=True):
            seen, pk, claim_id, is_same, loaded = row
            found.append(_Found(seen, bool(is_same)))
            if pk is not None:
                self.known[one.external_id] = Known(pk, claim_id, loaded and orjson.loads(loaded))
        return found

    def _twice(self, keyed: Keyed, *, is_same: bool) -> None:
        if is_same:
            self.outcome.counts.unchanged += 1
            return
        problem = f"{keyed.external_id!r} stands in the file before, with other content; keep one of the two"
        issue = self._plan.issue("external_id", keyed.record, "duplicate_id", problem)
        self.outcome.refuse(keyed.record, [issue])

    def _read(self, record: Record, digest: str, ratings: Ratings) -> Ready | None:
        try:
            row = self._plan.row(record)
            return Ready(record, row, tuple(ratings.find(verdict) for verdict in row.verdicts), digest)
        except RowRefusedError as error:
            self.outcome.refuse(record, error.issues)
        except LabelError as error:
            problem = f"{error}".removeprefix(f"{error.field}: ")
            self.outcome.refuse(record, [self._plan.issue(error.field, record, "unknown_label", problem)])
        return None


def _columns(keyed: list[Keyed]) -> list[list[str]]:
    return [[one.external_id for one in keyed], [one.digest for one in keyed]]
