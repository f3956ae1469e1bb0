"""Merging moves all parts of a claim to another claim and points to it."""

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from psycopg import Error as PostgresError

from claims.actions.claims import create_claim
from claims.actions.merging import merge_preview
from claims.actions.parts import add_part
from claims.models import Claim, Publisher, Verdict, VerdictEvidence
from tests.api.problems import pointers, problem
from tests.api_client import ApiClient
from tests.conftest import MakeApi
from tests.desk import REPORT, Desk

pytestmark = pytest.mark.django_db

CHAIN = [
    {"role": "originator", "named_as": "a medic", "cue": "counted"},
    {"role": "relay", "described_as": "a guard", "certainty": "ambiguous"},
]
PARTS: dict[str, Any] = {
    "external_ids": [{"origin": "cms", "external_id": "one"}],
    "appearances": [
        {
            "source": {"url": "https://harbour-wire.example/1", "title": "One"},
            "quote": "19 dead",
            "attributions": CHAIN,
        },
        {"source": {"url": "https://meridian-daily.example/1", "title": "Two"}, "voice": "narrator"},
    ],
    "evidence": [
        {"stance": "supports", "source": {"url": "https://list.example/1", "title": "A list"}, "quote": "names"}
    ],
    "quantities": [{"surface": "19 people", "as_of": "2019-12-29", "measure": {"name": "killed", "unit": "person"}}],
    "notes": [{"text": "Ring the hospital."}],
    "replies": [{"kind": "complaint", "asked_at": dt.datetime(2020, 1, 3, tzinfo=dt.UTC), "text": "Not so."}],
}
COLLECTIONS = ("appearances", "evidence", "quantities", "external_ids", "notes", "replies")


@pytest.fixture
def editor(desk: Desk, api_of: MakeApi) -> ApiClient:
    return api_of(desk.editor)


def filed(desk: Desk, text: str = "The strikes killed 19 people.", **parts: Any) -> Claim:
    claim = create_claim({"text": text, **parts}, actor=desk.writing)
    claim.refresh_from_db()
    return claim


def merge(api: ApiClient, claim: Claim, into: Claim, reason: str = "The same.") -> Any:
    return api.post(f"/claims/{claim.pk}/merge", {"into": into.pk, "reason": reason})


def counts(claim: Claim) -> dict[str, int]:
    return {name: getattr(claim, name).count() for name in COLLECTIONS}


def imported(claim: Claim, external_id: str, **more: Any) -> Verdict:
    outlet, _ = Publisher.objects.get_or_create(domain="two-sources.example", defaults={"name": "Two Sources"})
    return Verdict.objects.create(
        claim=claim, publisher=outlet, is_imported=True, state="published", label="False", external_id=external_id,
        published_at=dt.datetime(2020, 1, 5, tzinfo=dt.UTC), **more,
    )  # fmt: skip


def test_everything_moves_and_the_merged_one_points_to_it(desk: Desk, editor: ApiClient) -> None:
    claim, target = filed(desk, **PARTS), filed(desk, "Nineteen died.")
    held = counts(claim)
    answer = merge(editor, claim, target).json()
    assert (answer["id"], answer["status"], answer["merged_into"]) == (claim.pk, "merged", target.pk)
    assert answer["status_reason"] == "The same."
    assert counts(target) == held
    assert set(counts(claim).values()) == {0}
    found = editor.get(f"/claims/{target.pk}").json()
    assert [one["quote"] for one in found["appearances"]] == ["19 dead", ""]
    assert [one["named_as"] for one in found["appearances"][0]["attributions"]] == ["a medic", ""]
    assert found["external_ids"][0]["external_id"] == "one"


def test_the_merged_one_stays_readable_and_lists_leave_it_out(desk: Desk, editor: ApiClient) -> None:
    claim, target = filed(desk, **PARTS), filed(desk, "Nineteen died.")
    merge(editor, claim, target)
    seen = editor.get(f"/claims/{claim.pk}").json()
    assert (seen["text"], seen["status"], seen["merged_into"]) == ("The strikes killed 19 people.", "merged", target.pk)
    listed, all_of_them = ("/claims?count=true", "/claims?count=true&include_merged=true")
    assert [one["id"] for one in editor.get(listed).json()["results"]] == [target.pk]
    assert {one["id"] for one in editor.get(all_of_them).json()["results"]} == {claim.pk, target.pk}
    assert [editor.get(where).json()["count"] for where in (listed, all_of_them)] == [1, 2]
    assert editor.get("/claims?origin=cms&external_id=one").json()["results"][0]["id"] == target.pk


