"""The reading half of a chunk: find records that are new or changed, and parse them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import orjson
from django.conf import settings

from claims.actions.imports.bulk_sql import rows_of, text_array
from claims.actions.imports.compare.import_snapshot import ExistingRef
from claims.actions.imports.compare.prepared_row import PreparedRow, prepare
from claims.actions.imports.compare.rating_lookup import LabelError, Ratings
from claims.actions.imports.load.chunk_outcome import Keyed, Outcome
from claims.actions.imports.load.read_ahead import WriterPriority
from claims.formats.files.records import BadRecord, Issue, Record
from claims.formats.mapping.row_plan import RowPlan, RowRefusedError

# The snapshot of an unchanged row is not read. LIMIT keeps this one index lookup per row, however
# large the table is.
_LOOK_UP = """
    SELECT given.external_id, there.id, there.claim_id,
        CASE WHEN there.loaded ->> 'digest' = given.digest THEN NULL ELSE COALESCE(there.loaded, '{}') END AS loaded
    FROM unnest(%s::text[], %s::text[]) AS given (external_id, digest), LATERAL (
        SELECT id, claim_id, loaded FROM claims_externalid
        WHERE origin = %s AND external_id = given.external_id LIMIT 1
    ) AS there
"""
# The statement does not see the rows that it inserts.
_SEE = """
    WITH given AS (SELECT * FROM unnest(%s::text[], %s::text[]) AS given (external_id, digest)),
        new AS (INSERT INTO import_seen SELECT * FROM given ON CONFLICT DO NOTHING)
    SELECT given.external_id, there.digest FROM given, LATERAL (
        SELECT digest FROM import_seen WHERE external_id = given.external_id LIMIT 1
    ) AS there
