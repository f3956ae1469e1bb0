"""Published verdicts cannot be changed, over HTTP or by SQL."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from psycopg import Error as PostgresError

from claims.models import Evidence, Verdict, VerdictEvidence
from claims.rules.vocabulary import VERDICT_STATES
from tests.api.problems import problem
from tests.conftest import MakeApi
from tests.desk import Desk, rating
from tests.models import rows

pytestmark = [pytest.mark.django_db, pytest.mark.exhaustive]

AFTER_DRAFT = [state for state in VERDICT_STATES if state != "draft"]
CONTENT: dict[str, Any] = {
    "rating_id": lambda: rating("false").pk, "label": "False", "normalized": "false", "claim_reviewed": "Other words.",
    "claim_version": 999, "reason_code": "other", "headline": "Another", "summary": "Another.", "explanation": "Why",
    "language": "fr", "byline": "Somebody", "note": "A note", "evidence_exception": "None", "as_of": "2020-02-02",
    "approvals_required": 7,
}  # fmt: skip
IDENTITY: dict[str, Any] = {
    "publisher_id": lambda: rows.insert("claims_publisher"), "revision": 17, "kind": "refile", "is_second_hand": True,
}  # fmt: skip


def refused(statement: str, *values: Any) -> str:
    """Run a statement that the database refuses, and give the name of its rule."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        rows.execute(statement, *values)
    cause = caught.value.__cause__
    assert isinstance(cause, PostgresError)
    return cause.diag.constraint_name or ""


@pytest.mark.parametrize("state", AFTER_DRAFT)
@pytest.mark.parametrize("column", CONTENT)
def test_sql_changes_no_content_past_the_draft(column: str, state: str, desk: Desk) -> None:
    verdict, value = desk.verdict(state), CONTENT[column]
    value = value() if callable(value) else value
    extra = ", as_of_precision = 'day'" if column == "as_of" else ""
    statement = f"UPDATE claims_verdict SET {column} = %s{extra} WHERE id = %s"
    assert refused(statement, value, verdict.pk) == "verdict_content_kept"


@pytest.mark.parametrize("state", ["draft", "published"])
@pytest.mark.parametrize("column", IDENTITY)
def test_sql_never_changes_what_a_verdict_is(column: str, state: str, desk: Desk) -> None:
    verdict, value = desk.verdict(state), IDENTITY[column]
    value = value() if callable(value) else value
    assert (
        refused(f"UPDATE claims_verdict SET {column} = %s WHERE id = %s", value, verdict.pk) == "verdict_identity_kept"
    )


@pytest.mark.parametrize("state", ["published", "superseded", "retracted"])
@pytest.mark.parametrize("column", ["published_at", "submitted_at"])
def test_sql_does_not_redate_a_publication(column: str, state: str, desk: Desk) -> None:
    verdict = desk.verdict(state)
    statement = f"UPDATE claims_verdict SET {column} = now() - interval '1 year' WHERE id = %s"
    assert refused(statement, verdict.pk) == "verdict_published_at_kept"


@pytest.mark.parametrize("state", VERDICT_STATES)
def test_sql_deletes_no_verdict(state: str, desk: Desk) -> None:
    verdict = desk.verdict(state)
    VerdictEvidence.objects.filter(verdict=verdict, verdict__state="draft").delete()
    assert refused("DELETE FROM claims_verdict WHERE id = %s", verdict.pk) == "verdict_kept"


@pytest.mark.parametrize("state", AFTER_DRAFT)
def test_sql_changes_nothing_of_what_is_cited(state: str, desk: Desk) -> None:
    verdict = desk.verdict(state)
    citation, more = verdict.citations.get(), desk.evidence(verdict.claim, quote="more")
    statement = "INSERT INTO claims_verdictevidence (verdict_id, evidence_id) VALUES (%s, %s)"
    assert refused(statement, verdict.pk, more.pk) == "citation_in_draft"
    assert refused("UPDATE claims_verdictevidence SET evidence_id = %s WHERE id = %s", more.pk, citation.pk)
    assert refused("DELETE FROM claims_verdictevidence WHERE id = %s", citation.pk) == "citation_kept"
    if state != "discarded":
        changed = "UPDATE claims_evidence SET note = 'Changed' WHERE id = %s"
        assert refused(changed, citation.evidence_id) == "evidence_cited_kept"


def test_sql_opens_no_second_verdict_and_publishes_none(desk: Desk) -> None:
    claim = desk.claim("checked")
    desk.draft(claim)
    own = rows.value("SELECT id FROM claims_publisher WHERE is_own")
    statement = "INSERT INTO claims_verdict (claim_id, publisher_id, revision, kind) VALUES (%s, %s, 9, 'update')"
    assert refused(statement, claim.pk, own) == "verdict_one_open"
    approved = desk.verdict("approved", desk.claim())
    assert (
        refused("UPDATE claims_verdict SET claim_id = %s WHERE id = %s", claim.pk, approved.pk) == "verdict_claim_kept"
    )


def test_sql_publishes_no_second_verdict_beside_the_first(desk: Desk) -> None:
    claim = desk.claim("checked")
    approved = desk.verdict("approved", claim)
    statement = "UPDATE claims_verdict SET state = 'published', published_at = now() WHERE id = %s"
    assert refused(statement, approved.pk) == "verdict_one_published"