def test_an_external_id_that_moved_answers_with_where_it_is(desk: Desk, editor: ApiClient) -> None:
    claim, target = filed(desk, **PARTS), filed(desk, "Nineteen died.")
    merge(editor, claim, target)
    response = editor.post("/claims", {"text": "Again.", "external_ids": PARTS["external_ids"]})
    assert response.status_code == 409
    assert response.headers["Location"] == f"/api/v1/claims/{target.pk}"


# --- duplicates ---


def test_exact_duplicates_fold(desk: Desk, editor: ApiClient) -> None:
    once: dict[str, Any] = {name: PARTS[name] for name in ("appearances", "evidence", "quantities")}
    claim, target = filed(desk, **once), filed(desk, **once)
    there = {name: set(getattr(target, name).values_list("pk", flat=True)) for name in once}
    merge(editor, claim, target)
    assert {name: set(getattr(target, name).values_list("pk", flat=True)) for name in once} == there


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("appearances", {"quote": "nineteen dead"}),
        ("appearances", {"voice": "unclear"}),
        ("appearances", {"attributions": CHAIN[:1]}),
        ("appearances", {"attributions": [CHAIN[0], {**CHAIN[1], "certainty": "explicit"}]}),
        ("appearances", {"source": {"url": "https://harbour-wire.example/2", "title": "Other"}}),
        ("evidence", {"stance": "context"}),
        ("evidence", {"note": "Read aloud."}),
        ("evidence", {"is_primary": True}),
        ("evidence", {"question": "How many?"}),
        ("quantities", {"as_of": "2019-12-30"}),
        ("quantities", {"surface": "nineteen people"}),
        ("quantities", {"modality": "possible"}),
        ("quantities", {"measure": {"name": "wounded", "unit": "person"}}),
    ],
)
def test_what_differs_in_anything_is_kept_beside_it(
    name: str, change: dict[str, Any], desk: Desk, editor: ApiClient
) -> None:
    there: dict[str, Any] = {name: [PARTS[name][0]]}
    other: dict[str, Any] = {name: [{**PARTS[name][0], **change}]}
    claim, target = filed(desk, **other), filed(desk, **there)
    assert merge(editor, claim, target).status_code == 200
    assert getattr(target, name).count() == 2


def test_one_appearance_stays_the_first(desk: Desk, editor: ApiClient) -> None:
    other = [{"source": REPORT}]
    claim, target = filed(desk, appearances=PARTS["appearances"]), filed(desk, appearances=other)
    first = target.appearances.get(is_first=True)
    merge(editor, claim, target)
    assert target.appearances.get(is_first=True) == first
    assert target.appearances.count() == 3


def test_a_claim_that_had_none_takes_the_first_with_the_rest(desk: Desk, editor: ApiClient) -> None:
    claim, target = filed(desk, appearances=PARTS["appearances"]), filed(desk)
    first = claim.appearances.get(is_first=True)
    merge(editor, claim, target)
    assert target.appearances.get(is_first=True) == first


# --- verdicts and replies ---


def test_imported_verdicts_move_with_what_they_cite_and_what_was_answered(desk: Desk, editor: ApiClient) -> None:
    claim, target = filed(desk), filed(desk, "Nineteen died.")
    cited = desk.evidence(claim)
    verdict = imported(claim, "https://two-sources.example/1")
    VerdictEvidence.objects.create(verdict=verdict, evidence=cited)
    body = {"kind": "complaint", "verdict": verdict.pk, "asked_at": "2020-01-06T08:00:00Z"}
    reply = editor.post(f"/claims/{claim.pk}/replies", body).json()
    assert merge(editor, claim, target).status_code == 200
    found = editor.get(f"/claims/{target.pk}").json()
    assert [(one["id"], one["evidence"]) for one in found["verdicts"]] == [(verdict.pk, [cited.pk])]
    assert found["current_verdict"]["id"] == verdict.pk
    assert [(one["id"], one["verdict"]) for one in found["replies"]] == [(reply["id"], verdict.pk)]
    assert editor.get(f"/claims/{claim.pk}").json()["current_verdict"] is None
    check_constraints()


