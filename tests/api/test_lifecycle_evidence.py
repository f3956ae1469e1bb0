"""Which evidence a verdict cites before it is submitted, approved and published."""

from typing import Any

import pytest

from tests.api.drafts import codes, edit, submit
from tests.api.problems import pointers
from tests.api_client import ApiClient
from tests.conftest import MakeApi
from tests.desk import REPORT, Desk, rating

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer(desk: Desk, api_of: MakeApi) -> ApiClient:
    return api_of(desk.writer)


def test_an_appearance_of_the_claim_is_no_evidence_for_it(desk: Desk, writer: ApiClient) -> None:
    claim = desk.claim()
    own = desk.evidence(claim, source=REPORT)
    draft = desk.draft(claim, evidence=[own.pk])
    assert codes(submit(writer, draft)) == ["evidence_missing"]
    edit(writer, draft, evidence=[own.pk, desk.evidence(claim).pk])
    assert submit(writer, draft).status_code == 200


def test_nor_is_another_revision_of_the_same_article(desk: Desk, writer: ApiClient, api: ApiClient) -> None:
    claim = desk.claim()
    refiled = api.post("/sources", {**REPORT, "revision": 2})
    draft = desk.draft(claim, evidence=[desk.evidence(claim, source=refiled.json()["id"]).pk])
    assert codes(submit(writer, draft)) == ["evidence_missing"]


def test_evidence_that_becomes_an_appearance_no_longer_counts(desk: Desk, writer: ApiClient, api_of: MakeApi) -> None:
    verdict = desk.verdict("approved")
    cited = verdict.evidence.get()
    assert writer.post(f"/claims/{verdict.claim_id}/appearances", {"source": cited.source_id}).status_code == 201
    assert codes(api_of(desk.editor).post(f"/verdicts/{verdict.pk}/publish")) == ["evidence_missing"]


@pytest.mark.parametrize(
    ("piece", "source", "slug", "code"),
    [
        ({"note": ""}, {}, "true", "evidence_without_words"),
        ({"note": "  "}, {}, "half-true", "evidence_without_words"),
        ({"source": None, "note": "The base has one hospital."}, {}, "true", "evidence_without_source"),
        ({}, {"status": "withdrawn"}, "true", "evidence_withdrawn"),
        ({}, {"reliability": "unreliable"}, "misleading", "evidence_unreliable"),
        ({"stance": "refutes"}, {}, "true", "evidence_against"),
        ({"stance": "refutes"}, {}, "mostly-true", "evidence_against"),
        ({"stance": "supports"}, {}, "false", "evidence_against"),
        ({"stance": "supports"}, {}, "mostly-false", "evidence_against"),
    ],
)
def test_evidence_that_does_not_carry_the_rating_needs_an_exception_in_words(
    piece: dict[str, Any], source: dict[str, str], slug: str, code: str, desk: Desk, writer: ApiClient
) -> None:
    claim = desk.claim()
    found = desk.evidence(claim, **piece)
    if source:
        assert writer.patch(f"/sources/{found.source_id}", source).status_code == 200
    draft = desk.draft(claim, evidence=[found.pk], rating=rating(slug).pk)
    response = submit(writer, draft)
    assert pointers(response, 409) == {"/evidence": code}
    edit(writer, draft, evidence_exception="Nobody outside was let in.")
    assert submit(writer, draft).status_code == 200


def test_one_piece_that_carries_the_rating_is_enough(desk: Desk, writer: ApiClient) -> None:
    claim = desk.claim()
    against, silent = desk.evidence(claim, stance="refutes"), desk.evidence(claim, source={"title": "A"}, note="")
    draft = desk.draft(claim, evidence=[against.pk, silent.pk], rating=rating("true").pk)
    assert codes(submit(writer, draft)) == ["evidence_against"]
    edit(writer, draft, evidence=[against.pk, silent.pk, desk.evidence(claim, stance="context").pk])
    assert submit(writer, draft).status_code == 200


def test_a_source_that_is_withdrawn_after_the_approval_keeps_the_verdict_back(
    desk: Desk, writer: ApiClient, api_of: MakeApi
) -> None:
    verdict = desk.verdict("approved")
    writer.patch(f"/sources/{verdict.evidence.get().source_id}", {"status": "withdrawn"})
    assert codes(api_of(desk.editor).post(f"/verdicts/{verdict.pk}/publish")) == ["evidence_withdrawn"]


def test_an_exception_in_words_stands_for_evidence_and_the_approver_sees_it(
    desk: Desk, writer: ApiClient, api_of: MakeApi
) -> None:
    words = "Nobody outside was let in."
    draft = desk.draft(desk.claim(), evidence=[], evidence_exception="  ")
    assert codes(submit(writer, draft)) == ["evidence_missing"]
    edit(writer, draft, evidence_exception=words)
    assert submit(writer, draft).status_code == 200
    editor = api_of(desk.editor)
    assert editor.get(f"/claims/{draft.claim_id}/verdicts/{draft.pk}").json()["evidence_exception"] == words


@pytest.mark.parametrize("slug", ["unproven", "not-checkable"])
def test_a_rating_that_decides_nothing_needs_no_evidence(slug: str, desk: Desk, writer: ApiClient) -> None:
    assert submit(writer, desk.draft(desk.claim(), rating=rating(slug).pk, evidence=[])).status_code == 200


@pytest.mark.parametrize("slug", ["true", "half-true", "misleading", "outdated"])
def test_any_other_rating_does(slug: str, desk: Desk, writer: ApiClient) -> None:
    assert codes(submit(writer, desk.draft(desk.claim(), rating=rating(slug).pk, evidence=[]))) == ["evidence_missing"]


def test_a_rating_that_has_no_normalised_one_is_decisive(desk: Desk, writer: ApiClient) -> None:
    flop = rating("full-flop", "flip-o-meter")
    assert flop.normalized is None
    assert codes(submit(writer, desk.draft(desk.claim(), rating=flop.pk, evidence=[]))) == ["evidence_missing"]


def test_evidence_of_another_claim_is_not_cited(desk: Desk, writer: ApiClient) -> None:
    claim, other = desk.claim(), desk.evidence(desk.claim())
    response = writer.post(f"/claims/{claim.pk}/verdicts", {"evidence": [desk.evidence(claim).pk, other.pk]})
    assert pointers(response) == {"/evidence/1": "does_not_exist"}
    assert not claim.verdicts.exists()


def test_citing_again_replaces_what_was_cited(desk: Desk, writer: ApiClient) -> None:
    claim = desk.claim()
    first, second, third = (desk.evidence(claim, quote=word).pk for word in ("one", "two", "three"))
    draft = desk.draft(claim, evidence=[first, second])
    assert edit(writer, draft, evidence=[second, third, third]).json()["evidence"] == [second, third]
    assert edit(writer, draft, headline="Still").json()["evidence"] == [second, third]
    assert edit(writer, draft, evidence=[]).json()["evidence"] == []
