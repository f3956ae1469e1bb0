"""The history of a claim from its filing to its end reads like a story."""

import pytest

from claims.models import Claim, Evidence
from tests.api.bodies import filed
from tests.api.history import fields, history, of_figure
from tests.api_client import ApiClient
from tests.conftest import MakeApi
from tests.desk import Desk, rating

pytestmark = pytest.mark.django_db(transaction=True)


class TestMerging:
    def test_both_sides_tell_what_moved(self, desk: Desk, api: ApiClient, api_of: MakeApi) -> None:
        claim, into = desk.claim("new", text="Nineteen died."), desk.claim("new", appearances=[])
        evidence = desk.evidence(claim)
        note = api.post(f"/claims/{claim.pk}/notes", {"text": "Both say the same."}).json()["id"]
        api_of("editor").post(f"/claims/{claim.pk}/merge", {"into": into.pk, "reason": "The same figure."})

        merged, received = history(api, claim.pk)[0], history(api, into.pk)[0]
        assert (merged["type"], received["type"]) == ("claim.merged", "claim.updated")
        assert merged["verb"] == received["verb"] == "claim.merge"
        assert merged["reason"] == received["reason"] == "The same figure."
        ((_, own),) = fields(merged, "claim")
        assert own["status"] == ("new", "merged")
        assert own["merged_into"] == (None, into.pk)
        for entry in (merged, received):
            moved = {(one["noun"], one["id"]) for one in entry["changes"] if "claim" in one["fields"]}
            assert moved >= {("evidence", evidence.pk), ("note", note)}
            assert {noun for noun, _ in moved} == {"evidence", "note", "appearance"}
            assert fields(entry, "evidence") == [("changed", {"claim": (claim.pk, into.pk)})]

    def test_a_merged_claim_s_history_stays_readable_and_ends_there(self, desk: Desk, api: ApiClient) -> None:
        claim = desk.claim("merged")
        into = Claim.objects.get(pk=claim.merged_into_id or 0)
        api.post(f"/claims/{into.pk}/notes", {"text": "Of the other claim."})
        assert [entry["type"] for entry in history(api, claim.pk)] == ["claim.merged", "claim.created"]
        assert api.get(f"/claims/{claim.pk}/history").status_code == 200

    def test_a_part_that_both_had_is_removed_with_the_claim_that_was_merged(self, desk: Desk, api: ApiClient) -> None:
        claim = desk.claim("merged")
        into = Claim.objects.get(pk=claim.merged_into_id or 0)
        merged, first = history(api, claim.pk)
        assert [action for entry in (first, merged) for action, _ in fields(entry, "appearance")] == [
            "added",
            "removed",
        ]
        assert [entry["type"] for entry in history(api, into.pk)] == ["claim.created"]


def test_the_story_of_a_figure(desk: Desk, api: ApiClient, api_of: MakeApi) -> None:
    """The history shows who did what, in which order, and why."""
    writer, editor = api_of(desk.writer), api_of(desk.editor)
    claim = filed(api, text="Thirty-one rockets were fired.", quantities=["31 rockets"])["id"]
    writer.post(f"/claims/{claim}/triage")
    writer.post(f"/claims/{claim}/start")
    evidence = {"stance": "refutes", "note": "Thirty craters.", "source": {"title": "A count of craters"}}
    found = writer.post(f"/claims/{claim}/evidence", evidence)
    draft = {
        "rating": rating("mostly-false").pk,
        "summary": "Thirty craters were counted.",
        "evidence": [found.json()["id"]],
    }
    verdict = writer.post(f"/claims/{claim}/verdicts", draft).json()["id"]
    writer.post(f"/verdicts/{verdict}/submit")
    editor.post(f"/verdicts/{verdict}/request-changes", {"comment": "Name the counter."})
    writer.patch(f"/claims/{claim}/verdicts/{verdict}", {"summary": "The army counted thirty craters."})
    writer.post(f"/verdicts/{verdict}/submit")
    editor.post(f"/verdicts/{verdict}/approve", {"comment": "Good."})
    editor.post(f"/verdicts/{verdict}/publish")
    editor.post(f"/verdicts/{verdict}/retract", {"note": "The count was of another base."})

    story = [(entry["actor"]["name"], entry["type"], entry["reason"]) for entry in reversed(history(api, claim))]
    assert story == [
        ("robin-reporter", "claim.created", ""),
        ("wanda-writer", "claim.triaged", ""),
        ("wanda-writer", "claim.started", ""),
        ("wanda-writer", "evidence.added", ""),
        ("wanda-writer", "verdict.drafted", ""),
        ("wanda-writer", "verdict.submitted", ""),
        ("emil-editor", "verdict.changes_requested", "Name the counter."),
        ("wanda-writer", "verdict.edited", ""),
        ("wanda-writer", "verdict.submitted", ""),
        ("emil-editor", "verdict.approved", "Good."),
        ("emil-editor", "verdict.published", ""),
        ("emil-editor", "verdict.retracted", "The count was of another base."),
    ]
    states = [pair["state"] for pair in of_figure(api, claim, "verdict") if "state" in pair]
    assert states == [
        (None, "draft"), ("draft", "in_review"), ("in_review", "draft"), ("draft", "in_review"),
        ("in_review", "approved"), ("approved", "published"), ("published", "retracted"),
    ]  # fmt: skip
    decisions = [pair["decision"][1] for pair in of_figure(api, claim, "approval") if "decision" in pair]
    assert decisions == ["request_changes", "approve"]
    assert [pair["verdict"] for pair in of_figure(api, claim, "citation")] == [(None, verdict)]
    published = history(api, claim)[1]
    ((_, own),) = fields(published, "claim")
    assert own == {"status": ("in_progress", "checked"), "current_verdict": (None, verdict)}

    reader = api_of("reader")
    types = [(entry["actor"]["name"], entry["type"]) for entry in reversed(history(reader, claim))]
    assert types == [
        ("robin-reporter", "claim.created"),
        ("wanda-writer", "claim.triaged"),
        ("wanda-writer", "claim.started"),
        ("wanda-writer", "evidence.added"),
        ("emil-editor", "verdict.published"),
        ("emil-editor", "verdict.retracted"),
    ]
    published = history(reader, claim)[1]
    assert [action for action, _ in fields(published, "verdict")] == ["added"]


def test_cited_evidence_stays_in_the_history(desk: Desk, api: ApiClient) -> None:
    claim = desk.claim("checked")
    assert Evidence.objects.filter(claim=claim).exists()
    assert [found["stance"] for found in of_figure(api, claim.pk, "evidence")] == [(None, "supports")]
