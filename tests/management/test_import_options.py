"""import_claims with its options for what a load does, and the commands beside it."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from claims.formats.mapping.mapping_document import parse_document
from claims.models import Claim, ImportBatch, Mapping
from tests.management.test_import_claims import GOOD, file, run

__all__ = ["file"]

pytestmark = pytest.mark.django_db

CHANGED = GOOD.replace("Rockets hit", "Rockets missed") + "3,A third claim of the file.,Cy\n"
BAD = GOOD + "3,,Cy\n"


def test_a_dry_run_tells_and_writes_nothing(file: Any) -> None:
    tried = run(file(BAD), "--origin", "desk", "--dry-run")
    assert tried.code == 3
    assert "2 new, 0 changed, 0 unchanged, 1 refused" in tried.out
    assert "This was a dry run: nothing was written." in tried.out
    assert not Claim.objects.exists()


@pytest.mark.parametrize(
    ("options", "summary"),
    [
        (["--insert-only"], "1 new, 0 changed, 1 unchanged, 0 refused, 1 left out by the mode"),
        (["--mode", "insert-only"], "1 new, 0 changed, 1 unchanged, 0 refused, 1 left out by the mode"),
        (["--update-only"], "0 new, 1 changed, 1 unchanged, 0 refused, 1 left out by the mode"),
        ([], "1 new, 1 changed, 1 unchanged, 0 refused."),
    ],
)
def test_a_mode_leaves_rows_out(file: Any, options: list[str], summary: str) -> None:
    run(file(GOOD), "--origin", "desk")
    assert summary in run(file(CHANGED), "--origin", "desk", *options).out


def test_all_or_nothing_writes_nothing_where_a_row_is_bad(file: Any) -> None:
    assert run(file(BAD), "--origin", "desk", "--all-or-nothing").code == 3
    assert not Claim.objects.exists()
    assert run(file(GOOD), "--origin", "desk", "--all-or-nothing").code == 0
    assert Claim.objects.count() == 2


def test_claims_that_the_file_no_longer_holds_are_reported(file: Any) -> None:
    run(file(CHANGED), "--origin", "desk")
    again = run(file(GOOD), "--origin", "desk", "--missing", "report", "--json")
    assert json.loads(again.out)["missing"] == 1


def test_words_known_from_another_origin_are_linked(file: Any) -> None:
    words = "external_id,text\n1,Rockets hit the base near the town.\n"
    run(file(words), "--origin", "a")
    assert "1 linked to existing claims" in run(file(words), "--origin", "b", "--on-duplicate", "link").out
    assert Claim.objects.count() == 1


def test_a_mapping_is_proposed_and_nothing_loaded(file: Any) -> None:
    proposed = run(file("id,statement,speaker\n1,Rockets hit the base.,Ann\n2,The base was hit.,Bo\n"), "--propose")
    assert proposed.code == 0
    document = parse_document(proposed.out, "proposal")
    assert {"external_id", "text", "claimant"} <= document.fields.keys()
    assert not ImportBatch.objects.exists()


def test_an_origin_is_needed_to_load(file: Any) -> None:
    refused = run(file(GOOD))
    assert (refused.code, "--origin" in refused.err) == (2, True)


def test_what_is_put_over_a_mapping_is_not_stored_with_it(file: Any, tmp_path: Path) -> None:
    mapping = tmp_path / "mine.yaml"
    mapping.write_text("fields:\n  external_id: external_id\n  text: text\n")
    run(file(GOOD), "--origin", "desk", "--mapping", mapping)
    run(file(GOOD), "--origin", "desk", "--mapping", mapping, "--const", "place=Kirkuk")
    assert Claim.objects.filter(place="Kirkuk").count() == 2
    assert "place" not in str(Mapping.objects.get(name="mine").document)


def test_refused_rows_are_written_to_be_corrected(file: Any, tmp_path: Path) -> None:
    run(file(BAD), "--origin", "desk")
    bad = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    call_command("import_issues", str(ImportBatch.objects.get().pk), stdout=bad)
    bad.seek(0)
    text = bad.read()
    assert "text: is missing" in text
    corrected = tmp_path / "corrected.csv"
    corrected.write_text(text.replace("3,,Cy", "3,A third claim.,Cy"), encoding="utf-8")
    assert "1 new, 0 changed, 0 unchanged, 0 refused" in run(corrected, "--origin", "desk").out


def test_a_load_that_has_ended_is_not_cancelled(file: Any) -> None:
    run(file(GOOD), "--origin", "desk")
    batch = ImportBatch.objects.get()
    with pytest.raises(CommandError, match="only one that is pending or running"):
        call_command("cancel_import", str(batch.pk))
    with pytest.raises(CommandError, match="There is no import batch 999999"):
        call_command("cancel_import", "999999")
    with pytest.raises(CommandError, match="There is no import batch 999999"):
        call_command("import_issues", "999999")
    batch.state = "pending"
    batch.save()
    out = io.StringIO()
    call_command("cancel_import", str(batch.pk), stdout=out)
    assert out.getvalue() == f"Import batch {batch.pk} is cancelled.\n"


@pytest.mark.django_db(transaction=True)
def test_a_load_is_taken_back(file: Any) -> None:
    run(file(GOOD), "--origin", "desk")
    batch = ImportBatch.objects.get()
    out = io.StringIO()
    call_command("revert_import", str(batch.pk), stdout=out)
    assert out.getvalue().startswith(f"Import batch {batch.pk} is reverted: 2 deleted")
    assert not Claim.objects.exists()
    with pytest.raises(CommandError, match="There is no import batch 999999"):
        call_command("revert_import", "999999")
