"""Find states of rows that need `internal:read`, by what is confidential today."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection

from claims.models.source import Source
from claims.models.tracked import Row
from claims.models.verdict import Verdict
from claims.rules.vocabulary import RELEASED_VERDICT_STATES

IN_CONFIDENCE = """
    SELECT DISTINCT pgh_obj_id FROM claims_appearanceevent AS e JOIN claims_source AS s ON s.id = e.source_id
    WHERE s.is_confidential AND e.pgh_obj_id = ANY(%s)
"""


@dataclass(frozen=True)
class Hidden:
    """The sources and verdicts, among those that some rows refer to, that are not public today."""

    sources: frozenset[int]
    verdicts: frozenset[int]

    def hides(self, noun: str, row: Row | None) -> bool:
        """Return whether only users with `internal:read` may see a state of a row."""
        if row is None:
            return False
        if noun in {"note", "approval", "citation"} or row.get("is_confidential"):
            return True
        if noun == "reply":
            return not row["is_public"]
        return row.get("source_id") in self.sources or (
            noun == "verdict" and row["state"] not in RELEASED_VERDICT_STATES
        )

    def withdraws(self, noun: str, before: Row | None, after: Row | None) -> bool:
        """Return whether a row was public before and needs `internal:read` after."""
        return before is not None and not self.hides(noun, before) and self.hides(noun, after)

    def without_drafts(self, fields: Mapping[str, tuple[Any, Any]]) -> dict[str, tuple[Any, Any]]:
        """Remove the verdict from a reply's fields if that verdict is not public."""
        named = fields.get("verdict", ())
        return {name: pair for name, pair in fields.items() if name != "verdict" or not self.verdicts & set(named)}


NOTHING = Hidden(frozenset(), frozenset())


def hidden_of(rows: Iterable[Row]) -> Hidden:
    """Look up which sources and verdicts of the rows are not public."""
    named = [(row.get("source_id"), row.get("verdict_id")) for row in rows]
    sources = {source for source, _ in named if source}
    verdicts = {verdict for _, verdict in named if verdict}
    return Hidden(
        frozenset(Source.objects.filter(pk__in=sources, is_confidential=True).values_list("pk", flat=True)),
        frozenset(verdicts - set(Verdict.objects.released().filter(pk__in=verdicts).values_list("pk", flat=True))),
    )


def in_confidence(appearances: Collection[int]) -> set[int]:
    """Return the appearances that ever had a source that is confidential today."""
    with connection.cursor() as cursor:
        cursor.execute(IN_CONFIDENCE, [list(appearances)])
        return {row_id for (row_id,) in cursor.fetchall()}