def test_an_imported_verdict_that_is_there_already_stays_and_its_replies_go_to_the_one_that_is_there(
    desk: Desk, editor: ApiClient
) -> None:
    claim, target = filed(desk), filed(desk, "Nineteen died.")
    cited = desk.evidence(claim)
    twin, there = (imported(one, "https://two-sources.example/1") for one in (claim, target))
    VerdictEvidence.objects.create(verdict=twin, evidence=cited)
    body = {"kind": "complaint", "verdict": twin.pk, "asked_at": "2020-01-06T08:00:00Z"}
    editor.post(f"/claims/{claim.pk}/replies", body)
    assert merge(editor, claim, target).status_code == 200
    found = editor.get(f"/claims/{target.pk}").json()
    assert [one["id"] for one in found["verdicts"]] == [there.pk]
    assert [one["verdict"] for one in found["replies"]] == [there.pk]
    assert [one["id"] for one in found["evidence"]] == [cited.pk]
    assert [one["id"] for one in editor.get(f"/claims/{claim.pk}").json()["verdicts"]] == [twin.pk]
    check_constraints()


def test_a_discarded_draft_stays_behind_and_blocks_nothing(desk: Desk, editor: ApiClient) -> None:
    verdict = desk.verdict("discarded")
    target = filed(desk, "Nineteen died.")
    body = {"kind": "comment_request", "verdict": verdict.pk, "asked_at": "2020-01-06T08:00:00Z"}
    editor.post(f"/claims/{verdict.claim_id}/replies", body)
    assert merge(editor, verdict.claim, target).status_code == 200
    check_constraints()
    found = editor.get(f"/claims/{target.pk}").json()
    assert [one["id"] for one in found["evidence"]] == [verdict.evidence.get().pk]
    assert [one["verdict"] for one in found["replies"]] == [None]
    assert found["verdicts"] == []


@pytest.mark.parametrize("state", ["published", "superseded", "retracted"])
def test_a_claim_with_a_verdict_of_ours_that_was_public_is_not_merged_away(
    state: str, desk: Desk, editor: ApiClient
) -> None:
    verdict = desk.verdict(state)
    response = merge(editor, verdict.claim, filed(desk))
    assert [one["code"] for one in problem(response, 409)["errors"]] == ["was_published"]


@pytest.mark.parametrize("state", ["draft", "in_review", "published"])
def test_but_another_is_merged_into_it(state: str, desk: Desk, editor: ApiClient) -> None:
    verdict, claim = desk.verdict(state), filed(desk, "Nineteen died.", **PARTS)
    assert merge(editor, claim, verdict.claim).status_code == 200
    found = editor.get(f"/claims/{verdict.claim_id}").json()
    assert [one["id"] for one in found["verdicts"]] == [verdict.pk]
    assert len(found["appearances"]) == 3


def test_ours_stands_before_the_verdict_that_comes_by_a_merge(desk: Desk, editor: ApiClient) -> None:
    verdict, claim = desk.verdict("published"), filed(desk, "Nineteen died.")
    imported(claim, "https://two-sources.example/1")
    merge(editor, claim, verdict.claim)
    assert editor.get(f"/claims/{verdict.claim_id}").json()["current_verdict"]["id"] == verdict.pk


def test_cited_evidence_moves_and_is_not_folded(desk: Desk, editor: ApiClient) -> None:
    claim, target = filed(desk), filed(desk, "Nineteen died.")
    cited, twin = desk.evidence(claim), desk.evidence(target)
    verdict = imported(claim, "https://two-sources.example/1")
    VerdictEvidence.objects.create(verdict=verdict, evidence=cited)
    merge(editor, claim, target)
    assert set(target.evidence.values_list("pk", flat=True)) == {cited.pk, twin.pk}


# --- pointers ---


