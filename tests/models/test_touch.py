"""A part raises the version of what it belongs to, up to the claim: inserted, updated, deleted or moved."""

import pgtrigger
import pytest
from django.db import transaction

from tests.models import rows
from tests.models.test_versions import EDIT

pytestmark = pytest.mark.django_db(transaction=True)

# part, root: the part's column, whether SQL may delete it, and whether it may move to another root
PARTS = {
    ("claims_appearance", "claims_claim"): ("claim_id", True, True),
    ("claims_attribution", "claims_appearance"): ("appearance_id", True, True),
    ("claims_evidence", "claims_claim"): ("claim_id", True, True),
    ("claims_externalid", "claims_claim"): ("claim_id", True, True),
    ("claims_note", "claims_claim"): ("claim_id", True, True),
    ("claims_quantity", "claims_claim"): ("claim_id", True, True),
    ("claims_reply", "claims_claim"): ("claim_id", True, True),
    ("claims_verdict", "claims_claim"): ("claim_id", False, False),
    ("claims_approval", "claims_verdict"): ("verdict_id", False, False),
    ("claims_rating", "claims_ratingscale"): ("scale_id", True, True),
}


def root_for(root: str) -> int:
    return rows.verdict("in_review") if root == "claims_verdict" else rows.insert(root)


@pytest.mark.parametrize(("part", "root"), PARTS)
def test_inserting_a_part_raises_its_root(part: str, root: str) -> None:
    root_id = root_for(root)
    rows.insert(part, **{PARTS[part, root][0]: root_id})
    assert rows.version(root, root_id) == 2


@pytest.mark.parametrize(("part", "root"), PARTS)
def test_updating_a_part_raises_its_root(part: str, root: str) -> None:
    root_id = root_for(root)
    part_id = rows.insert(part, **{PARTS[part, root][0]: root_id})
    rows.update(part, part_id, **EDIT[part])
    assert rows.version(root, root_id) == 3
    assert rows.version(part, part_id) == 2


@pytest.mark.parametrize(("part", "root"), PARTS)
def test_an_update_of_a_part_that_changes_nothing_raises_nothing(part: str, root: str) -> None:
    root_id = root_for(root)
    part_id = rows.insert(part, **{PARTS[part, root][0]: root_id})
    rows.execute(f'UPDATE "{part}" SET version = 7, updated_at = now() WHERE id = %s', part_id)
    assert rows.version(root, root_id) == 2


@pytest.mark.parametrize(("part", "root"), [key for key, (_, is_deletable, _) in PARTS.items() if is_deletable])
def test_deleting_a_part_raises_its_root(part: str, root: str) -> None:
    root_id = root_for(root)
    part_id = rows.insert(part, **{PARTS[part, root][0]: root_id})
    rows.delete(part, part_id)
    assert rows.version(root, root_id) == 3


@pytest.mark.parametrize(("part", "root"), [key for key, (_, _, is_movable) in PARTS.items() if is_movable])
def test_moving_a_part_raises_both_roots(part: str, root: str) -> None:
    column = PARTS[part, root][0]
    left, joined = root_for(root), root_for(root)
    part_id = rows.insert(part, **{column: left})
    rows.update(part, part_id, **{column: joined})
    assert (rows.version(root, left), rows.version(root, joined)) == (3, 2)


def test_an_imported_verdict_moves_and_raises_both_claims() -> None:
    left, joined = rows.insert("claims_claim"), rows.insert("claims_claim")
    verdict = rows.imported_verdict(claim_id=left)
    rows.update("claims_verdict", verdict, claim_id=joined)
    assert (rows.version("claims_claim", left), rows.version("claims_claim", joined)) == (3, 2)


def test_a_citation_raises_the_verdict_and_its_claim() -> None:
    found = rows.citation()
    claim = rows.value("SELECT claim_id FROM claims_verdict WHERE id = %s", found["verdict_id"])
    before = rows.version("claims_claim", claim)
    citation = rows.insert("claims_verdictevidence", **found)
    assert rows.version("claims_verdict", found["verdict_id"]) == 2
    assert rows.version("claims_claim", claim) == before + 1
    elsewhere = rows.insert("claims_evidence", claim_id=claim)
    rows.update("claims_verdictevidence", citation, evidence_id=elsewhere)
    assert rows.version("claims_verdict", found["verdict_id"]) == 3
    rows.delete("claims_verdictevidence", citation)
    assert rows.version("claims_verdict", found["verdict_id"]) == 4
    assert rows.version("claims_claim", claim) == before + 4


def test_a_part_of_a_part_raises_the_claim() -> None:
    claim = rows.insert("claims_claim")
    appearance = rows.insert("claims_appearance", claim_id=claim)
    attribution = rows.insert("claims_attribution", appearance_id=appearance)
    assert rows.version("claims_claim", claim) == 3
    rows.update("claims_attribution", attribution, named_as="The Pentagon")
    assert rows.version("claims_claim", claim) == 4
    rows.delete("claims_attribution", attribution)
    assert rows.version("claims_claim", claim) == 5
    assert rows.version("claims_appearance", appearance) == 4


def test_a_claim_filed_whole_is_version_one() -> None:
    with transaction.atomic():
        claim = rows.insert("claims_claim")
        appearance = rows.insert("claims_appearance", claim_id=claim)
        rows.insert("claims_attribution", appearance_id=appearance)
        rows.insert("claims_quantity", claim_id=claim)
    assert rows.version("claims_claim", claim) == 1


def test_many_parts_in_one_transaction_raise_the_claim_once() -> None:
    claim = rows.insert("claims_claim")
    with transaction.atomic():
        rows.insert("claims_note", claim_id=claim)
        with transaction.atomic():
            rows.insert("claims_quantity", claim_id=claim)
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            rows.insert("claims_evidence", claim_id=claim)
            raise ZeroDivisionError
        rows.update("claims_claim", claim, place="Qaim")
    assert rows.version("claims_claim", claim) == 2


def test_a_part_after_a_savepoint_that_was_rolled_back_still_raises_the_claim() -> None:
    claim = rows.insert("claims_claim")
    with transaction.atomic():
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            rows.insert("claims_note", claim_id=claim)
            raise ZeroDivisionError
        rows.insert("claims_note", claim_id=claim)
    assert rows.version("claims_claim", claim) == 2


def test_one_statement_raises_each_of_many_claims_once() -> None:
    claims = [rows.insert("claims_claim") for _ in range(5)]
    rows.execute(
        "INSERT INTO claims_note (claim_id, text) SELECT id, 'Ask again.' FROM claims_claim, generate_series(1, 3)"
    )
    assert {rows.version("claims_claim", claim) for claim in claims} == {2}


def test_every_trigger_that_touches_is_tried() -> None:
    declared = {
        (model._meta.db_table, trigger.name)
        for model, trigger in pgtrigger.registered()
        if str(trigger.name).startswith("touch_")
    }
    tried = {
        (part, f"touch_{column}_{operation}")
        for (part, _), (column, _, _) in [*PARTS.items(), (("claims_verdictevidence", ""), ("verdict_id", True, True))]
        for operation in ["insert", "update", "delete"]
    }
    assert declared == tried
