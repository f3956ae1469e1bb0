"""Every trigger that refuses a write, tried by SQL: what it refuses, and that it refuses no more."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pgtrigger
import pytest
from django.db import IntegrityError
from psycopg.errors import CheckViolation

from tests.models import rows
from tests.models.refusal import cause, rule

pytestmark = pytest.mark.django_db

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


def other(column: str, values: dict[str, Any]) -> dict[str, Any]:
    """Give the other value of a column, and what has to change with it."""
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
    """Give a verdict that cites a piece of evidence and has come to a state."""
    found = rows.citation()
    rows.insert("claims_verdictevidence", **found)
    whole = {"rating_id": rows.insert("claims_rating"), "label": "True", "summary": "So.", "claim_reviewed": "So."}
    rows.update("claims_verdict", found["verdict_id"], claim_version=1, approvals_required=0, **whole)
    rows.move(found["verdict_id"], state)
    return found


def cited_by_imported() -> dict[str, int]:
    """Give an imported verdict that came with the evidence it cites."""
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
    """Give a claim that another was merged into."""
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


# trigger: attempts that it refuses
REFUSED: dict[str, list[Attempt]] = {
    "approval_by_other_eyes": [approve_own, lambda: approve_own(is_superuser=True)],
    "approval_by_person": [
        lambda: approval(user_id=rows.insert("claims_user", is_service=True)),
        lambda: approval(user_id=rows.insert("claims_user", is_service=True), decision="request_changes", comment="?"),
    ],
    "approval_kept": [
        lambda: rows.update("claims_approval", approval(), decision="request_changes", comment="?"),
        lambda: rows.update("claims_approval", approval(), comment="Fine."),
        lambda: rows.update("claims_approval", approval(), user_id=rows.insert("claims_user")),
        lambda: rows.update("claims_approval", approval(), verdict_id=rows.verdict("in_review")),
    ],
    "approval_stays_void": [lambda: rows.update("claims_approval", approval(is_void=True), is_void=False)],
    "approval_not_deleted": [
        lambda: rows.delete("claims_approval", approval()),
        lambda: rows.delete("claims_approval", approval(is_void=True)),
    ],
    "approval_in_review": [
        partial(approve_in, state)
        for state in ["draft", "approved", "scheduled", "published", "superseded", "retracted", "discarded"]
    ],
    "claim_merge_unchained": [
        lambda: rows.update("claims_claim", rows.insert("claims_claim"), status="merged", merged_into_id=merged()),
        lambda: rows.update("claims_claim", merged_with_another(), status="merged", merged_into_id=rows.CLAIM()),
    ],
    "claim_kept": [lambda: rows.delete("claims_claim", rows.insert("claims_claim"))],
    "claim_part_of_whole": [
        lambda: rows.insert("claims_claim", part_of_id=part),
        lambda: rows.update("claims_claim", rows.insert("claims_claim"), part_of_id=part()),
        lambda: rows.update("claims_claim", whole(), part_of_id=rows.insert("claims_claim")),
    ],
    "evidence_cited_kept": [
        *(
            attempt
            for state in PAST_DRAFT
            for attempt in changes("claims_evidence", partial(evidence_cited_in, state), EVIDENCE)
        ),
        *changes("claims_evidence", lambda: cited_by_imported()["evidence_id"], EVIDENCE),
    ],
    "evidence_cited_not_deleted": [
        *(partial(delete_evidence_cited_in, state) for state in PAST_DRAFT),
        lambda: rows.delete("claims_evidence", cited_by_imported()["evidence_id"]),
    ],
    "mapping_kept": [
        lambda: rows.update("claims_mapping", rows.insert("claims_mapping"), document='{"a": 1}'),
        lambda: rows.update("claims_mapping", rows.insert("claims_mapping"), name="other"),
        lambda: rows.update("claims_mapping", rows.insert("claims_mapping"), version=2),
    ],
    "quantity_literal_kept": changes("claims_quantity", lambda: rows.insert("claims_quantity"), LITERAL),
    "rating_inside_scale": [
        lambda: rows.insert("claims_rating", value=6),
        lambda: rows.insert("claims_rating", value=0),
        lambda: rows.insert("claims_rating", value=3, scale_id=scale_without_ends),
        lambda: rows.update("claims_rating", rows.insert("claims_rating", value=3), value=7),
        lambda: rows.update("claims_rating", rows.insert("claims_rating", value=3), scale_id=scale_without_ends()),
    ],
    "scale_holds_ratings": [
        lambda: rows.update("claims_ratingscale", scale_with_rating(), best=2),
        lambda: rows.update("claims_ratingscale", scale_with_rating(), worst=4),
        lambda: rows.update("claims_ratingscale", scale_with_rating(), worst=None, best=None),
    ],
    "source_text_kept": [
        lambda: rows.update("claims_source", rows.insert("claims_source", **KEPT_TEXT), text="", text_sha256=""),
        lambda: rows.update("claims_source", rows.insert("claims_source", **KEPT_TEXT), text="abd"),
    ],
    "citation_of_same_claim": [cite_of_another_claim],
    "citation_in_draft": [
        *(partial(cite_in, state) for state in [*PAST_DRAFT, "discarded"]),
        *(partial(recite, state) for state in PAST_DRAFT),
        cite_in_older_import,
    ],
    "citation_kept": [partial(uncite, state) for state in [*PAST_DRAFT, "discarded"]],
    "verdict_claim_kept": [lambda: rows.update("claims_verdict", rows.verdict("draft"), claim_id=rows.CLAIM())],
    "verdict_content_kept": [
        *(
            attempt
            for state in [*PAST_DRAFT, "discarded"]
            for attempt in changes("claims_verdict", partial(rows.verdict, state), CONTENT)
        ),
        *changes("claims_verdict", rows.imported_verdict, CONTENT),
    ],
    "verdict_identity_kept": [
        *changes("claims_verdict", lambda: rows.insert("claims_verdict"), IDENTITY),
        *changes("claims_verdict", rows.imported_verdict, IDENTITY | {"is_imported": False}),
    ],
    "verdict_kept": [
        lambda: rows.delete("claims_verdict", rows.insert("claims_verdict")),
        lambda: rows.delete("claims_verdict", rows.imported_verdict()),
    ],
    "verdict_published_at_kept": [
        partial(change_time, state, column) for state in RELEASED for column in ["published_at", "submitted_at"]
    ],
    "verdict_writers_grow": [
        lambda: rows.update("claims_verdict", rows.insert("claims_verdict", writers=[1, 2]), writers=[1, 3]),
        lambda: rows.update("claims_verdict", rows.insert("claims_verdict", writers=[1]), writers=[]),
        lambda: rows.update("claims_verdict", written_by(1), writers=[]),
    ],
}

# What comes near to a refusal and is right.
TAKEN: dict[str, Attempt] = {
    "another person approves": lambda: approval(
        verdict_id=written_by(rows.insert("claims_user")), user_id=rows.insert("claims_user")
    ),
    "a decision is made void": lambda: rows.update("claims_approval", approval(), is_void=True),
    "a part moves to another whole": lambda: rows.update("claims_claim", part(), part_of_id=rows.CLAIM()),
    "evidence that a draft cites is edited": lambda: rows.update(
        "claims_evidence", cited("draft")["evidence_id"], note="Better."
    ),
    "cited evidence moves with its claim": lambda: rows.update(
        "claims_evidence", cited("published")["evidence_id"], claim_id=rows.CLAIM()
    ),
    "evidence that nobody cites is deleted": lambda: rows.delete("claims_evidence", rows.insert("claims_evidence")),
    "a quantity moves to another claim": lambda: rows.update(
        "claims_quantity", rows.insert("claims_quantity"), claim_id=rows.CLAIM()
    ),
    "an interval is computed anew": lambda: rows.update(
        "claims_quantity", rows.insert("claims_quantity"), interval_low=30, interval_high=32, policy="2"
    ),
    "a value stands at the end of its scale": lambda: rows.insert("claims_rating", value=5),
    "a rating without a value is on any scale": lambda: rows.insert("claims_rating", scale_id=scale_without_ends),
    "a scale gets wider": lambda: rows.update("claims_ratingscale", scale_with_rating(), best=6),
    "a source's text is kept later": lambda: rows.update("claims_source", rows.insert("claims_source"), **KEPT_TEXT),
    "a source with kept text gets a title": lambda: rows.update(
        "claims_source", rows.insert("claims_source", **KEPT_TEXT), title="Another"
    ),
    "an imported verdict brings what it cites": cited_by_imported,
    "a draft cites less": lambda: uncite("draft"),
    "a draft cites another": lambda: recite("draft"),
    "an imported verdict moves with its claim": lambda: rows.update(
        "claims_verdict", rows.imported_verdict(), claim_id=rows.CLAIM()
    ),
    "a draft is edited": lambda: rows.update("claims_verdict", rows.verdict("draft"), summary="Better.", label=""),
    "a published verdict gets the address of its article": lambda: rows.update(
        "claims_verdict", rows.verdict("published"), url="https://newsroom.example/check"
    ),
    "a published verdict becomes stale": lambda: rows.update(
        "claims_verdict", rows.verdict("published"), is_stale=True
    ),
    "a published verdict is superseded": lambda: rows.update(
        "claims_verdict", rows.verdict("published"), state="superseded"
    ),
    "an approved verdict is published": lambda: rows.update(
        "claims_verdict", rows.verdict("approved"), state="published", published_at=rows.NOW
    ),
    "a writer joins": lambda: rows.update("claims_verdict", rows.insert("claims_verdict", writers=[1]), writers=[2, 1]),
}

CASES = [(name, index) for name, attempts in REFUSED.items() for index in range(len(attempts))]


@pytest.mark.parametrize(("name", "index"), CASES)
def test_what_a_trigger_refuses(name: str, index: int) -> None:
    with pytest.raises(IntegrityError) as refused:
        REFUSED[name][index]()
    assert isinstance(cause(refused), CheckViolation)
    assert rule(refused) == name
    assert len(cause(refused).diag.message_primary or "") > 20


@pytest.mark.parametrize("what", TAKEN)
def test_what_is_right_is_taken(what: str) -> None:
    TAKEN[what]()


def test_every_refusing_trigger_is_tried() -> None:
    general = {"raise_version", "no_truncate", "append_only", "tick_noun_clock"}  # each has a file of its own
    history = {"insert_insert", "update_update", "delete_delete"}
    named = {
        trigger.name
        for _, trigger in pgtrigger.registered()
        if trigger.name not in general | history and not str(trigger.name).startswith("touch_")
    }
    moves = {  # in test_moves, state by state
        "claim_moves",
        "claim_starts_new",
        "verdict_moves",
        "verdict_starts_as_draft",
        "verdict_approved_by_others",
    }
    assert named == set(REFUSED) | moves


def test_the_database_has_the_triggers_that_the_models_declare() -> None:
    declared = {(model._meta.db_table, trigger.get_pgid(model)) for model, trigger in pgtrigger.registered()}
    there = rows.rows("SELECT tgrelid::regclass::text, tgname::text FROM pg_trigger WHERE NOT tgisinternal")
    assert {found for found in there if found[0].startswith("claims_")} == declared
    assert rows.value("SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'O'") == 0
