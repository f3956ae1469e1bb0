"""Rows with a new external id and the same words as an existing claim."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from claims.actions.imports.bulk_sql import rows_of, text_array
from claims.actions.imports.compare.import_snapshot import LINKED, ExistingRef
from claims.actions.imports.compare.prepared_row import PreparedRow
from claims.formats.mapping.claim_row import EntityRow
from claims.rules.dates import PartialDate
from claims.rules.text import name_key, normal_form

FEWEST_WORDS = 4
"""Fewer words are often said by chance: such a row is not linked."""

# Each step is a look into an index for each row, however large the tables are.
_TWINS = """
    SELECT given.place - 1, claim.id, claim.claimed_on, claim.claimed_on_precision, entity.name,
        COALESCE(entity.aliases, '{}'), its.origin, its.external_id
    FROM unnest(%(digests)s::uuid[]) WITH ORDINALITY AS given (digest, place),
    LATERAL (
        SELECT DISTINCT COALESCE(merged_into_id, id) AS id FROM (
            SELECT id, merged_into_id FROM claims_claim WHERE words_digest = given.digest ORDER BY id LIMIT 20
        ) AS first
    ) AS same,
    LATERAL (SELECT * FROM claims_claim WHERE id = same.id LIMIT 1) AS claim
    LEFT JOIN LATERAL (SELECT name, aliases FROM claims_entity WHERE id = claim.claimant_id LIMIT 1) AS entity ON TRUE
    LEFT JOIN LATERAL (
        SELECT origin, external_id FROM claims_externalid WHERE claim_id = claim.id
        ORDER BY origin = %(origin)s, id LIMIT 1
    ) AS its ON TRUE
    ORDER BY given.place, claim.id
"""
_SEE_WORDS = """
    INSERT INTO import_words SELECT * FROM unnest(%s::uuid[], %s::text[]) ON CONFLICT DO NOTHING RETURNING external_id
"""


class SameWordsClaim(NamedTuple):
    """An existing claim with a row's words, and one of its external ids from another origin, if it has any."""

    claim_id: int
    claimed_on: str | None
    claimant: str | None
    aliases: Sequence[str]
    origin: str | None
    external_id: str | None

    def __str__(self) -> str:
        return f"claim {self.claim_id}" + (f" ({self.origin} {self.external_id})" if self.origin else "")


class Finding(NamedTuple):
    """A remark on a row: a code and a message."""

    ready: PreparedRow
    code: str
    problem: str


@dataclass
class SortedRows:
    """New rows by what is done with them: create a claim, add an external id to an existing one, or skip."""

    created: list[PreparedRow] = field(default_factory=list)
    linked: list[tuple[PreparedRow, ExistingRef]] = field(default_factory=list)
    skipped: list[PreparedRow] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


class Duplicates:
    """The duplicates of one load, found chunk by chunk."""

    def __init__(self, origin: str, on_duplicate: str, *, is_dry_run: bool) -> None:
        """Look for claims of other origins. A dry run remembers the words of rows that it does not write."""
        self._origin, self._on_duplicate, self._is_dry_run = origin, on_duplicate, is_dry_run

    def sort(self, rows: Sequence[PreparedRow]) -> SortedRows:
        """Decide what to do with rows whose external ids are new."""
        found = SortedRows()
        twins = self._twins(rows)
        first: dict[str, str] = {}
        for ready, its in zip(rows, twins, strict=True):
            others = [twin for twin in its if twin.origin != self._origin]
            if others:
                self._settle(ready, others, found)
                continue
            found.created.append(ready)
            before = its[0] if its else first.get(ready.words_digest)
            if before is not None:
                found.findings.append(Finding(ready, "duplicate_words", f"{before} has the same words"))
            first.setdefault(ready.words_digest, f"{ready.row.external_id!r} of this file")
        if self._is_dry_run:
            self._report_repeated_words(found)
        return found

    def _twins(self, rows: Sequence[PreparedRow]) -> list[list[SameWordsClaim]]:
        found: list[list[SameWordsClaim]] = [[] for _ in rows]
        params = {"digests": text_array([ready.words_digest for ready in rows]), "origin": self._origin}
        for place, claim_id, date, precision, *rest in rows_of(_TWINS, params) if rows else ():
            claimed_on = PartialDate(date, precision).format() if date else None
            found[place].append(SameWordsClaim(claim_id, claimed_on, *rest))
        return found

    def _settle(self, ready: PreparedRow, others: Sequence[SameWordsClaim], found: SortedRows) -> None:
        """Link, skip or create a row with the same words as claims of other origins."""
        if self._on_duplicate == "skip":
            found.skipped.append(ready)
            found.findings.append(Finding(ready, "duplicate_claim", f"{others[0]} has the same words; left out"))
            return
        blockers = [_blocker(ready, twin) for twin in others]
        if self._on_duplicate == "link" and "" in blockers:
            free = [twin for twin, blocker in zip(others, blockers, strict=True) if not blocker]
            twin = min(free, key=lambda one: (not _is_same_claimant(ready.claimant, one), one.claim_id))
            found.linked.append((ready, ExistingRef(None, twin.claim_id, {LINKED: True})))
            found.findings.append(Finding(ready, "linked", f"{twin} has the same words and gets this external id"))
            return
        found.created.append(ready)
        why = f" and is not linked: {blockers[0]}" if self._on_duplicate == "link" else ""
        found.findings.append(Finding(ready, "duplicate_claim", f"{others[0]} has the same words{why}"))

    def _report_repeated_words(self, found: SortedRows) -> None:
        """Report rows with the same words as a row of an earlier chunk that was not written."""
        reported = {finding.ready.row.external_id for finding in found.findings}
        firsts = [ready for ready in found.created if ready.row.external_id not in reported]
        columns = [
            text_array([ready.words_digest for ready in firsts]),
            text_array([ready.row.external_id for ready in firsts]),
        ]
        new = {external_id for (external_id,) in rows_of(_SEE_WORDS, columns)}
        found.findings += [
            Finding(ready, "duplicate_words", "a row before has the same words")
            for ready in firsts
            if ready.row.external_id not in new
        ]


def _blocker(ready: PreparedRow, twin: SameWordsClaim) -> str:
    """Describe why a row cannot be linked to a claim with the same words; empty if it can."""
    if len(normal_form(ready.row.text).split()) < FEWEST_WORDS:
        return f"fewer than {FEWEST_WORDS} words are often said by chance"
    if ready.claimant and twin.claimant and not _is_same_claimant(ready.claimant, twin):
        return f"its claimant is {twin.claimant}, the row's is {ready.claimant.name}"
    claimed_on = ready.row.claimed_on and ready.row.claimed_on.format()
    if claimed_on and twin.claimed_on and not _is_same_date(claimed_on, twin.claimed_on):
        return f"it was claimed on {twin.claimed_on}, the row on {claimed_on}"
    return ""


def _is_same_claimant(claimant: EntityRow | None, twin: SameWordsClaim) -> bool:
    names = (twin.claimant, *twin.aliases) if twin.claimant else ()
    return claimant is not None and name_key(claimant.name) in {name_key(name) for name in names}


def _is_same_date(one: str, other: str) -> bool:
    """Return whether two partial dates could be the same day."""
    return one.startswith(other) or other.startswith(one)
