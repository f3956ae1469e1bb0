"""Every write runs in one transaction, locks the row and records who acts and why."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction

from claims.actions.change import StaleVersionError, change, record
from claims.models import Claim, ClaimEvent, Entity, EntityEvent, Note, NoteEvent
from claims.rules.access import Actor

pytestmark = pytest.mark.django_db(transaction=True)

ANNA = Actor(user_id=7, token_id=3, on_behalf_of_id=9, request_id="r-1")
BERTA = Actor(user_id=8)
PATIENCE = 20


@pytest.fixture
def claim() -> Claim:
    return Claim.objects.create(text="Thirty-one rockets were fired.")


def this(claim: Claim) -> Any:
    return Claim.objects.filter(pk=claim.pk)


def contexts() -> list[Any]:
    return list(ClaimEvent.objects.order_by("pgh_id").values_list("pgh_context", flat=True))


def in_threads(*jobs: Callable[[], None]) -> list[BaseException]:
    """Run each job in a thread and connection of its own; give what they raised."""

    def run(job: Callable[[], None]) -> None:
        try:
            job()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        running = [pool.submit(run, job) for job in jobs]
        return [error for job in running if (error := job.exception(PATIENCE))]


def test_history_says_who_acted_by_which_verb_and_why(claim: Claim) -> None:
    with change(this(claim), actor=ANNA, verb="claim.update", reason="A slip.") as row:
        row.place = "Qaim"
        row.save()
    assert contexts()[1] == {
        "verb": "claim.update",
        "actor": 7,
        "on_behalf_of": 9,
        "token": 3,
        "reason": "A slip.",
        "request_id": "r-1",
    }


def test_what_is_written_outside_says_nothing(claim: Claim) -> None:
    with change(this(claim), actor=ANNA, verb="claim.update"):
        pass
    claim.place = "Qaim"
    claim.save()
    assert contexts() == [None, None]


def test_parts_and_nouns_are_written_by_the_same_hand(claim: Claim) -> None:
    with change(this(claim), actor=BERTA, verb="note.create") as row:
        Note.objects.create(claim=row, text="Ask again.")
        Entity.objects.create(name="Mark Milley")
    by = {"verb": "note.create", "actor": 8}
    assert contexts()[1] == by
    assert NoteEvent.objects.get().pgh_context == by
    assert EntityEvent.objects.get().pgh_context == by


def test_an_inner_verb_gives_way_to_the_outer_one(claim: Claim) -> None:
    first, second, third = (Entity.objects.create(name=name) for name in "ABC")
    with record(actor=ANNA, verb="outer"):
        first.role = "x"
        first.save()
        with change(Entity.objects.filter(pk=second.pk), actor=BERTA, verb="inner") as row:
            row.role = "x"
            row.save()
        third.role = "x"
        third.save()
    verbs = (
        EntityEvent.objects.filter(pgh_label="update").order_by("pgh_id").values_list("pgh_context__verb", flat=True)
    )
    assert list(verbs) == ["outer", "inner", "outer"]


def test_an_inner_verb_that_fails_is_undone_and_the_outer_one_goes_on(claim: Claim) -> None:
    with record(actor=ANNA, verb="outer"):
        with pytest.raises(ZeroDivisionError), change(this(claim), actor=BERTA, verb="inner") as row:
            row.place = "Nowhere"
            row.save()
            raise ZeroDivisionError
        Claim.objects.filter(pk=claim.pk).update(place="Qaim")
    claim.refresh_from_db()
    assert (claim.place, claim.version) == ("Qaim", 2)
    assert contexts()[1] == {"verb": "outer"} | {
        "actor": 7, "on_behalf_of": 9, "token": 3, "request_id": "r-1"
    }  # fmt: skip


def test_the_hand_ends_with_the_transaction(claim: Claim) -> None:
    with pytest.raises(ZeroDivisionError), change(this(claim), actor=ANNA, verb="claim.update"):
        raise ZeroDivisionError
    Claim.objects.filter(pk=claim.pk).update(place="Qaim")
    assert contexts() == [None, None]


def test_an_outer_transaction_without_a_verb_gets_none(claim: Claim) -> None:
    with transaction.atomic():
        with change(this(claim), actor=ANNA, verb="claim.update"):
            pass
        Claim.objects.filter(pk=claim.pk).update(place="Qaim")
    assert contexts() == [None, None]


def test_the_version_that_was_read_is_the_one_that_is_changed(claim: Claim) -> None:
    with change(this(claim), actor=ANNA, verb="claim.update", if_version=1) as row:
        row.place = "Qaim"
        row.save()
    with (
        pytest.raises(StaleVersionError, match="version 1 when you read it and is version 2 now"),
        change(this(claim), actor=ANNA, verb="claim.update", if_version=1),
    ):
        pytest.fail("A stale writer got in.")
    claim.refresh_from_db()
    assert claim.version == 2


def test_a_row_that_is_not_there_is_said_to_be_missing() -> None:
    with pytest.raises(Claim.DoesNotExist), change(Claim.objects.filter(pk=4213), actor=ANNA, verb="claim.update"):
        pytest.fail("There is no such claim.")


def test_of_two_writers_with_the_same_version_one_is_refused(claim: Claim) -> None:
    """Both have read version 1; the second waits for the first and then sees that it came late."""
    together = threading.Barrier(2, timeout=PATIENCE)

    def write() -> None:
        together.wait()
        with change(this(claim), actor=ANNA, verb="claim.update", if_version=1) as row:
            row.place += "x"
            row.save()

    raised = in_threads(write, write)
    assert [type(error) for error in raised] == [StaleVersionError]
    claim.refresh_from_db()
    assert (claim.place, claim.version) == ("x", 2)


def test_writers_of_one_claim_queue_and_lose_nothing(claim: Claim) -> None:
    def write() -> None:
        for _ in range(5):
            with change(this(claim), actor=ANNA, verb="claim.update") as row:
                row.place += "x"
                row.save()

    assert in_threads(*[write] * 4) == []
    claim.refresh_from_db()
    assert (claim.place, claim.version) == ("x" * 20, 21)
    versions = list(ClaimEvent.objects.order_by("pgh_id").values_list("version", flat=True))
    assert versions == list(range(1, 22))


def test_writers_of_parts_of_one_claim_raise_it_once_each(claim: Claim) -> None:
    def write() -> None:
        for _ in range(5):
            with record(actor=ANNA, verb="note.create"):
                Note.objects.create(claim_id=claim.pk, text="Ask again.")

    assert in_threads(*[write] * 4) == []
    claim.refresh_from_db()
    assert claim.version == 21


def test_two_writers_of_the_same_claims_in_one_statement_do_not_deadlock() -> None:
    claims = Claim.objects.bulk_create([Claim(text=f"Claim {n}") for n in range(20)])
    ids = [claim.pk for claim in claims]
    together = threading.Barrier(2, timeout=PATIENCE)

    def write(order: list[int]) -> None:
        for _ in range(10):
            together.wait()
            Note.objects.bulk_create([Note(claim_id=claim_id, text="Ask again.") for claim_id in order])

    assert in_threads(lambda: write(ids), lambda: write(ids[::-1])) == []
    assert set(Claim.objects.values_list("version", flat=True)) == {21}


def test_the_clock_of_nouns_makes_no_deadlock() -> None:
    """Each changes two nouns of its own: only the clock is common, and it is taken at the commit."""
    nouns = Entity.objects.bulk_create([Entity(name=name) for name in "ABCD"])
    together = threading.Barrier(2, timeout=PATIENCE)

    def write(first: Entity, second: Entity) -> None:
        for turn in range(10):
            together.wait()
            with record(actor=ANNA, verb="entity.update"):
                Entity.objects.filter(pk=first.pk).update(role=str(turn))
                Entity.objects.filter(pk=second.pk).update(role=str(turn))

    assert in_threads(lambda: write(*nouns[:2]), lambda: write(*nouns[:1:-1])) == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT value FROM claims_nounclock")
        assert cursor.fetchone() == (21,)
