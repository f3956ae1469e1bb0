"""Importing PolitiFact's statements and a data set that repeats them: duplicates are found and can be reverted."""

import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from claims.actions.actors import OPERATOR
from claims.actions.imports.requests.named_mappings import find_mapping
from claims.actions.imports.revert.revert_batch import revert_import
from claims.models import Claim, Entity, ExternalId, ImportIssue, Verdict
from claims.models.verification import tracked_models, verify
from tests.importing import counts, load_path

DATA = os.environ.get("FACTCHECK_DATA")
PARTS = ("train", "valid", "test")

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not DATA, reason="FACTCHECK_DATA names no folder with the files of PolitiFact and LIAR"),
]


def test_liar_behind_politifact() -> None:
    folder, liar = Path(DATA or ""), find_mapping("liar")
    load_path(folder / "politifact_19250.jsonl", find_mapping("politifact"), origin="politifact")
    before = Claim.objects.count(), Verdict.objects.count(), Entity.objects.count()
    assert before[0] == 19_250
    loads = [
        load_path(folder / f"liar_{part}.tsv", liar, origin="liar", on_duplicate="link", missing="report")
        for part in PARTS
    ]
    total: Counter[str] = sum((Counter(counts(load)) for load in loads), Counter())
    assert (total["rows_read"], total["refused"], total["inserted"], total["linked"]) == (12_836, 0, 3_869, 8_967)
    codes = Counter(ImportIssue.objects.filter(batch__origin="liar").values_list("code", flat=True))
    assert codes["linked"] + codes["duplicate_claim"] == 9_787
    assert (codes["linked"], codes["verdict_conflict"]) == (8_967, 169)
    # Where PolitiFact's own verdict is known there is no second one.
    assert Verdict.objects.filter(is_second_hand=True).count() == 3_869
    assert not Claim.objects.filter(verdicts__is_second_hand=True, external_ids__origin="politifact").exists()
    # A part of the data set does not hold what the parts before did.
    assert [load.counts.missing for load in loads] == [0, loads[0].counts.rows_read, 11_553]
    assert load_path(folder / "liar_test.tsv", liar, origin="liar", on_duplicate="link").counts.unchanged == 1_283
    for load in reversed(loads):
        revert_import(load.batch_id, actor=OPERATOR)
    assert (Claim.objects.count(), Verdict.objects.count(), Entity.objects.count()) == before
    assert not ExternalId.objects.filter(origin="liar").exists()
    assert not ImportIssue.objects.filter(code="not_reverted").exists()
    differences: list[Any] = [difference for model in tracked_models() for difference in verify(model)]
    assert differences == []
