"""Approvals of other words: none outlives the return of a verdict to its draft, whoever sends it there."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection, transaction

from tests.models import rows

NONE_VOID, ALL_VOID = [False], [True]


def reviewed() -> int:
    """Return a verdict in review that needs one approval and has it."""
    verdict = rows.verdict("in_review", approvals_required=1)
    rows.insert("claims_approval", verdict_id=verdict)
    return verdict


def voids(verdict: int) -> list[bool]:
    """Read which of a verdict's approvals are void, in their order."""
    return [
        void for (void,) in rows.rows("SELECT is_void FROM claims_approval WHERE verdict_id = %s ORDER BY id", verdict)
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("way", [[], ["approved"]])
def test_a_draft_has_no_valid_approvals(way: list[str]) -> None:
    verdict = reviewed()
    for state in way:
        rows.update("claims_verdict", verdict, state=state)
    assert voids(verdict) == NONE_VOID
    rows.update("claims_verdict", verdict, state="draft")
    assert voids(verdict) == ALL_VOID


@pytest.mark.django_db
def test_other_words_need_another_approval() -> None:
    verdict = reviewed()
    rows.update("claims_verdict", verdict, state="draft")
    rows.update("claims_verdict", verdict, summary="It was not so.")
    rows.update("claims_verdict", verdict, state="in_review")
    with pytest.raises(IntegrityError, match="lacks the approvals"), transaction.atomic():
        rows.update("claims_verdict", verdict, state="approved")
    rows.insert("claims_approval", verdict_id=verdict)
    rows.update("claims_verdict", verdict, state="approved")


@pytest.mark.django_db
def test_the_approvals_of_another_verdict_stay_valid() -> None:
    verdict, another = reviewed(), reviewed()
    rows.update("claims_verdict", verdict, state="draft")
    assert voids(another) == NONE_VOID


@pytest.mark.django_db
@pytest.mark.parametrize("way", [["approved", "published"], ["approved", "scheduled", "approved"], ["discarded"]])
def test_approvals_outlive_every_other_move(way: list[str]) -> None:
    verdict = reviewed()
    for state in way:
        rows.update("claims_verdict", verdict, state=state, **rows.WITH_MOVE.get(state, {}))
    assert voids(verdict) == NONE_VOID


@pytest.mark.django_db
def test_the_history_says_that_an_approval_became_void() -> None:
    verdict = reviewed()
    rows.update("claims_verdict", verdict, state="draft")
    assert rows.rows(
        "SELECT pgh_label, is_void FROM claims_approvalevent WHERE verdict_id = %s ORDER BY pgh_id", verdict
    ) == [("insert", False), ("update", True)]


Elsewhere = Callable[[Callable[[], object]], "Future[None]"]


@pytest.fixture
def elsewhere(transactional_db: None) -> Iterator[Elsewhere]:
    """Do something over another connection, and go on once that is done or waits for a lock of this one."""

    def do(act: Callable[[], object]) -> None:
        try:
            act()
        finally:
            connection.close()

    def begin(act: Callable[[], object]) -> "Future[None]":
        begun = pool.submit(do, act)
        while not begun.done() and not waiting():
            pass
        return begun

    with ThreadPoolExecutor(1) as pool:
        yield begin


def waiting() -> bool:
    """Return whether another connection waits for a lock of this one."""
    return bool(
        rows.value(
            "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid)))"
        )
    )


def test_an_approval_waits_for_a_verdict_that_is_being_taken_back(elsewhere: Elsewhere) -> None:
    verdict, user = rows.verdict("in_review", approvals_required=1), rows.insert("claims_user")
    with transaction.atomic():
        rows.update("claims_verdict", verdict, state="draft")
        approval = elsewhere(lambda: rows.insert("claims_approval", verdict_id=verdict, user_id=user))
        assert not approval.done()
    with pytest.raises(IntegrityError, match="while it is in review"):
        approval.result()
    assert voids(verdict) == []


def test_a_verdict_is_taken_back_after_an_approval_that_is_being_given(elsewhere: Elsewhere) -> None:
    verdict, user = rows.verdict("in_review", approvals_required=1), rows.insert("claims_user")
    with transaction.atomic():
        rows.insert("claims_approval", verdict_id=verdict, user_id=user)
        recall = elsewhere(lambda: rows.update("claims_verdict", verdict, state="draft"))
        assert not recall.done()
    recall.result()
    assert voids(verdict) == ALL_VOID
