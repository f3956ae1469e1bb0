"""Attempts on rows that the database guards: how they are made, and what another value of each column is."""

from collections.abc import Callable
from functools import partial
from typing import Any

from tests.models import rows

Attempt = Callable[[], Any]

SHA_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
KEPT_TEXT = {"text": "abc", "text_sha256": SHA_OF_ABC}
PAST_DRAFT = ["in_review", "approved", "scheduled", "published", "superseded", "retracted"]
RELEASED = ["published", "superseded", "retracted"]

# What is judged and how: another value for each column.
CONTENT: dict[str, Any] = {
    "rating_id": None,
    "label": "False",
    "normalized": "false",
    "claim_reviewed": "Twenty rockets were fired.",
    "claim_version": 2,
    "reason_code": "overstated",
    "headline": "Not so",
    "summary": "It was not so.",
    "explanation": "Somebody counted.",
    "language": "de",
    "byline": "A. Checker",
    "note": "We erred.",
    "evidence_exception": "There is none.",
    "as_of": rows.DAY,
    "author_id": None,
}
IDENTITY: dict[str, Any] = {
    "publisher_id": None,
    "is_imported": True,
    "is_second_hand": True,
    "external_id": "https://paper.example/check",
    "revision": 2,
    "kind": "update",
}
LITERAL: dict[str, Any] = {
    "surface": "about 31 rockets",
    "value_low": 30,
    "value_high": 32,
    "hedge": "about",
    "unit": "missile",
    "kind": "delta",
    "direction": "up",
    "modality": "planned",
    "valid_from": rows.DAY,
    "valid_to": rows.DAY,
    "as_of": rows.DAY,
    "measure_id": None,
}
EVIDENCE: dict[str, Any] = {
    "source_id": None,
    "stance": "refutes",
    "question": "How many?",
    "note": "Counted twice.",
    "quote": "thirty-one",
    "quote_translation": "einunddreißig",
    "prefix": "some",
    "suffix": "rockets",
    "start": 1,
    "locator": "p. 3",
    "is_primary": True,
    "interest": "A party to it.",
    "is_confidential": True,
}
PARENTS = {"rating_id": "claims_rating", "publisher_id": "claims_publisher", "author_id": "claims_user",
           "measure_id": "claims_measure", "source_id": "claims_source"}  # fmt: skip


def judged(state: str) -> int:
    """Return a claim with a verdict of ours in a state."""
    claim: int = rows.insert("claims_claim")
    rows.verdict(state, claim_id=claim)
    return claim


def reword(state: str, **columns: Any) -> None:
    """Change a claim with a verdict of ours in a state."""
    rows.update("claims_claim", judged(state), **columns)


def lose_only_appearance(state: str) -> None:
    """Delete the only appearance of a claim with a verdict of ours in a state."""
    rows.delete("claims_appearance", rows.insert("claims_appearance", claim_id=judged(state)))


def other(column: str, values: dict[str, Any]) -> dict[str, Any]:
    """Return a different value for a column, with the columns that have to change with it."""
    found = {column: rows.insert(PARENTS[column]) if column in PARENTS else values[column]}
    if column in {"as_of", "valid_from", "valid_to"}:
        found[f"{column}_precision"] = "day"
    if column == "start":
        found["end"] = 2
    return found


def changes(table: str, make: Callable[[], int], values: dict[str, Any]) -> list[Attempt]:
    """Attempt to change each of the columns of a row by itself."""

    def change(column: str) -> None:
        rows.update(table, make(), **other(column, values))

    return [partial(change, column) for column in values]


def cited(state: str) -> dict[str, int]:
    """Return a verdict in the given state that cites a piece of evidence."""
    found = rows.citation()
    rows.insert("claims_verdictevidence", **found)
    whole = {"rating_id": rows.insert("claims_rating"), "label": "True", "summary": "So.", "claim_reviewed": "So."}
    rows.update("claims_verdict", found["verdict_id"], claim_version=1, approvals_required=0, **whole)
    rows.move(found["verdict_id"], state)
    return found


def cited_by_imported() -> dict[str, int]:
    """Return an imported verdict that came with the evidence it cites."""
    claim = rows.insert("claims_claim")
    found = {
        "verdict_id": rows.imported_verdict(claim_id=claim),
        "evidence_id": rows.insert("claims_evidence", claim_id=claim),
    }
    rows.insert("claims_verdictevidence", **found)
    return found