"""
_NO_DIGEST = "none"  # equal to that of no row


class Pace:
    """Chooses the number of rows in a chunk so that writing it takes about a second.

    Between two of them a load is stopped, and the feed goes on. The first are short, so that there is soon something
    to write.
    """

    MOST, LEAST, SECONDS = 2_000, 100, 1.0

    def __init__(self) -> None:
        self.length = self.MOST // 4

    def note(self, rows: int, seconds: float) -> None:
        """Adjust the size by the time that a chunk took."""
        fitting = int(rows / seconds * self.SECONDS) if seconds else self.MOST
        self.length = max(self.LEAST, min(2 * self.length, fitting, self.MOST))


def chunks(records: Iterator[Record | BadRecord], pace: Pace) -> Iterator[list[Record | BadRecord]]:
    """Yield records in lists of the length that `pace` chooses."""
    while chunk := list(islice(records, pace.length)):
        yield chunk


class KeyedChunk:
    """Records of the file with their external ids and digests, which need no database."""

    def __init__(self, records: Sequence[Record | BadRecord], plan: RowPlan) -> None:
        """Read the external id of each record; set aside those without one, refuse those that were not parsed."""
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


def mark_ids_seen(records: Sequence[Record | BadRecord], plan: RowPlan) -> None:
    """Remember the external ids of rows that an earlier run of this load has finished."""
    _seen_before(_first_of_each(KeyedChunk(records, plan).keyed))


def reset_seen_ids() -> None:
    """Forget the ids of the file, to read it again."""
    rows_of("TRUNCATE import_seen, import_words")


class Chunk:
    """A chunk being loaded: its records, and the existing claims with their external ids."""

    def __init__(
        self,
        keyed: KeyedChunk,
        plan: RowPlan,
        origin: str,
        *,
        is_overwriting: bool = False,
        keeps_bad_figures: bool = False,
    ) -> None:
        """Skip rows that repeat in the file or are unchanged since the last load.

        Where people's edits are to be overwritten, what is unchanged in the file may be changed here, and is looked at.
        """
        self._plan, self._origin, self._is_overwriting = plan, origin, is_overwriting
        self._keeps_bad_figures = keeps_bad_figures
        self.outcome = keyed.outcome
        self.known: dict[str, ExistingRef] = {}
        self._unkeyed = keyed.unkeyed
        self._open = self._changed(keyed.keyed)

    def rows(self, ratings: Ratings, way: WriterPriority) -> list[PreparedRow]:
        """Parse new and changed rows, refusing invalid ones. Uses no database, so it can run beside a write."""
        ready = []
        for record in self._unkeyed:
            self._read(record, "", ratings)
        for keyed in self._open:
            way.yield_to_writer()
            found = self._read(keyed.record, keyed.digest, ratings)
            if found is not None:
                ready.append(found)
        return ready

    def look_again(self) -> None:
        """Look the external ids up again, because another writer has created one since."""
        self._look_up(self._open)

    def _changed(self, given: list[Keyed]) -> list[Keyed]:
        """Return the records that neither repeat in the file nor are unchanged since the last load."""
        firsts = _first_of_each(given)
        seen = _seen_before(firsts)
        first = {keyed.external_id: keyed for keyed in firsts}
        same = self._look_up([keyed for external_id, keyed in first.items() if external_id not in seen])
        changed = []
        for keyed in given:
            external_id = keyed.external_id
            if external_id in seen or first[external_id] is not keyed:
                self._twice(keyed, is_same=keyed.digest == (seen.get(external_id) or first[external_id].digest))
            elif external_id in same:
                self.outcome.counts.unchanged += 1
            else:
                changed.append(keyed)
        return changed

    def _look_up(self, keyed: list[Keyed]) -> set[str]:
        """Look up existing external ids and return those whose rows are unchanged since the last load."""
        same = set()
        external_ids, digests = _columns(keyed)
        if self._is_overwriting:
            digests = text_array([_NO_DIGEST] * len(keyed))
        for external_id, pk, claim_id, loaded in rows_of(_LOOK_UP, [external_ids, digests, self._origin]):
            if loaded is None:
                same.add(external_id)
            else:
                self.known[external_id] = ExistingRef(pk, claim_id, orjson.loads(loaded))
        return same

    def _twice(self, keyed: Keyed, *, is_same: bool) -> None:
        if is_same:
            self.outcome.counts.repeated += 1
            return
        problem = f"{keyed.external_id!r} stands in the file before, with other content; keep one of the two"
        issue = self._plan.issue("external_id", keyed.record, "duplicate_id", problem)
        self.outcome.refuse(keyed.record, [issue])

    def _read(self, record: Record, digest: str, ratings: Ratings) -> PreparedRow | None:
        bad_figures: list[Issue] | None = [] if self._keeps_bad_figures else None
        try:
            row = self._plan.row(record, bad_figures=bad_figures)
        except RowRefusedError as error:
            self.outcome.refuse(record, error.issues)
            return None
        try:
            prepared = prepare(record, row, digest, ratings)
        except LabelError as error:
            problem = f"{error}".removeprefix(f"{error.field}: ")
            number = row.verdicts.index(error.verdict)
            issue = self._plan.part_issue("verdicts", number, error.field, record, "unknown_label", problem)
            self.outcome.refuse(record, [issue])
            return None
        self.outcome.add_note(record, bad_figures or ())
        if self._plan.is_language_guessed and len(settings.FACTCHECK_LANGUAGES) > 1:
            problem = f"the text is short, and taken for {row.language}; state its language if it is another"
            self.outcome.add_note(record, [self._plan.issue("language", record, "guessed_language", problem)])
        return prepared


def _first_of_each(given: Iterable[Keyed]) -> list[Keyed]:
    first: dict[str, Keyed] = {}
    for keyed in given:
        first.setdefault(keyed.external_id, keyed)
    return list(first.values())


def _seen_before(keyed: list[Keyed]) -> dict[str, str]:
    """Remember the external ids of a chunk; return those seen earlier in the file, with their digests."""
    return dict(rows_of(_SEE, _columns(keyed)))


def _columns(keyed: list[Keyed]) -> list[str]:
    return [text_array([one.external_id for one in keyed]), text_array([one.digest for one in keyed])]
