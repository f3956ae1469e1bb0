"""Every CHECK of the database, broken by SQL: one row per rule."""

import hashlib
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError
from psycopg.errors import CheckViolation

from claims.models.import_batch import COUNTS
from tests.models import rows
from tests.models.refusal import cause, rule

pytestmark = pytest.mark.django_db

LATER, EARLIER = "2020-01-02 12:00+00", "2020-01-02 11:59+00"


def partial(field: str) -> list[dict[str, Any]]:
    """Break a partial date in every way: half of it, and more said than known."""
    return [
        {field: "2019-05-14"},
        {f"{field}_precision": "day"},
        {field: "2019-05-14", f"{field}_precision": "month"},
        {field: "2019-05-01", f"{field}_precision": "year"},
        {field: "2019-01-14", f"{field}_precision": "year"},
        {field: "2019-05-14", f"{field}_precision": "hour"},
    ]


def anchor() -> list[dict[str, Any]]:
    """Break the positions of an anchor in every way."""
    return [
        {"start": 1},
        {"end": 1},
        {"start": -1, "end": 1},
        {"start": 3, "end": 3},
        {"start": 3, "end": 2},
    ]


BLANK = ["", " \t\n"]
DIGESTS = [{"digest": wrong} for wrong in [b"", b"d" * 31, b"d" * 33]]
POINT = {"value_low": 31, "value_high": 31}
NONE = {"value_low": None, "value_high": None}
HUGE = 10**30


def author() -> int:
    return rows.insert("claims_user", id=4213)


def draft(**columns: Any) -> Callable[[], int]:
    return lambda: rows.verdict("draft", **columns)


def period(start: str, end: str, field: str = "valid") -> dict[str, str]:
    """Return the columns of a period, each date as precise as it is written."""
    found: dict[str, str] = {}
    for name, written in [(f"{field}_from", start), (f"{field}_to", end)]:
        found |= {name: (written + "-01-01")[:10], f"{name}_precision": PRECISIONS[len(written)]}
    return found


PRECISIONS = {4: "year", 7: "month", 10: "day"}
BACKWARDS = [
    ("2020-01-02", "2020-01-01"),
    ("2020-05-14", "2020-04"),
    ("2020-05", "2020-04"),
    ("2020-01-01", "2019-12"),
    ("2020-01", "2019"),
    ("2020-12-31", "2019"),
    ("2020", "2019"),
    ("2020", "2019-12-31"),
]
FORWARDS = [
    ("2020-01-02", "2020-01-02"),
    ("2020-05-14", "2020-05"),
    ("2020-05-31", "2020-05"),
    ("2020-12-31", "2020"),
    ("2020-12", "2020"),
    ("2020-05", "2020-05-01"),
    ("2019-12-31", "2020-01"),
    ("2019", "2020"),
    ("2020", "2020"),
]