def test_what_was_merged_before_is_pointed_on_and_no_chain_forms(desk: Desk, editor: ApiClient) -> None:
    first, second, third = (filed(desk, text) for text in ("One.", "Two.", "Three."))
    merge(editor, first, second)
    assert merge(editor, second, third).status_code == 200
    assert [editor.get(f"/claims/{one.pk}").json()["merged_into"] for one in (first, second)] == [third.pk, third.pk]


def test_nothing_is_merged_into_what_was_merged(desk: Desk, editor: ApiClient) -> None:
    first, second, third = (filed(desk, text) for text in ("One.", "Two.", "Three."))
    merge(editor, first, second)
    response = merge(editor, third, first)
    assert pointers(response, 409) == {"/into": "merged"}
    assert str(second.pk) in problem(response, 409)["detail"]
    assert [one["code"] for one in problem(merge(editor, first, third), 409)["errors"]] == ["illegal_move"]


def test_a_claim_is_not_merged_into_itself_or_into_nothing(desk: Desk, editor: ApiClient) -> None:
    claim = filed(desk)
    assert pointers(merge(editor, claim, claim), 409) == {"/into": "itself"}
    assert pointers(merge(editor, claim, Claim(pk=987654))) == {"/into": "does_not_exist"}
    assert pointers(editor.post(f"/claims/{claim.pk}/merge", {})) == {"/into": "required"}


def refused(statement: str, *values: Any) -> str:
    with pytest.raises(IntegrityError) as caught, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
    cause = caught.value.__cause__
    assert isinstance(cause, PostgresError)
    return cause.diag.constraint_name or ""


