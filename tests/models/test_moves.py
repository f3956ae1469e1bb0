"""The moves of claims and verdicts: whoever writes, the database takes what the table takes, and nothing else."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from psycopg.errors import CheckViolation

from claims.rules.verbs import CLAIM_MOVES, VERDICT_MOVES
from claims.rules.vocabulary import CLAIM_STATUSES, VERDICT_STATES
from tests.models import rows
from tests.models.refusal import cause, rule

pytestmark = pytest.mark.django_db

CLAIM_PATHS = {
    "new": [],
    "triaged": ["triaged"],
    "in_progress": ["triaged", "in_progress"],
    "checked": ["triaged", "in_progress", "checked"],
    "declined": ["declined"],
    "merged": ["merged"],
}
VERDICT_PAIRS = {(start, end) for (start, _), end in VERDICT_MOVES.items()} | {("draft", "approved")}
CLAIM_PAIRS = {(start, end) for (start, _), end in CLAIM_MOVES.items()}


def with_claim_move(status: str) -> dict[str, Any]:
    """Return the other columns that a claim in a status needs."""
    return {
        "status": status,
        "decline_code": "opinion" if status == "declined" else None,
        "merged_into_id": rows.CLAIM() if status == "merged" else None,
    }


def claim_in(status: str) -> int:
    claim = rows.insert("claims_claim")
    for step in CLAIM_PATHS[status]:
        rows.update("claims_claim", claim, **with_claim_move(step))
    return claim


def refused_by(name: str, table: str, row_id: int, **columns: Any) -> None:
    with pytest.raises(IntegrityError) as refused:
        rows.update(table, row_id, **columns)
    assert isinstance(cause(refused), CheckViolation)
    assert rule(refused) == name


@pytest.mark.parametrize("end", CLAIM_STATUSES)
@pytest.mark.parametrize("start", CLAIM_STATUSES)
def test_a_claim_goes_where_the_table_says(start: str, end: str) -> None:
    claim = claim_in(start)
    if start == end:
        rows.update("claims_claim", claim, status=end)
    elif (start, end) in CLAIM_PAIRS:
        rows.update("claims_claim", claim, **with_claim_move(end))
    else:
        refused_by("claim_moves", "claims_claim", claim, **with_claim_move(end))


@pytest.mark.parametrize("end", VERDICT_STATES)
@pytest.mark.parametrize("start", VERDICT_STATES)
def test_a_verdict_goes_where_the_table_says(start: str, end: str) -> None:
    verdict = rows.verdict(start)
    needed = rows.WITH_MOVE.get(end, {})
    if start == end:
        rows.update("claims_verdict", verdict, state=end)
    elif (start, end) in VERDICT_PAIRS:
        rows.update("claims_verdict", verdict, state=end, **needed)
    else:
        refused_by("verdict_moves", "claims_verdict", verdict, state=end, **needed)


@pytest.mark.parametrize("status", [status for status in CLAIM_STATUSES if status != "new"])
def test_a_claim_starts_as_new(status: str) -> None:
    with pytest.raises(IntegrityError) as refused:
        rows.insert("claims_claim", **with_claim_move(status))
    assert rule(refused) == "claim_starts_new"


def test_a_claim_that_comes_with_a_verdict_starts_as_checked() -> None:
    claim = rows.insert("claims_claim", status="checked", current_verdict_id=4213)
    rows.imported_verdict(id=4213, claim_id=claim)
    rows.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize("state", [state for state in VERDICT_STATES if state != "draft"])
def test_a_verdict_made_here_starts_as_a_draft(state: str) -> None:
    with pytest.raises(IntegrityError) as refused:
        rows.insert("claims_verdict", state=state)
    assert rule(refused) == "verdict_starts_as_draft"


def review(asked: int, **columns: Any) -> int:
    return rows.verdict("in_review", approvals_required=asked, **columns)


def approve(verdict: int, times: int, **columns: Any) -> None:
    for _ in range(times):
        rows.insert("claims_approval", verdict_id=verdict, **columns)


@pytest.mark.parametrize(("asked", "given"), [(1, 0), (2, 1), (3, 2)])
def test_a_verdict_that_lacks_approvals_is_not_approved(asked: int, given: int) -> None:
    verdict = review(asked)
    approve(verdict, given)
    refused_by("verdict_approved_by_others", "claims_verdict", verdict, state="approved")


@pytest.mark.parametrize(("asked", "given"), [(0, 0), (1, 1), (2, 2), (1, 2)])
def test_a_verdict_with_its_approvals_is_approved(asked: int, given: int) -> None:
    verdict = review(asked)
    approve(verdict, given)
    rows.update("claims_verdict", verdict, state="approved")


def test_void_approvals_and_requests_for_changes_do_not_count() -> None:
    verdict = review(1)
    approve(verdict, 1, is_void=True)
    approve(verdict, 1, decision="request_changes", comment="Which list?")
    refused_by("verdict_approved_by_others", "claims_verdict", verdict, state="approved")


def test_one_person_counts_once() -> None:
    verdict, user = review(2), rows.insert("claims_user")
    approve(verdict, 1, user_id=user)
    with pytest.raises(IntegrityError):
        approve(verdict, 1, user_id=user)


def test_whoever_approved_and_then_wrote_does_not_count() -> None:
    verdict, user = review(1), rows.insert("claims_user")
    approve(verdict, 1, user_id=user)
    refused_by("verdict_approved_by_others", "claims_verdict", verdict, state="approved", writers=[user])


@pytest.mark.parametrize("fewer", [0, None])
def test_nobody_lowers_what_was_asked_for_when_it_was_submitted(fewer: int | None) -> None:
    verdict = review(1)
    attempts: list[dict[str, Any]] = [{}, {"state": "approved"}]
    for columns in attempts:
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update("claims_verdict", verdict, approvals_required=fewer, **columns)