def written_by(user: int, **columns: Any) -> int:
    return rows.verdict("in_review", writers=[user], **columns)


def approve_own(**user_kind: Any) -> None:
    user = rows.insert("claims_user", **user_kind)
    rows.insert("claims_approval", verdict_id=written_by(user), user_id=user)


def approval(**columns: Any) -> int:
    return rows.insert("claims_approval", **columns)


def approve_in(state: str) -> None:
    approval(verdict_id=rows.verdict(state))


def change_time(state: str, column: str) -> None:
    rows.update("claims_verdict", rows.verdict(state), **{column: "2021-01-01"})


def evidence_cited_in(state: str) -> int:
    return cited(state)["evidence_id"]


def delete_evidence_cited_in(state: str) -> None:
    rows.delete("claims_evidence", evidence_cited_in(state))


def move_evidence_cited_in(state: str) -> None:
    """Move a piece of evidence to another claim without the verdict of ours that cites it."""
    rows.update("claims_evidence", evidence_cited_in(state), claim_id=rows.CLAIM())


def move_with_citations(*tables: str) -> None:
    """Move an imported verdict, or what it cites, or both, to another claim, in the order of the tables."""
    found, claim = cited_by_imported(), rows.CLAIM()
    for table in tables:
        rows.update(table, found[f"{table.removeprefix('claims_')}_id"], claim_id=claim)


def move_evidence_of_merged(state: str) -> None:
    """Move evidence with all that moves, away from a claim that is merged; the verdict that cites it stays there."""
    found, into = cited(state), rows.CLAIM()
    claim = rows.number("SELECT claim_id FROM claims_verdict WHERE id = %s", found["verdict_id"])
    rows.update("claims_evidence", found["evidence_id"], claim_id=into)
    rows.update("claims_claim", claim, status="merged", merged_into_id=into)


def part() -> int:
    return rows.insert("claims_claim", part_of_id=rows.CLAIM)


def whole() -> int:
    claim = rows.insert("claims_claim")
    rows.insert("claims_claim", part_of_id=claim)
    return claim


def merged() -> int:
    claim = rows.insert("claims_claim")
    rows.update("claims_claim", claim, status="merged", merged_into_id=rows.CLAIM())
    return claim


def merged_with_another() -> int:
    """Return a claim that another was merged into."""
    return rows.number("SELECT merged_into_id FROM claims_claim WHERE id = %s", merged())


def scale_with_rating() -> int:
    scale = rows.insert("claims_ratingscale", worst=1, best=5)
    rows.insert("claims_rating", scale_id=scale, value=3)
    return scale


def scale_without_ends() -> int:
    return rows.insert("claims_ratingscale", worst=None, best=None)


def cite_in(state: str) -> None:
    claim = rows.insert("claims_claim")
    evidence = rows.insert("claims_evidence", claim_id=claim)
    rows.insert("claims_verdictevidence", verdict_id=rows.verdict(state, claim_id=claim), evidence_id=evidence)


def cite_in_older_import() -> None:
    """Cite in an imported verdict that another transaction brought in."""
    found = rows.citation()
    claim = rows.value("SELECT claim_id FROM claims_evidence WHERE id = %s", found["evidence_id"])
    verdict = rows.imported_verdict(claim_id=claim, changed_in="7")
    rows.insert("claims_verdictevidence", verdict_id=verdict, evidence_id=found["evidence_id"])


def uncite(state: str) -> None:
    found = cited(state)
    rows.execute("DELETE FROM claims_verdictevidence WHERE verdict_id = %s", found["verdict_id"])


def recite(state: str) -> None:
    """Turn a citation to another piece of evidence of the same claim."""
    found = cited(state)
    claim = rows.value("SELECT claim_id FROM claims_verdict WHERE id = %s", found["verdict_id"])
    other_evidence = rows.insert("claims_evidence", claim_id=claim)
    rows.execute(
        "UPDATE claims_verdictevidence SET evidence_id = %s WHERE verdict_id = %s", other_evidence, found["verdict_id"]
    )


def cite_of_another_claim() -> None:
    rows.insert("claims_verdictevidence", **(rows.citation() | {"evidence_id": rows.insert("claims_evidence")}))