def check_constraints() -> None:
    """Check deferred constraints now."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def test_sql_makes_no_chain(desk: Desk, editor: ApiClient) -> None:
    first, second, third = (filed(desk, text) for text in ("One.", "Two.", "Three."))
    merge(editor, first, second)
    point = "UPDATE claims_claim SET status = 'merged', merged_into_id = %s WHERE id = %s"
    assert refused(point, first.pk, third.pk) == "claim_merge_unchained"
    assert refused(point, third.pk, second.pk) == "claim_merge_unchained"
    assert refused(point, third.pk, third.pk) == "claim_not_of_itself"
    assert (
        refused("UPDATE claims_claim SET merged_into_id = NULL WHERE id = %s", first.pk) == "claim_merged_with_pointer"
    )
    assert (
        refused("UPDATE claims_claim SET status = 'new', merged_into_id = NULL WHERE id = %s", first.pk)
        == "claim_moves"
    )


# --- parts of a compound claim ---


def test_the_parts_of_a_merged_claim_are_parts_of_the_other(desk: Desk, editor: ApiClient) -> None:
    whole, target = filed(desk, "19 died and 55 were wounded."), filed(desk, "19 dead, 55 wounded.")
    part = filed(desk, "55 were wounded.", part_of=whole.pk)
    assert merge(editor, whole, target).status_code == 200
    assert editor.get(f"/claims/{part.pk}").json()["part_of"] == target.pk


def test_a_claim_with_parts_is_not_merged_into_a_part(desk: Desk, editor: ApiClient) -> None:
    whole, other = filed(desk, "19 died and 55 were wounded."), filed(desk, "31 died.")
    part, of_other = filed(desk, "55 were wounded.", part_of=whole.pk), filed(desk, "31.", part_of=other.pk)
    for target in (part, of_other):
        assert pointers(merge(editor, whole, target), 409) == {"/into": "has_parts"}
    assert merge(editor, part, whole).status_code == 200


# --- what is refused on a merged claim ---


@pytest.mark.parametrize("name", ["appearances", "evidence", "quantities", "external-ids", "notes", "replies"])
def test_nothing_is_added_to_a_merged_claim(name: str, desk: Desk, editor: ApiClient) -> None:
    claim, target = filed(desk), filed(desk, "Nineteen died.")
    merge(editor, claim, target)
    item = PARTS[name.replace("-", "_")][0]
    if name == "replies":
        item = {**item, "asked_at": "2020-01-03T00:00:00Z"}
    (error,) = problem(editor.post(f"/claims/{claim.pk}/{name}", item), 409)["errors"]
    assert error["code"] == "merged"
    assert str(target.pk) in error["detail"]


def test_nor_is_it_changed_assigned_or_judged(desk: Desk, editor: ApiClient) -> None:
    claim, target = filed(desk), filed(desk, "Nineteen died.")
    merge(editor, claim, target)
    for response in (
        editor.patch(f"/claims/{claim.pk}", {"text": "Other words."}),
        editor.post(f"/claims/{claim.pk}/assign", {"assignee": desk.writer.pk}),
    ):
        assert [one["code"] for one in problem(response, 409)["errors"]] == ["merged"]
    opened = editor.post(f"/claims/{claim.pk}/verdicts", {})
    assert [one["code"] for one in problem(opened, 409)["errors"]] == ["claim_status"]
    for verb in ("triage", "start", "decline", "reopen"):
        (error,) = problem(editor.post(f"/claims/{claim.pk}/{verb}", desk.body(verb)), 409)["errors"]
        assert (error["code"], error["state"], error["allowed"]) == ("illegal_move", "merged", [])


def test_a_part_that_moved_is_found_at_its_new_place_alone(desk: Desk, editor: ApiClient) -> None:
    claim, target = filed(desk), filed(desk, "Nineteen died.")
    moved = add_part("evidence", claim.pk, PARTS["evidence"][0], actor=desk.writing)
    merge(editor, claim, target)
    problem(editor.get(f"/claims/{claim.pk}/evidence/{moved.pk}"), 404)
    assert editor.get(f"/claims/{target.pk}/evidence/{moved.pk}").json()["quote"] == "names"


def test_figures_that_conflict_are_named_first_and_need_force_with_a_reason(desk: Desk, editor: ApiClient) -> None:
    claim = filed(desk, quantities=[{"surface": "19 people"}])
    target = filed(desk, "The strikes killed 25.", quantities=[{"surface": "25 people"}])
    refused = merge(editor, claim, target)
    (error,) = problem(refused, 409)["errors"]
    assert error["code"] == "figures_conflict"
    assert "19 people" in error["detail"]
    assert "25 people" in error["detail"]
    path, body = f"/claims/{claim.pk}/merge", {"into": target.pk, "force": True}
    assert pointers(editor.post(path, body), 400) == {"/reason": "required"}
    assert editor.post(path, {**body, "reason": "One of them is an early count."}).json()["status"] == "merged"


def test_figures_that_agree_do_not_conflict_with_others_of_their_unit(desk: Desk, editor: ApiClient) -> None:
    claim = filed(desk, quantities=[{"surface": "about 20 people"}])
    target = filed(desk, "More.", quantities=[{"surface": "20 people"}, {"surface": "40 people"}])
    assert merge(editor, claim, target).json()["status"] == "merged"


def test_claimants_that_differ_are_named_first(desk: Desk, editor: ApiClient) -> None:
    claim = filed(desk, claimant={"name": "Mark Milley"})
    target = filed(desk, "Nineteen died.", claimant={"name": "The ministry"})
    (error,) = problem(merge(editor, claim, target), 409)["errors"]
    assert error["code"] == "claimants_differ"
    assert "Mark Milley" in error["detail"]
    assert "The ministry" in error["detail"]
    body = {"into": target.pk, "force": True, "reason": "He spoke for it."}
    assert editor.post(f"/claims/{claim.pk}/merge", body).json()["merged_into"] == target.pk


def test_a_preview_says_what_a_merge_then_does(desk: Desk, editor: ApiClient) -> None:
    claim, target = filed(desk, **PARTS), filed(desk, "Nineteen died.", quantities=PARTS["quantities"])
    held, before = counts(claim), counts(target)
    preview = merge_preview(claim, target)
    assert (preview.blockers, preview.conflicts) == ([], [])
    assert [str(row) for row in preview.folds["quantities"]] == [str(claim.quantities.get())]
    assert preview.moves["quantities"] == 0
    assert preview.moves["appearances"] == held["appearances"]
    assert merge(editor, claim, target).json()["status"] == "merged"
    assert counts(target) == {name: before[name] + preview.moves[name] for name in COLLECTIONS}
