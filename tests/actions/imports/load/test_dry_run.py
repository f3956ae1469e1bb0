"""A dry run reports exactly what a load would do and writes nothing; an all-or-nothing load writes all rows or none."""

from typing import Any

import pytest

from claims.actions.claims import update_claim
from claims.models import Claim, Entity, ExternalId, ImportBatch, ImportIssue
from claims.rules.access import Actor
from tests.actions.imports.compare.test_diff_row import ROW, events
from tests.importing import codes, counts, load
from tests.models import rows as sql

pytestmark = pytest.mark.django_db(transaction=True)


def sequences() -> list[tuple[Any, ...]]:
    """Return the position of each id sequence of claims and their parts."""
    return sql.rows("""
        SELECT sequencename::text, last_value FROM pg_sequences
        WHERE sequencename !~ 'import|procrastinate' ORDER BY 1
    """)


def issues_of(batch_id: int) -> list[tuple[Any, ...]]:
    """Return the issues of a batch without those that only a dry run reports."""
    found = ImportIssue.objects.filter(batch=batch_id).exclude(code="changed").order_by("row_number", "pk")
    return list(found.values_list("row_number", "field", "code", "is_refusal"))


def report(batch_id: int) -> dict[str, Any]:
    found: dict[str, Any] = ImportBatch.objects.get(pk=batch_id).report
    found.get("issues", {}).pop("changed", None)
    return found


def both(*rows: dict[str, Any], **options: Any) -> ImportBatch:
    """Check that a dry run of rows writes nothing and reports the same as the load; return the dry run's batch."""
    before, drawn = events(), sequences()
    trial = load(*rows, is_dry_run=True, **options)
    assert (events(), sequences()) == (before, drawn)
    done = load(*rows, **options)
    assert counts(trial) == counts(done)
    assert issues_of(trial.batch_id) == issues_of(done.batch_id)
    assert report(trial.batch_id) == report(done.batch_id)
    batch = ImportBatch.objects.get(pk=trial.batch_id)
    batch.report = report(trial.batch_id)
    return batch


def test_a_dry_run_tells_what_is_new_and_writes_none_of_it() -> None:
    batch = both(ROW, {**ROW, "external_id": "2", "text": ""}, ROW, {**ROW, "text": "Otherwise."})
    assert (batch.state, batch.is_dry_run, batch.phase, batch.finished_at is not None) == (
        "finished", True, "checking", True,
    )  # fmt: skip
    assert (batch.inserted, batch.refused, batch.repeated) == (1, 2, 1)
    assert batch.report == {
        "issues": {"duplicate_id": 1, "missing": 1},
        "new": {"entities": 1, "publishers": 1, "sources": 1},
    }


def test_a_dry_run_tells_which_fields_would_change(actor: Actor) -> None:
    load(ROW, {**ROW, "external_id": "2", "verdict_url": "https://politifact.com/2"})
    update_claim(Claim.objects.order_by("pk")[0].pk, {"place": "Mosul"}, actor=actor)
    changed = {**ROW, "text": "Rockets hit the camp.", "place": "Qaim", "verdict_label": "false", "quantities": []}
    trial = load(changed, is_dry_run=True)
    assert codes(trial) == [(1, "", "changed"), (1, "place", "kept")]
    assert trial.issues[0].issue.message == "This would change: text, quantities, verdicts."
    batch = both(changed, {**ROW, "external_id": "2", "verdict_url": "https://politifact.com/2"})
    assert (batch.updated, batch.unchanged, batch.kept) == (1, 1, 1)
    assert batch.report == {"changed": {"text": 1, "quantities": 1, "verdicts": 1}, "issues": {"kept": 1}}


def test_a_name_that_an_earlier_row_would_make_is_there_for_a_later_one() -> None:
    rows = [{"external_id": f"{n}", "text": f"Claim {n}.", "claimant": "Smith"} for n in range(3)]
    rows[0] |= {"claimant_disambiguation": "senator"}
    rows[1] |= {"claimant_disambiguation": "actor"}
    filler = [{"external_id": f"f{n}", "text": f"Filler {n}."} for n in range(1_000)]
    batch = both(*rows[:2], *filler, rows[2])
    assert (batch.refused, batch.report["issues"], batch.report["new"]) == (1, {"ambiguous_name": 1}, {"entities": 2})
    assert Entity.objects.count() == 2


def test_a_dry_run_reports_modes_and_duplicates_like_the_load() -> None:
    words = "The very same words are said here."
    load({"external_id": "a", "text": words}, origin="other")
    load(ROW)
    rows: list[dict[str, Any]] = [
        ROW,
        {**ROW, "place": "Qaim"} | {"external_id": "x"},
        {"external_id": "3", "text": words},
        {"external_id": "4", "text": words.upper()},
    ]
    for mode in ("insert-only", "update-only"):
        load(*rows, mode=mode, is_dry_run=True)
    for on_duplicate in ("skip", "link"):
        both(*rows, on_duplicate=on_duplicate)


def test_all_or_nothing_writes_nothing_where_a_row_is_refused() -> None:
    before = events()
    rows = [{"external_id": f"{n}", "text": f"Claim {n}."} for n in range(1_500)]
    done = load(*rows, {"external_id": "bad", "text": ""}, is_all_or_nothing=True)
    assert counts(done) == {"rows_read": 1_501, "refused": 1}
    assert events() == before
    batch = ImportBatch.objects.get()
    assert (batch.state, batch.error) == ("failed", "1 of 1,501 rows are refused, so nothing was written.")
    assert issues_of(batch.pk) == [(1_501, "text", "missing", True)]


def test_all_or_nothing_writes_all_where_all_are_good() -> None:
    rows = [{**ROW, "external_id": f"{n}", "text": f"Claim {n}."} for n in range(1_500)]
    done = load(*rows, rows[0], is_all_or_nothing=True)
    assert counts(done) == {"rows_read": 1_501, "inserted": 1_500, "repeated": 1}
    batch = ImportBatch.objects.get()
    assert (batch.state, batch.phase, batch.position) == ("finished", "writing", 1_501)
    assert batch.report == {"new": {"entities": 1, "publishers": 1, "sources": 1}}
    assert Claim.objects.count() == 1_500


@pytest.mark.parametrize("between", [0, 1_500], ids=["in one chunk", "in two"])
def test_a_dry_run_reports_two_ids_of_one_claim_in_order(between: int) -> None:
    first = {"external_id": "1", "text": "The words of a claim."}
    second = {**first, "external_id": "2"}
    load(first)
    ExternalId.objects.create(claim=Claim.objects.get(), origin="desk", external_id="2")
    load(first, second)
    filler = [{"external_id": f"f{n}", "text": f"Filler {n}."} for n in range(between)]
    batch = both(
        {**first, "text": "One says this now.", "place": "Qaim"}, *filler, {**second, "text": "Another says that now."}
    )
    assert (batch.updated, batch.unchanged, batch.kept) == (1, 1, 1)