@pytest.mark.parametrize("who", ["writer", "service"])
def test_sql_takes_no_approval_of_the_wrong_eyes(who: str, desk: Desk, service: Any) -> None:
    verdict = desk.verdict("in_review")
    user = desk.writer if who == "writer" else service
    statement = "INSERT INTO claims_approval (verdict_id, user_id, decision) VALUES (%s, %s, 'approve')"
    name = {"writer": "approval_by_other_eyes", "service": "approval_by_person"}[who]
    assert refused(statement, verdict.pk, user.pk) == name
    assert (
        refused("UPDATE claims_verdict SET state = 'approved' WHERE id = %s", verdict.pk)
        == "verdict_approved_by_others"
    )


def test_sql_takes_nobody_off_the_writers(desk: Desk) -> None:
    verdict = desk.verdict("draft")
    assert refused("UPDATE claims_verdict SET writers = '{}' WHERE id = %s", verdict.pk) == "verdict_writers_grow"


def test_sql_lets_no_approval_survive_a_return_to_the_draft(desk: Desk) -> None:
    verdict = desk.verdict("approved")
    rows.update("claims_verdict", verdict.pk, state="draft")
    rows.update("claims_verdict", verdict.pk, summary="Other words than were approved.")
    rows.update("claims_verdict", verdict.pk, state="in_review")
    assert (
        refused("UPDATE claims_verdict SET state = 'approved' WHERE id = %s", verdict.pk)
        == "verdict_approved_by_others"
    )


def test_sql_makes_no_second_publisher_our_own() -> None:
    assert refused("INSERT INTO claims_publisher (name, domain, is_own) VALUES ('B', 'b.example', true)")


# --- over HTTP ---


@pytest.mark.parametrize("state", ["in_review", "published", "superseded", "retracted"])
def test_cited_evidence_is_neither_edited_nor_deleted(state: str, desk: Desk, api_of: MakeApi) -> None:
    verdict = desk.verdict(state)
    cited, api = verdict.evidence.get(), api_of(desk.editor)
    where = f"/claims/{verdict.claim_id}/evidence/{cited.pk}"
    problem(api.patch(where, {"note": "Better so."}), 409)
    problem(api.delete(where), 409)
    assert Evidence.objects.get(pk=cited.pk).note == cited.note


def test_evidence_that_a_draft_cites_is_edited_and_not_deleted(desk: Desk, api_of: MakeApi) -> None:
    verdict = desk.verdict("draft")
    where = f"/claims/{verdict.claim_id}/evidence/{verdict.evidence.get().pk}"
    assert api_of(desk.writer).patch(where, {"note": "Better so."}).json()["note"] == "Better so."
    problem(api_of(desk.writer).delete(where), 409)
    api_of(desk.writer).patch(f"/claims/{verdict.claim_id}/verdicts/{verdict.pk}", {"evidence": []})
    assert api_of(desk.writer).delete(where).status_code == 204


def test_uncited_evidence_of_a_checked_claim_stays_open(desk: Desk, api_of: MakeApi) -> None:
    verdict = desk.verdict("published")
    where = f"/claims/{verdict.claim_id}/evidence/{desk.evidence(verdict.claim, quote='more').pk}"
    assert api_of(desk.writer).patch(where, {"note": "So."}).status_code == 200
    assert api_of(desk.writer).delete(where).status_code == 204


@pytest.mark.parametrize("state", ["published", "superseded", "retracted"])
def test_the_address_of_the_article_is_set_later(state: str, desk: Desk, api_of: MakeApi) -> None:
    verdict = desk.verdict(state)
    where, url = f"/claims/{verdict.claim_id}/verdicts/{verdict.pk}", "https://newsroom.example/checks/19-killed"
    response = api_of(desk.writer).patch(where, {"url": url})
    assert (response.status_code, response.json()["url"], response.json()["state"]) == (200, url, state)
    assert response.json()["writers"] == [desk.writer.pk]
    problem(api_of(desk.writer).patch(where, {"url": url, "headline": "And this"}), 409)
    problem(api_of("reporter").patch(where, {"url": url}), 403)


@pytest.mark.parametrize("state", ["in_review", "approved", "scheduled", "discarded"])
def test_before_publication_the_address_is_content(state: str, desk: Desk, api_of: MakeApi) -> None:
    verdict = desk.verdict(state)
    where = f"/claims/{verdict.claim_id}/verdicts/{verdict.pk}"
    problem(api_of(desk.writer).patch(where, {"url": "https://newsroom.example/19"}), 409)


def test_the_claims_words_change_and_those_judged_do_not(desk: Desk, api_of: MakeApi) -> None:
    verdict, api = desk.verdict("published"), api_of(desk.editor)
    api.patch(f"/claims/{verdict.claim_id}", {"text": "The strikes killed 25 people.", "reason": "Misquoted."})
    whole = api.get(f"/claims/{verdict.claim_id}").json()
    assert whole["text"] == "The strikes killed 25 people."
    assert whole["verdicts"][0]["claim_reviewed"] == "The strikes killed 19 people."


def test_there_is_no_way_to_delete_a_verdict(desk: Desk, api_of: MakeApi) -> None:
    verdict = desk.verdict("draft")
    problem(api_of(desk.editor).delete(f"/claims/{verdict.claim_id}/verdicts/{verdict.pk}"), 405)
    assert Verdict.objects.filter(pk=verdict.pk).exists()
