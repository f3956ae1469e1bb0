"""Interrupted and cancelled loads can be run again."""

from collections.abc import Iterator
from typing import Any

import pytest

from claims.actions.actors import OPERATOR
from claims.actions.imports.load.chunk_reader import Pace
from claims.actions.imports.load.load_file import Load, import_claims
from claims.actions.imports.load.load_options import LoadOptions
from claims.actions.imports.load.running_batch import ImportedFile, LoadCancelledError
from claims.actions.imports.origin_lock import one_at_a_time
from claims.actions.imports.requests.cancellation import NotUnderWayError, abandoned_batches, cancel_import
from claims.formats.files.file_limits import FileError
from claims.formats.files.records import Table
from claims.formats.mapping.mapping_document import read_document
from claims.formats.mapping.row_plan import RowPlan
from claims.models import Claim, Entity, ImportBatch, ImportIssue
from claims.rules.access import ANONYMOUS, AccessError
from tests.importing import counts, lines, load, table_of

pytestmark = pytest.mark.django_db(transaction=True)

FIRST = Pace().length
ROWS: list[dict[str, Any]] = [{"external_id": str(n), "text": f"Claim {n}."} for n in range(4 * FIRST)]
# Refused in the first chunk, a repeated row and one of other content in the second.
ROWS[7] = {"external_id": "7", "text": ""}
ROWS[FIRST + 5] = ROWS[3]
ROWS[FIRST + 6] = {"external_id": "4", "text": "Other words."}
UNDISTURBED = {"rows_read": 4 * FIRST, "inserted": 4 * FIRST - 3, "repeated": 1, "refused": 2}


def run(on_progress: Any = lambda _: None, *, breaks: int | None = None, **options: Any) -> Load:
    """Load the rows as one file of a known digest, which may break off before a row."""
    whole = table_of(lines(*ROWS), "jsonl")

    def records() -> Iterator[Any]:
        for record in whole.records:
            if record.number == breaks:
                raise FileError("The disk is gone.")
            yield record

    table = Table(whole.columns, records(), is_fixed=False)
    batch_id = options.pop("batch_id", None)
    file = ImportedFile("file", "jsonl", "desk", digest="d")
    plan = RowPlan(read_document({}), table, by_name=True)
    return import_claims(
        table, plan, file, actor=OPERATOR, options=LoadOptions(**options), batch_id=batch_id, on_progress=on_progress
    )


def broken_off() -> ImportBatch:
    with pytest.raises(FileError):
        run(breaks=2 * FIRST)
    return ImportBatch.objects.get()


def as_killed(batch: ImportBatch) -> None:
    """Leave a batch as a process that was killed leaves it."""
    ImportBatch.objects.filter(pk=batch.pk).update(state="running", error="", finished_at=None)


def issues() -> list[tuple[int | None, str]]:
    return list(ImportIssue.objects.order_by("row_number").values_list("row_number", "code"))


def test_the_same_file_again_takes_up_the_load_and_ends_as_if_nothing_had_been() -> None:
    batch = broken_off()
    assert batch.rows_read == batch.position == FIRST
    done = run()
    assert (done.batch_id, counts(done)) == (batch.pk, UNDISTURBED)
    batch.refresh_from_db()
    assert (batch.state, batch.error, batch.inserted) == ("finished", "", 4 * FIRST - 3)
    assert issues() == [(8, "missing"), (FIRST + 7, "duplicate_id")]
    assert Claim.objects.count() == 4 * FIRST - 3
    assert run().batch_id != batch.pk


def test_a_load_whose_process_was_killed_is_found_and_taken_up() -> None:
    batch = broken_off()
    as_killed(batch)
    assert abandoned_batches() == [batch.pk]
    with one_at_a_time("desk"):
        assert abandoned_batches() == []
    assert run(batch_id=batch.pk).counts.rows_read == 4 * FIRST
    assert abandoned_batches() == []


def test_other_options_or_another_load_between_begin_anew() -> None:
    batch = broken_off()
    as_killed(batch)
    other = run(mode="insert-only")
    assert counts(other)["unchanged"] == FIRST - 1
    batch.refresh_from_db()
    assert batch.state == "failed"
    assert "Its process was killed" in batch.error
    again = run()
    assert again.batch_id != batch.pk
    assert counts(again) == {"rows_read": 4 * FIRST, "unchanged": 4 * FIRST - 3, "repeated": 1, "refused": 2}


