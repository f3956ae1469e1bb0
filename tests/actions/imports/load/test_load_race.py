"""Loads running beside other writers duplicate nothing, lose nothing and do not deadlock."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, transaction

from claims.actions.actors import OPERATOR
from claims.actions.claims import create_claim, update_claim
from claims.actions.imports.load.chunk_reader import Pace
from claims.actions.imports.load.load_file import Load, import_claims
from claims.actions.imports.load.running_batch import ImportedFile
from claims.formats.files.file_limits import FileError
from claims.formats.files.records import Table
from claims.formats.mapping.mapping_document import read_document
from claims.formats.mapping.row_plan import RowPlan
from claims.models import Claim, Entity, ExternalId, ImportBatch, Source
from tests.importing import lines, load, table_of
from tests.races.together import another_connection, until_blocked

CHUNK_ROWS = Pace().length  # of the first chunk

pytestmark = pytest.mark.django_db(transaction=True)


def row(number: int, **values: Any) -> dict[str, Any]:
    return {
        "external_id": str(number), "text": f"Claim {number}.", "claimant": f"Speaker {number % 50}",
        "source_url": f"https://example.org/{number % 70}", **values,
    }  # fmt: skip


def at_once(*jobs: Any) -> list[Any]:
    """Run jobs at the same time, each on a connection of its own, and give what they return."""
    barrier = Barrier(len(jobs))

    def run(job: Any) -> Any:
        try:
            barrier.wait(30)
            return job()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return [future.result(60) for future in [pool.submit(run, job) for job in jobs]]


def test_two_loads_of_one_file_make_each_claim_once() -> None:
    rows = [row(number) for number in range(300)]
    first, second = at_once(lambda: load(*rows), lambda: load(*reversed(rows)))
    assert sorted([first.counts.inserted, second.counts.inserted]) == [0, 300]
    assert sorted([first.counts.unchanged, second.counts.unchanged]) == [0, 300]
    assert Claim.objects.count() == ExternalId.objects.count() == 300


def test_loads_of_two_origins_share_the_names_that_both_make() -> None:
    rows = [row(number) for number in range(300)]
    done = at_once(*(lambda origin=origin: load(*rows, origin=origin) for origin in "abc"))
    assert [load.counts.inserted for load in done] == [300, 300, 300]
    assert (Claim.objects.count(), Entity.objects.count(), Source.objects.count()) == (900, 50, 70)


def test_a_source_that_somebody_makes_meanwhile_is_used_and_the_others_are_made() -> None:
    def loaded() -> Load:
        try:
            return load(*(row(number) for number in range(100)))
        finally:
            connection.close()

    with another_connection() as other, ThreadPoolExecutor(1) as pool:
        with other.cursor() as cursor:
            cursor.execute("INSERT INTO claims_source (url, title) VALUES ('https://example.org/7', 'Theirs')")
        loading = pool.submit(loaded)
        until_blocked(1)
        other.commit()
        done = loading.result(60)
    assert done.counts.inserted == 100
    assert (Source.objects.count(), done.report["new.sources"]) == (70, 69)
    claim = Claim.objects.get(external_ids__external_id="7")
    assert claim.appearances.get().source.title == "Theirs"


class Slow:
    """A table whose second chunk waits until somebody else has written."""

    def __init__(self, table: Table, meanwhile: Any) -> None:
        self._table, self._meanwhile = table, meanwhile

    def table(self) -> Table:
        return Table(self._table.columns, self._records(), is_fixed=False)

    def _records(self) -> Any:
        for number, record in enumerate(self._table.records):
            if number == CHUNK_ROWS:
                with ThreadPoolExecutor(1) as pool:
                    pool.submit(self._run).result(60)
            yield record

    def _run(self) -> None:
        try:
            self._meanwhile()
        finally:
            connection.close()


def test_an_id_that_the_api_files_meanwhile_is_taken_for_known() -> None:
    last = row(CHUNK_ROWS - 1)
    given = {"text": "Filed by hand.", "external_ids": [{"origin": "desk", "external_id": last["external_id"]}]}
    text = lines(*(row(number) for number in range(CHUNK_ROWS)), row(CHUNK_ROWS))
    # The first chunk has been looked up, and is not written yet, when the first row of the second is read.
    slow = Slow(table_of(text, "jsonl"), lambda: create_claim(given, actor=OPERATOR))
    table = slow.table()
    done = import_claims(
        table, RowPlan(read_document({}), table, by_name=True), ImportedFile("file", "jsonl", "desk"), actor=OPERATOR
    )
    assert done.counts.rows_read == CHUNK_ROWS + 1
    assert Claim.objects.count() == CHUNK_ROWS + 1
    claim = Claim.objects.get(external_ids__external_id=last["external_id"])
    assert claim.text == "Filed by hand."
    assert claim.claimant is not None


def test_a_file_that_breaks_off_keeps_what_was_written_and_says_so() -> None:
    def broken() -> None:
        raise FileError("The file breaks off.")

    text = lines(*(row(number) for number in range(2 * CHUNK_ROWS)))
    table = Slow(table_of(text, "jsonl"), broken).table()
    with pytest.raises(FileError, match="breaks off"):
        import_claims(
            table,
            RowPlan(read_document({}), table, by_name=True),
            ImportedFile("file", "jsonl", "desk"),
            actor=OPERATOR,
        )
    batch = ImportBatch.objects.get()
    assert (batch.state, batch.error) == ("failed", "FileError: The file breaks off.")
    assert batch.inserted == batch.rows_read == Claim.objects.count()
    done: Load = load(*(row(number) for number in range(2 * CHUNK_ROWS)))
    assert done.counts.inserted + done.counts.unchanged == 2 * CHUNK_ROWS
    assert Claim.objects.count() == 2 * CHUNK_ROWS


def test_a_load_inside_another_transaction_goes_back_with_it() -> None:
    with transaction.atomic():
        load(row(1))
        transaction.set_rollback(True)
    assert not Claim.objects.exists()
    assert load(row(1)).counts.inserted == 1


def test_loads_that_link_to_one_anothers_claims_and_people_at_the_same_claims_do_not_deadlock() -> None:
    words = "These are the very same words of claim {}."
    rows = [row(number, text=words.format(number)) for number in range(120)]
    load(*rows, origin="base")
    claims = list(Claim.objects.order_by("-pk").values_list("pk", flat=True))

    def edit(place: str) -> int:
        for claim in claims[:60]:
            update_claim(claim, {"place": place}, actor=OPERATOR)
        return 0

    def linked(origin: str, given: list[dict[str, Any]]) -> int:
        return load(*given, origin=origin, on_duplicate="link").counts.linked

    def changed() -> int:
        return load(*({**one, "topics": ["war"]} for one in rows), origin="base").counts.updated

    done = at_once(
        lambda: linked("left", rows),
        lambda: linked("right", rows[::-1]),
        changed,
        lambda: edit("Qaim"),
        lambda: edit("Mosul"),
    )
    assert done == [120, 120, 120, 0, 0]
    assert Claim.objects.count() == 120
    assert ExternalId.objects.count() == 360
    assert set(Claim.objects.filter(pk__in=claims[:60]).values_list("place", flat=True)) <= {"Qaim", "Mosul"}
    assert not Claim.objects.exclude(topics=["war"]).exists()
    assert (Entity.objects.count(), Source.objects.count()) == (50, 70)
