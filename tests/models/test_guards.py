"""Every trigger that refuses a write, tried by SQL: what it refuses, and that it refuses no more."""

from functools import partial

import pgtrigger
import pytest
from django.db import IntegrityError
from psycopg.errors import CheckViolation

from tests.models import rows
from tests.models.attempts import (
    CONTENT,
    EVIDENCE,
    IDENTITY,
    KEPT_TEXT,
    LITERAL,
    PAST_DRAFT,
    RELEASED,
    Attempt,
    approval,
    approve_in,
    approve_own,
    change_time,
    changes,
    cite_in,
    cite_in_older_import,
    cite_of_another_claim,
    cited,
    cited_by_imported,
    delete_evidence_cited_in,
    evidence_cited_in,
    lose_only_appearance,
    merged,
    merged_with_another,
    move_evidence_cited_in,
    move_evidence_of_merged,
    move_with_citations,
    part,
    recite,
    reword,
    scale_with_rating,
    scale_without_ends,
    uncite,
    whole,
    written_by,
)
from tests.models.refusal import cause, rule

pytestmark = pytest.mark.django_db

step = partial(rows.insert, "claims_importstep")

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
    "appearance_of_judged_kept": [partial(lose_only_appearance, state) for state in RELEASED],
    "citations_together": [
        *(partial(move_evidence_cited_in, state) for state in ["draft", *PAST_DRAFT, "discarded"]),
        lambda: move_with_citations("claims_evidence"),
        lambda: move_with_citations("claims_verdict"),
    ],
    "claim_merge_unchained": [
        lambda: rows.update("claims_claim", rows.insert("claims_claim"), status="merged", merged_into_id=merged()),
        lambda: rows.update("claims_claim", merged_with_another(), status="merged", merged_into_id=rows.CLAIM()),
    ],
    "claim_kept": [lambda: rows.delete("claims_claim", rows.insert("claims_claim"))],
    "claim_words_kept": [
        *(partial(reword, state, text="Other words.") for state in RELEASED),
        partial(reword, "published", claimed_on=rows.DAY, claimed_on_precision="day"),
        lambda: reword("published", claimant_id=rows.insert("claims_entity")),
    ],
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
    "importstep_kept": [
        lambda: rows.update("claims_importstep", step(), batch_id=rows.insert("claims_importbatch")),
        lambda: rows.update("claims_importstep", step(), epoch=7),
        lambda: rows.update("claims_importstep", step(), xid="7"),
        lambda: rows.update("claims_importstep", step(), began_at=rows.NOW),
        lambda: rows.update("claims_importstep", step(), is_reversal=True),
    ],
    "importstep_of_now": [
        lambda: rows.insert("claims_importstep", epoch=7),
        lambda: rows.insert("claims_importstep", xid="7"),
        lambda: rows.insert("claims_importstep", began_at=rows.NOW),
    ],
    "importstep_not_deleted": [lambda: rows.delete("claims_importstep", step())],
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
    "verdict_retraction_kept": [
        lambda: rows.update("claims_verdict", rows.verdict("retracted"), retraction_note="It was right."),
        lambda: rows.update("claims_verdict", rows.verdict("retracted"), retraction_note=""),
        lambda: rows.update("claims_verdict", rows.verdict("retracted"), retracted_at="2021-01-01"),
        lambda: rows.update("claims_verdict", rows.verdict("retracted"), retracted_at=None),
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
    "evidence moves with the imported verdict that cites it": lambda: move_with_citations(
        "claims_evidence", "claims_verdict"
    ),
    "a verdict moves before the evidence that it cites": lambda: move_with_citations(
        "claims_verdict", "claims_evidence"
    ),
    "evidence moves away from a discarded verdict of a merged claim": lambda: move_evidence_of_merged("discarded"),
    "evidence that nobody cites moves": lambda: rows.update(
        "claims_evidence", rows.insert("claims_evidence"), claim_id=rows.CLAIM()
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
    "an open verdict's claim is reworded": lambda: reword("approved", text="Other words."),
    "an appearance of an unjudged claim is deleted": lambda: lose_only_appearance("approved"),
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
    "a step of a load is undone": lambda: rows.update("claims_importstep", step(), is_undone=True),
}

CASES = [(name, index) for name, attempts in REFUSED.items() for index in range(len(attempts))]


@pytest.mark.parametrize(("name", "index"), CASES)
def test_what_a_trigger_refuses(name: str, index: int) -> None:
    with pytest.raises(IntegrityError) as refused:
        REFUSED[name][index]()
        rows.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert isinstance(cause(refused), CheckViolation)
    assert rule(refused) == name
    assert len(cause(refused).diag.message_primary or "") > 20


@pytest.mark.parametrize("what", TAKEN)
def test_what_is_right_is_taken(what: str) -> None:
    TAKEN[what]()
    rows.execute("SET CONSTRAINTS ALL IMMEDIATE")


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
    # These refuse nothing: in test_approvals, with the duplicates of an import, in the tests of the feed, and in
    # tests/api/test_judged_words.py.
    others = {"verdict_draft_voids_approvals", "claim_forget_words", "tell_finished", "claim_rewording_recalls"}
    assert named == set(REFUSED) | moves | others


def test_the_database_has_the_triggers_that_the_models_declare() -> None:
    declared = {(model._meta.db_table, trigger.get_pgid(model)) for model, trigger in pgtrigger.registered()}
    there = rows.rows("SELECT tgrelid::regclass::text, tgname::text FROM pg_trigger WHERE NOT tgisinternal")
    assert {found for found in there if found[0].startswith("claims_")} == declared
    assert rows.value("SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'O'") == 0
