"""Every UNIQUE, primary and foreign key and NOT NULL of the database, broken by SQL."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection
from psycopg.errors import CheckViolation, ForeignKeyViolation, NotNullViolation, UniqueViolation

from tests.models import rows
from tests.models.refusal import cause, rule

pytestmark = pytest.mark.django_db

MISSING = 2**31 - 2
OURS = "relnamespace = 'public'::regnamespace AND relname LIKE 'claims\\_%'"


def twice(table: str, *changes: dict[str, Any], **same: Any) -> None:
    """Insert two rows that are the same in what must be unique; parents are made once."""
    same = {name: given() if callable(given) else given for name, given in same.items()}
    first, second = changes or ({}, {})
    rows.insert(table, **same, **first)
    rows.insert(table, **same, **second)


def published_twice() -> None:
    claim = rows.insert("claims_claim")
    rows.verdict("published", claim_id=claim, revision=1)
    rows.verdict("published", claim_id=claim, revision=2)


def imported_twice(**same: Any) -> None:
    same |= {"claim_id": rows.insert("claims_claim"), "publisher_id": rows.insert("claims_publisher")}
    rows.imported_verdict(**same)
    rows.imported_verdict(**same)


# rule: what breaks it and nothing else
UNIQUE: dict[str, list[Callable[[], Any]]] = {
    "apitoken_digest_unique": [lambda: twice("claims_apitoken", digest=b"same" * 8)],
    "appearance_one_first": [lambda: twice("claims_appearance", claim_id=rows.CLAIM, is_first=True)],
    "approval_once": [
        lambda: twice("claims_approval", verdict_id=lambda: rows.verdict("in_review"), user_id=rows.USER),
    ],
    "attribution_position_unique": [
        lambda: twice("claims_attribution", appearance_id=lambda: rows.insert("claims_appearance"), position=2)
    ],
    "citation_unique": [lambda: twice("claims_verdictevidence", **rows.citation())],
    "claims_user_groups_user_id_group_id_224099ed_uniq": [
        lambda: twice("claims_user_groups", user_id=rows.USER, group_id=lambda: rows.insert("auth_group"))
    ],
    "claims_user_user_permiss_user_id_permission_id_778e629b_uniq": [
        lambda: twice("claims_user_user_permissions", user_id=rows.USER)
    ],
    "claims_user_username_key": [lambda: twice("claims_user", username="anna")],
    "entity_name_key_unique": [
        lambda: twice("claims_entity", {"name": "O'Quibb"}, {"name": "O\u2019Quibb"}),
        lambda: twice("claims_entity", {"disambiguation": "of Ohio"}, {"disambiguation": "of  Ohio"}, name="Ann Smith"),
    ],
    "entity_name_unique": [
        lambda: twice("claims_entity", {"name": "Ann Smith"}, {"name": "ANN SMITH"}),
        lambda: twice("claims_entity", {"disambiguation": "Mayor"}, {"disambiguation": "mayor"}, name="Ann Smith"),
    ],
    "entity_wikidata_id_unique": [lambda: twice("claims_entity", wikidata_id="Q30")],
    "externalid_unique": [lambda: twice("claims_externalid", origin="cms", external_id="1")],
    "idempotencykey_unique": [lambda: twice("claims_idempotencykey", caller_id=rows.USER, key="k")],
    "importstep_once": [lambda: twice("claims_importstep", batch_id=lambda: rows.insert("claims_importbatch"))],
    "mapping_version_unique": [lambda: twice("claims_mapping", name="politifact", version=1)],
    "presence_once": [lambda: twice("claims_presence", claim_id=rows.CLAIM, user_id=rows.USER)],
    "view_name_unique": [
        lambda: twice("claims_view", {"name": "Mine"}, {"name": "mine"}, owner_id=rows.insert("claims_user"))
    ],
    "measure_name_key_unique": [lambda: twice("claims_measure", {"name": "Rockets"}, {"name": "Rockets."})],
    "measure_name_unique": [lambda: twice("claims_measure", {"name": "Rockets"}, {"name": "rockets"})],
    "publisher_domain_unique": [lambda: twice("claims_publisher", domain="paper.example")],
    "publisher_one_own": [lambda: rows.insert("claims_publisher", is_own=True)],
    "rating_position_unique": [
        lambda: twice(
            "claims_rating",
            {"slug": "true"},
            {"slug": "false"},
            scale_id=lambda: rows.insert("claims_ratingscale"),
            position=1,
        )
    ],
    "rating_slug_unique": [
        lambda: twice("claims_rating", scale_id=lambda: rows.insert("claims_ratingscale"), slug="true")
    ],
    "ratingscale_slug_unique": [lambda: twice("claims_ratingscale", slug="same")],
    "uploadpiece_position_unique": [
        lambda: twice("claims_uploadpiece", upload_id=lambda: rows.insert("claims_upload"))
    ],
    "source_url_unique": [lambda: twice("claims_source", url="https://paper.example/a", revision=2)],
    "verdict_imported_revision_unique": [
        lambda: imported_twice(external_id="https://paper.example/check"),
        lambda: imported_twice(external_id=None),
    ],
    "verdict_of_claim": [],  # the primary key keeps it already
    "verdict_one_open": [
        lambda: open_twice("draft"),
        lambda: open_twice("in_review"),
        lambda: open_twice("approved"),
        lambda: open_twice("scheduled"),
    ],
    "verdict_one_published": [published_twice],
    "verdict_own_revision_unique": [lambda: after("published", revision=1), lambda: after("retracted", revision=1)],
}


def open_twice(state: str) -> None:
    claim = rows.insert("claims_claim")
    rows.verdict(state, claim_id=claim, revision=1)
    rows.insert("claims_verdict", claim_id=claim, revision=2)


def after(state: str, revision: int) -> None:
    """Open a verdict on a claim whose first revision came to a state."""
    claim = rows.insert("claims_claim")
    rows.verdict(state, claim_id=claim, revision=1)
    rows.insert("claims_verdict", claim_id=claim, revision=revision)


# What may be there twice, although it looks alike.
NOT_UNIQUE: list[Callable[[], Any]] = [
    lambda: twice("claims_appearance", claim_id=rows.CLAIM, is_first=False),
    lambda: twice(
        "claims_approval", {"is_void": True}, {}, verdict_id=lambda: rows.verdict("in_review"), user_id=rows.USER
    ),
    lambda: twice("claims_entity", {"disambiguation": "mayor"}, {"disambiguation": "poet"}, name="Ann Smith"),
    lambda: twice("claims_entity", wikidata_id=None),
    lambda: twice("claims_source", {"revision": 1}, {"revision": 2}, url="https://paper.example/a"),
    lambda: twice("claims_source", url=None),
    lambda: after("discarded", revision=1),
    lambda: after("discarded", revision=2),
    lambda: after("published", revision=2),
    lambda: twice("claims_externalid", {"origin": "cms"}, {"origin": "wire"}, external_id="1"),
]

CASES = [(name, index) for name, cases in UNIQUE.items() for index in range(len(cases))]


@pytest.mark.parametrize(("name", "index"), CASES)
def test_what_is_unique_is_there_once(name: str, index: int) -> None:
    with pytest.raises(IntegrityError) as refused:
        UNIQUE[name][index]()
        rows.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert isinstance(cause(refused), UniqueViolation)
    assert rule(refused) == name


@pytest.mark.parametrize("index", range(len(NOT_UNIQUE)))
def test_what_only_looks_alike_is_taken(index: int) -> None:
    NOT_UNIQUE[index]()
    rows.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize("table", sorted({table for table in rows.LEAST if "claims_" in table} - rows.WITHOUT_ID))
def test_an_id_is_there_once(table: str) -> None:
    one_row = table in {"claims_feedepoch", "claims_nounclock"}
    row_id = 1 if one_row else rows.insert(table)
    with pytest.raises(IntegrityError) as refused:
        rows.insert(table, id=row_id)
    assert isinstance(cause(refused), UniqueViolation)
    assert rule(refused) == f"{table}_pkey"


def test_calls_of_a_minute_are_counted_in_one_row() -> None:
    with pytest.raises(IntegrityError) as refused:
        twice("claims_callcount", caller="1")
    assert isinstance(cause(refused), UniqueViolation)


def test_every_unique_key_is_tried() -> None:
    there = {
        name
        for (name,) in rows.rows(
            "SELECT indexrelid::regclass::text FROM pg_index JOIN pg_class ON pg_class.oid = indrelid"
            f" WHERE indisunique AND NOT indisprimary AND {OURS}"
        )
    }
    assert there == set(UNIQUE)
    primary = {
        name
        for (name,) in rows.rows(
            "SELECT indrelid::regclass::text FROM pg_index JOIN pg_class ON pg_class.oid = indrelid"
            f" WHERE indisprimary AND {OURS}"
        )
    }
    events = {table for table in primary if table.endswith("event")}
    assert primary - events == {table for table in rows.LEAST if table.startswith("claims_")}


# Refused by a trigger before the key is looked at.
TRIGGER_FIRST = {
    ("claims_approval", "verdict_id"): "approval_in_review",
    ("claims_verdictevidence", "verdict_id"): "citation_in_draft",
    ("claims_verdictevidence", "evidence_id"): "citation_of_same_claim",
}


def foreign_keys() -> list[tuple[str, str, str]]:
    """List table, name and the first column of every foreign key."""
    return rows.rows(
        "SELECT relname::text, conname::text, attname::text FROM pg_constraint"
        " JOIN pg_class ON pg_class.oid = conrelid"
        " JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1]"
        f" WHERE contype = 'f' AND {OURS} ORDER BY 1, 2"
    )


def point_to_missing(table: str, column: str) -> None:
    """Write a row that is right but for what the column points to."""
    if column == "merged_into_id":
        rows.update(table, rows.insert(table), status="merged", merged_into_id=MISSING)
    elif (table, column) == ("claims_verdict", "author_id"):
        rows.insert(table, author_id=MISSING, writers=[MISSING])
    else:
        rows.insert(table, **{column: MISSING})


def test_every_foreign_key_points_to_a_row() -> None:
    tried = foreign_keys()
    assert len(tried) > 40
    for table, name, column in tried:
        rows.execute("SAVEPOINT before")
        with pytest.raises(IntegrityError) as refused:
            point_to_missing(table, column)
            rows.execute("SET CONSTRAINTS ALL IMMEDIATE")
        if (table, column) in TRIGGER_FIRST:
            assert rule(refused) == TRIGGER_FIRST[table, column]
        else:
            assert isinstance(cause(refused), ForeignKeyViolation), name
            assert rule(refused) == name
        rows.execute("ROLLBACK TO before")


def test_every_column_that_points_to_a_row_has_a_key() -> None:
    """Without an exception: also those whose key Django does not make."""
    pointing = {
        (table, column)
        for (table, column) in rows.rows(
            "SELECT relname::text, attname::text FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid"
            f" WHERE attname LIKE '%\\_id' AND relkind = 'r' AND relname NOT LIKE '%event' AND {OURS}"
        )
    }
    not_pointing = {(table, column) for table, column in pointing if column in {"external_id", "wikidata_id"}}
    assert pointing - not_pointing == {(table, column) for table, _, column in foreign_keys()}


@pytest.mark.parametrize(("table", "column"), [("claims_claim", "current_verdict_id"), ("claims_reply", "verdict_id")])
def test_a_verdict_of_another_claim_is_refused(table: str, column: str) -> None:
    elsewhere = rows.insert("claims_verdict")
    with pytest.raises(IntegrityError) as refused:
        rows.insert(table, **{column: elsewhere})
        rows.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert isinstance(cause(refused), ForeignKeyViolation)


def test_evidence_that_a_draft_cites_is_not_deleted() -> None:
    cited = rows.citation()
    rows.insert("claims_verdictevidence", **cited)
    with pytest.raises(IntegrityError) as refused:
        rows.delete("claims_evidence", cited["evidence_id"])
        rows.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert isinstance(cause(refused), ForeignKeyViolation)


def test_every_column_that_must_be_filled_is() -> None:
    columns = rows.rows(
        "SELECT relname::text, attname::text FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid"
        " WHERE attnotnull AND attnum > 0 AND NOT attisdropped AND relkind = 'r'"
        f" AND relname NOT LIKE '%event' AND {OURS}"
    )
    assert len(columns) > 200
    for table, column in columns:
        rows.execute("SAVEPOINT before")
        with pytest.raises(IntegrityError) as refused:
            rows.insert(table, **{column: None})
        assert isinstance(cause(refused), NotNullViolation | CheckViolation), (table, column)
        if isinstance(cause(refused), NotNullViolation):
            assert cause(refused).diag.column_name == column
        else:
            assert (table, column) in TRIGGER_FIRST
        rows.execute("ROLLBACK TO before")


def test_keys_between_the_rows_of_two_claims_hold_at_the_commit() -> None:
    """A claim is inserted with its current verdict, whichever of the two comes first."""
    claim, verdict = MISSING, MISSING + 1
    rows.insert("claims_claim", id=claim, current_verdict_id=verdict)
    rows.imported_verdict(id=verdict, claim_id=claim)
    connection.check_constraints()