# rule: the columns, each set of which breaks this rule and no other
BROKEN: dict[str, list[dict[str, Any]]] = {
    "apitoken_digest_length": DIGESTS,
    "apitoken_rate_factor_range": [{"rate_factor": 0}, {"rate_factor": 1001}],
    "apitoken_prefix_form": [{"prefix": "abc_defghijk"}, {"prefix": ""}],
    "apitoken_scopes_known": [{"scopes": ["claims:read", "claims:eat"]}, {"scopes": []}],
    "appearance_anchor_positions": anchor(),
    "appearance_voice_word": [{"voice": "sung"}, {"voice": ""}],
    "approval_changes_explained": [{"decision": "request_changes", "comment": blank} for blank in BLANK],
    "approval_decision_word": [{"decision": "abstain"}],
    "attribution_anonymous_without_entity": [
        {"is_anonymous": True, "entity_id": lambda: rows.insert("claims_entity")},
    ],
    "attribution_certainty_word": [{"certainty": "sure"}],
    "attribution_position_positive": [{"position": 0}],
    "attribution_role_word": [{"role": "echo"}],
    "attribution_says_who": [{"named_as": "", "described_as": ""}],
    "callcount_calls_counted": [{"calls": 0}],
    "callcount_kind_known": [{"kind": "delete"}],
    "claim_claimed_on_partial": partial("claimed_on"),
    "claim_declined_with_code": [{"decline_code": "opinion"}],
    "claim_language_filled": [{"language": blank} for blank in BLANK],
    "claim_merged_with_pointer": [{"merged_into_id": rows.CLAIM}],
    "claim_occurred_from_partial": partial("occurred_from"),
    "claim_occurred_hedge_dated": [
        {"occurred_hedge": "about"},
        {"occurred_hedge": "at_least_since", "occurred_to": "2019-05-14", "occurred_to_precision": "day"},
        {"occurred_hedge": "until", "occurred_from": "2019-05-14", "occurred_from_precision": "day"},
    ],
    "claim_occurred_hedge_word": [
        {"occurred_hedge": "once", "occurred_from": "2019-05-14", "occurred_from_precision": "day"}
    ],
    "claim_occurred_ordered": [period(*backwards, "occurred") for backwards in BACKWARDS],
    "claim_occurred_to_partial": partial("occurred_to"),
    "claim_priority_word": [{"priority": "later"}],
    "claim_text_filled": [{"text": blank} for blank in [*BLANK, "x" * 5_001]],
    "entity_kind_word": [{"kind": "state"}],
    "entity_name_filled": [{"name": blank} for blank in BLANK],
    "entity_wikidata_id_form": [{"wikidata_id": wrong} for wrong in ["", "30", "Q0", "q30", "Q30 ", "Q3x"]],
    "evidence_anchor_positions": anchor(),
    "evidence_source_or_note": [{"source_id": None, "note": blank} for blank in BLANK],
    "evidence_stance_word": [{"stance": "agrees"}],
    "externalid_external_id_filled": [{"external_id": blank} for blank in BLANK],
    "externalid_origin_filled": [{"origin": blank} for blank in BLANK],
    "feedepoch_one_row": [{"id": 2}],
    "idempotencykey_digest_length": DIGESTS,
    "idempotencykey_key_filled": [{"key": ""}],
    "importbatch_counts_positive": [{count: -1} for count in ["position", *COUNTS]],
    "importbatch_format_word": [{"format": "doc"}],
    "importbatch_origin_filled": [{"origin": blank} for blank in BLANK],
    "importbatch_phase_word": [{"phase": "asleep"}],
    "importbatch_state_word": [{"state": "asleep"}],
    "importissue_code_filled": [{"code": blank} for blank in BLANK],
    "importissue_message_filled": [{"message": blank} for blank in BLANK],
    "importissue_row_number_positive": [{"row_number": 0}],
    "mapping_name_filled": [{"name": blank} for blank in BLANK],
    "mapping_version_positive": [{"version": 0}],
    "measure_growth_word": [{"growth": "fast"}],
    "measure_name_filled": [{"name": blank} for blank in BLANK],
    "view_name_filled": [{"name": blank} for blank in BLANK],
    "measure_unit_filled": [{"unit": blank} for blank in BLANK],
    "note_text_filled": [{"text": blank} for blank in [*BLANK, "x" * 20_001]],
    "nounclock_one_row": [{"id": 2}],
    "publisher_country_form": [{"country": wrong} for wrong in ["d", "de", "D1"]],
    "publisher_domain_form": [
        {"domain": wrong}
        for wrong in [
            "",
            "localhost",
            "Paper.example",
            "www.paper.example",
            "paper..example",
            "-a.example",
            "a b.example",
        ]
    ],
    "publisher_name_filled": [{"name": blank} for blank in BLANK],
    "quantity_as_of_partial": partial("as_of"),
    "quantity_direction_word": [{"direction": "left"}],
    "quantity_confidence_word": [{"confidence": "unsure"}],
    "quantity_hedge_word": [{"hedge": "maybe"}],
    "quantity_interval_ordered": [{"interval_low": 32, "interval_high": 31}],
    "quantity_kind_word": [{"kind": "guess"}],
    "quantity_modality_word": [{"modality": "feared"}],
    "quantity_policy_filled": [{"policy": blank} for blank in BLANK],
    "quantity_surface_filled": [{"surface": blank} for blank in BLANK],
    "quantity_unit_filled": [{"unit": blank} for blank in BLANK],
    "quantity_valid_from_partial": partial("valid_from"),
    "quantity_valid_ordered": [period(*backwards) for backwards in BACKWARDS],
    "quantity_valid_to_partial": partial("valid_to"),
    "quantity_value_high_bounds": [
        {"hedge": "range", "value_low": 0, "value_high": HUGE},
        {"hedge": "range", "value_low": 0, "value_high": "NaN"},
        {"hedge": "range", "value_low": 0, "value_high": "Infinity"},
        {"kind": "delta", "value_low": -1, "value_high": -1},
    ],
    "quantity_value_low_bounds": [
        {"hedge": "range", "kind": "delta", "value_low": -1, "value_high": 1},
        {"hedge": "range", "value_low": -HUGE, "value_high": 1},
        {"hedge": "range", "value_low": "-Infinity", "value_high": 1},
    ],
    "quantity_values_fit_hedge": [
        {"hedge": "vague", **POINT},
        {"hedge": "vague", "value_low": 31, "value_high": None},
        {"hedge": "range", **POINT},
        {"hedge": "range", "value_low": 32, "value_high": 31},
        {"hedge": "range", "value_low": None, "value_high": 31},
        {"hedge": "range", **NONE},
        {"hedge": "exact", "value_low": 30, "value_high": 31},
        {"hedge": "exact", **NONE},
        {"hedge": "about", "value_low": 31, "value_high": None},
        {"hedge": "at_least", "value_low": None, "value_high": 31},
    ],
    "rating_name_filled": [{"name": blank} for blank in BLANK],
    "rating_normalized_word": [{"normalized": "pants_on_fire"}, {"normalized": ""}],
    "rating_slug_form": [{"slug": wrong} for wrong in ["", "True", "half true", "half--true", "-true", "half_true"]],
    "ratingscale_ends": [
        {"worst": 1, "best": None},
        {"worst": None},
        {"worst": 5},
        {"worst": 6},
        {"best": HUGE},
        {"best": "NaN"},
        {"best": "Infinity"},
        {"worst": -HUGE},
        {"worst": "-Infinity"},
        {"worst": "NaN", "best": "NaN"},
    ],
    "ratingscale_name_filled": [{"name": blank} for blank in BLANK],
    "ratingscale_slug_form": [{"slug": wrong} for wrong in ["", "Snopes", "truth o meter"]],
    "reply_answered_after_asked": [{"asked_at": LATER, "answered_at": EARLIER}],
    "reply_due_after_asked": [{"asked_at": LATER, "due_at": EARLIER}],
    "reply_kind_word": [{"kind": "praise"}],
    "reply_outcome_word": [{"outcome": "lost"}],
    "source_can_be_cited": [{"title": blank, "external_id": blank} for blank in BLANK],
    "source_kind_word": [{"kind": "rumour"}],
    "source_published_on_partial": partial("published_on"),
    "source_reliability_word": [{"reliability": "good"}],
    "source_revision_positive": [{"revision": 0}],
    "source_status_word": [{"status": "lost"}],
    "source_text_length": [
        {"text": "x" * 1_000_001, "text_sha256": "8f9c50ff48ab1bd0be4fd06e6bd3a6c2cbde0db5c5d1d0a5a7a2ad1bb8bd6ddd"}
    ],
    "source_text_sha256_true": [
        {"text": "abc"},
        {"text_sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        {"text": "abc", "text_sha256": "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD"},
        {"text": "abd", "text_sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
    ],
    "source_url_form": [
        {"url": wrong}
        for wrong in ["", "paper.example/a", "ftp://paper.example/a", "https://paper.example/a b", "https://"]
    ],
    "upload_file_name_filled": [{"file_name": blank} for blank in BLANK],
    "upload_sha256_length": [{"sha256": wrong} for wrong in [b"", b"d" * 31, b"d" * 33]],
    "upload_size_positive": [{"size": -1}],
    "uploadpiece_position_positive": [{"position": -1}],
    "verdict_as_of_partial": partial("as_of"),
    "verdict_author_writes": [
        {"author_id": rows.USER},
        {"author_id": rows.USER, "writers": [0]},
        {"author_id": rows.USER, "writers": [None]},
    ],
    "verdict_has_label": [{"is_imported": True, "state": "published", "label": blank} for blank in BLANK],
    "verdict_imported_as_published": [
        {"external_id": "https://paper.example/check"},
        {"is_second_hand": True},
        {"is_imported": True, "label": "True", "state": "draft"},
        {"is_imported": True, "label": "True", "state": "in_review"},
        {"is_imported": True, "label": "True", "state": "published", "author_id": author, "writers": [4213]},
        {"is_imported": True, "label": "True", "state": "published", "writers": [1]},
        {"is_imported": True, "label": "True", "state": "published", "publish_at": LATER},
    ],
    "verdict_kind_word": [{"kind": "rant"}],
    "verdict_normalized_word": [{"normalized": "pants_on_fire"}, {"normalized": ""}],
    "verdict_reason_code_word": [{"reason_code": "boring"}],
    "verdict_revision_positive": [{"revision": 0}],
}

# rule: how a row is made, and the columns that break the rule when it moves on
BROKEN_LATER: dict[str, list[tuple[str, Callable[[], int], dict[str, Any]]]] = {
    "claim_decline_code_word": [("claims_claim", rows.CLAIM, {"status": "declined", "decline_code": "dull"})],
    "claim_declined_with_code": [("claims_claim", rows.CLAIM, {"status": "declined"})],
    "claim_merged_with_pointer": [("claims_claim", rows.CLAIM, {"status": "merged"})],
    "verdict_approvals_known": [
        ("claims_verdict", draft(approvals_required=missing), {"state": "in_review"}) for missing in [None, -1]
    ],
    "verdict_correction_noted": [
        ("claims_verdict", draft(kind="correction", note=blank), {"state": "in_review"}) for blank in BLANK
    ],
    "verdict_has_label": [("claims_verdict", draft(label=blank), {"state": "in_review"}) for blank in BLANK],
    "verdict_published_at_known": [("claims_verdict", lambda: rows.verdict("approved"), {"state": "published"})],
    "verdict_retraction_noted": [
        ("claims_verdict", lambda: rows.verdict("published"), {"state": "retracted", "retracted_at": rows.NOW}),
        ("claims_verdict", lambda: rows.verdict("published"), {"state": "retracted", "retraction_note": "Wrong."}),
        ("claims_verdict", lambda: rows.verdict("published"), {"retraction_note": "Wrong."}),
        ("claims_verdict", lambda: rows.verdict("published"), {"retracted_at": rows.NOW}),
    ],
    "verdict_scheduled_for": [("claims_verdict", lambda: rows.verdict("approved"), {"state": "scheduled"})],
    "verdict_submitted_whole": [
        ("claims_verdict", draft(**{column: value}), {"state": "in_review"})
        for column, value in [("rating_id", None), ("summary", " "), ("claim_reviewed", ""), ("claim_version", None)]
    ],
}
# A trigger that knows the moves refuses these words before the CHECK does, whichever way they come.
UNREACHED = {"claim_status_word", "verdict_state_word"}

# Rules that a row breaks by pointing to itself are broken by an UPDATE, below.
OF_ITSELF = "claim_not_of_itself"

TABLES = {table.removeprefix("claims_"): table for table in rows.LEAST}
CASES = [(name, columns) for name, broken in BROKEN.items() for columns in broken]


@pytest.mark.parametrize(
    "table", [table for table in rows.LEAST if table not in {"claims_feedepoch", "claims_nounclock"}]
)
def test_the_least_row_of_a_table_is_taken(table: str) -> None:
    """Without this, a rule could seem to be kept because of something else."""
    before = rows.value(f'SELECT count(*) FROM "{table}"')
    rows.insert(table)
    assert rows.value(f'SELECT count(*) FROM "{table}"') > before


@pytest.mark.parametrize(("name", "columns"), CASES)
def test_a_row_that_breaks_a_rule_is_refused(name: str, columns: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError) as refused:
        rows.insert(TABLES[name.partition("_")[0]], **columns)
    assert isinstance(cause(refused), CheckViolation)
    assert rule(refused) == name


@pytest.mark.parametrize(
    ("name", "index"), [(name, at) for name, later in BROKEN_LATER.items() for at in range(len(later))]
)
def test_a_row_that_comes_to_break_a_rule_is_refused(name: str, index: int) -> None:
    table, make, columns = BROKEN_LATER[name][index]
    row_id = make()
    with pytest.raises(IntegrityError) as refused:
        rows.update(table, row_id, **columns)
    assert isinstance(cause(refused), CheckViolation)
    assert rule(refused) == name


@pytest.mark.parametrize(("valid_from", "valid_to"), FORWARDS)
def test_a_time_ends_with_the_period_that_is_said_to_end_it(valid_from: str, valid_to: str) -> None:
    rows.insert("claims_quantity", **period(valid_from, valid_to))


def test_whoever_is_its_author_stays_one_of_its_writers() -> None:
    user = rows.insert("claims_user")
    verdict = rows.verdict("draft", author_id=user, writers=[user])
    with pytest.raises(IntegrityError) as refused:
        rows.update("claims_verdict", verdict, author_id=rows.insert("claims_user"))
    assert rule(refused) == "verdict_author_writes"


def test_a_digest_is_as_long_as_sha_256_makes_it() -> None:
    digest = hashlib.sha256(b"a secret").digest()
    rows.insert("claims_apitoken", digest=digest)
    rows.insert("claims_idempotencykey", digest=digest)
    rows.insert("claims_upload", sha256=digest)


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        ("claims_claim", {"status": "published"}),
        ("claims_claim", {"status": ""}),
        ("claims_verdict", {"state": "spiked"}),
        ("claims_verdict", {"state": "spiked", "is_imported": True, "label": "True"}),
    ],
)
def test_a_state_that_is_none_is_refused(table: str, columns: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError):
        rows.insert(table, **columns)


@pytest.mark.parametrize("column", ["part_of_id", "merged_into_id"])
def test_a_claim_is_neither_part_of_nor_merged_into_itself(column: str) -> None:
    claim = rows.insert("claims_claim")
    merged = {"status": "merged"} if column == "merged_into_id" else {}
    with pytest.raises(IntegrityError) as refused:
        rows.update("claims_claim", claim, **{column: claim, **merged})
    assert rule(refused) == OF_ITSELF


def test_every_check_is_tried() -> None:
    there = rows.rows(
        "SELECT conname FROM pg_constraint WHERE contype = 'c' AND connamespace = 'public'::regnamespace"
        " AND conrelid::regclass::text LIKE 'claims\\_%'"
    )
    assert {name for (name,) in there} == {*BROKEN, *BROKEN_LATER, *UNREACHED, OF_ITSELF}