def test_a_load_that_is_cancelled_stops_after_its_chunk_and_is_gone_on_with() -> None:
    def cancel(load: Load) -> None:
        if load.counts.rows_read == FIRST:
            assert cancel_import(load.batch_id, actor=OPERATOR).state == "cancelling"

    with pytest.raises(LoadCancelledError):
        run(on_progress=cancel)
    batch = ImportBatch.objects.get()
    assert (batch.state, batch.error) == ("cancelled", "")
    assert batch.inserted == Claim.objects.count() < 4 * FIRST - 3
    with pytest.raises(NotUnderWayError, match=f"Import batch {batch.pk} is cancelled"):
        cancel_import(batch.pk, actor=OPERATOR)
    assert (run().batch_id, ImportBatch.objects.get().state) == (batch.pk, "finished")


def test_ctrl_c_cancels() -> None:
    def stop(_: Load) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(on_progress=stop)
    assert (ImportBatch.objects.get().state, Claim.objects.count()) == ("cancelled", FIRST - 1)


def test_a_load_that_waits_or_is_dead_is_cancelled_at_once() -> None:
    waiting = ImportBatch.objects.create(origin="desk", file_name="file", format="jsonl")
    assert cancel_import(waiting.pk, actor=OPERATOR).state == "cancelled"
    with pytest.raises(LoadCancelledError, match="is cancelled and is not started again"):
        run(batch_id=waiting.pk)
    dead = ImportBatch.objects.create(origin="desk", file_name="file", format="jsonl", state="running")
    assert cancel_import(dead.pk, actor=OPERATOR).state == "cancelled"
    assert not Claim.objects.exists()
    with pytest.raises(AccessError):
        cancel_import(dead.pk, actor=ANONYMOUS)


def test_a_batch_that_waits_is_begun() -> None:
    waiting = ImportBatch.objects.create(origin="desk", file_name="file", format="jsonl")
    done = run(batch_id=waiting.pk)
    assert (done.batch_id, counts(done)) == (waiting.pk, UNDISTURBED)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.started_at is not None) == ("finished", True)


def test_a_file_without_a_digest_always_starts_a_new_load() -> None:
    load({"external_id": "1", "text": "One."})
    ImportBatch.objects.update(state="running")
    load({"external_id": "1", "text": "One."})
    assert list(ImportBatch.objects.order_by("pk").values_list("state", flat=True)) == ["failed", "finished"]


GOOD = [{"external_id": str(n), "text": f"Claim {n}."} for n in range(4 * FIRST)]


def test_all_or_nothing_that_fails_late_leaves_nothing() -> None:
    def stop(load: Load) -> None:
        if Claim.objects.exists():
            assert load.counts.inserted
            raise KeyboardInterrupt

    table = table_of(lines(*GOOD), "jsonl")
    file, options = ImportedFile("file", "jsonl", "desk", digest="d"), LoadOptions(is_all_or_nothing=True)
    with pytest.raises(KeyboardInterrupt):
        import_claims(
            table,
            RowPlan(read_document({}), table, by_name=True),
            file,
            actor=OPERATOR,
            options=options,
            on_progress=stop,
        )
    assert not Claim.objects.exists()
    assert ImportBatch.objects.get().state == "reverted"
    assert load(*GOOD, is_all_or_nothing=True).counts.inserted == 4 * FIRST


def test_all_or_nothing_takes_back_what_went_in_before_a_row_was_refused_late() -> None:
    def make_ambiguous(load: Load) -> None:
        if load.counts.rows_read == 4 * FIRST and not Entity.objects.exists():
            Entity.objects.create(name="Smith", disambiguation="senator")
            Entity.objects.create(name="Smith", disambiguation="actor")

    rows = [*GOOD[:-1], {**GOOD[-1], "claimant": "Smith"}]
    table = table_of(lines(*rows), "jsonl")
    options = LoadOptions(is_all_or_nothing=True)
    file, plan = ImportedFile("file", "jsonl", "desk"), RowPlan(read_document({}), table, by_name=True)
    done = import_claims(table, plan, file, actor=OPERATOR, options=options, on_progress=make_ambiguous)
    assert counts(done) == {"rows_read": 4 * FIRST, "refused": 1}
    assert not Claim.objects.exists()
    batch = ImportBatch.objects.get()
    assert (batch.state, "so nothing was written" in batch.error) == ("reverted", True)
    assert issues() == [(4 * FIRST, "ambiguous_name")]
