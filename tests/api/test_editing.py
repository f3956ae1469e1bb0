"""Claims and their parts are changed by merge patches; the previous values stay in the history."""

from typing import Any

import pytest

from claims.models import (
    AppearanceEvent,
    AttributionEvent,
    ClaimEvent,
    EvidenceEvent,
    ExternalIdEvent,
    NoteEvent,
    QuantityEvent,
    ReplyEvent,
    User,
)
from tests.api.bodies import filed, whole
from tests.api.problems import pointers, problem
from tests.api_client import ApiClient
from tests.models.rows import update

pytestmark = pytest.mark.django_db
commits = pytest.mark.django_db(transaction=True)  # versions rise once a transaction

NOTED: dict[str, dict[str, Any]] = {
    "appearances": {"source": "https://b.example/later"},
    "evidence": {"stance": "refutes", "note": "Only twenty were seen."},
    "quantities": {"surface": "as many as 20 rockets"},
    "external-ids": {"origin": "wire", "external_id": "77"},
    "replies": {"kind": "complaint", "asked_at": "2020-02-01T10:00:00Z"},
    "notes": {"text": "Ask the base again."},
}
EVENTS: dict[str, Any] = {
    "appearances": AppearanceEvent,
    "evidence": EvidenceEvent,
    "quantities": QuantityEvent,
    "external-ids": ExternalIdEvent,
    "replies": ReplyEvent,
    "notes": NoteEvent,
}
CHANGES: dict[str, dict[str, Any]] = {
    "appearances": {"quote": "more than thirty", "voice": "unclear"},
    "evidence": {"stance": "context", "source": "https://b.example/other"},
    "replies": {"answered_at": "2020-02-02T10:00:00Z", "outcome": "answered", "text": "It was 31."},
    "notes": {"text": "They have been asked."},
}


def version_of(api: ApiClient, claim_id: int) -> int:
    version: int = api.get(f"/claims/{claim_id}").json()["version"]
    return version


class TestClaim:
    """A claim's own fields."""

    @commits
    def test_a_patch_changes_what_it_names_and_nothing_else(self, api: ApiClient) -> None:
        before = filed(api, **whole())
        path = f"/claims/{before['id']}"
        changes = {"text": "More than thirty rockets were fired.", "topics": ["Iraq", "iraq", "Rockets"], "place": ""}
        response = api.patch(path, changes)
        after = response.json()
        assert response.status_code == 200
        assert after == api.get(path).json()
        changed = {name for name in before if before[name] != after[name]}
        assert changed == {"text", "topics", "place", "version", "updated_at"}
        assert after["topics"] == ["iraq", "rockets"]
        assert after["version"] == before["version"] + 1

    def test_null_takes_away_what_may_be_missing(self, api: ApiClient) -> None:
        claim = filed(api, **whole(due_at="2020-01-04T12:00:00Z", part_of=filed(api)["id"]))
        nothing = dict.fromkeys(["claimant", "claimed_on", "due_at", "part_of"])
        after = api.patch(f"/claims/{claim['id']}", nothing).json()
        assert {name: after[name] for name in nothing} == nothing

    @pytest.mark.parametrize("content_type", ["application/merge-patch+json", "application/json"])
    def test_both_media_types_are_taken(self, api: ApiClient, content_type: str) -> None:
        claim = filed(api)
        response = api.patch(f"/claims/{claim['id']}", {"priority": "urgent"}, content_type=content_type)
        assert response.json()["priority"] == "urgent"

    @commits
    def test_a_patch_that_changes_nothing_raises_no_version_and_leaves_no_history(self, api: ApiClient) -> None:
        claim = filed(api, **whole())
        path = f"/claims/{claim['id']}"
        tag = api.get(path).headers["ETag"]
        events = ClaimEvent.objects.count()
        same = {name: claim[name] for name in ("text", "language", "topics", "claimed_on", "place", "priority")}
        for body in ({}, same, {**same, "claimant": claim["claimant"]["id"]}):
            response = api.patch(path, body)
            assert response.json() == claim
            assert response.headers["ETag"] == tag
        assert ClaimEvent.objects.count() == events

    @pytest.mark.parametrize("name", ["id", "status", "version", "created_at", "updated_at", "created_by"])
    def test_what_the_server_sets_is_refused(self, api: ApiClient, name: str) -> None:
        claim = filed(api)
        assert pointers(api.patch(f"/claims/{claim['id']}", {name: claim[name]})) == {f"/{name}": "read_only"}

    def test_parts_are_changed_at_their_own_place(self, api: ApiClient) -> None:
        claim = filed(api, **whole())
        assert pointers(api.patch(f"/claims/{claim['id']}", {"evidence": []})) == {"/evidence": "unknown_field"}

    def test_history_tells_who_changed_what_by_which_token(self, api: ApiClient, reporter: User) -> None:
        claim = filed(api)
        api.patch(f"/claims/{claim['id']}", {"priority": "low"}, headers={"x-request-id": "from-the-cms-7"})
        made, changed = ClaimEvent.objects.filter(pgh_obj=claim["id"]).order_by("pgh_id")
        assert (made.pgh_context["verb"], changed.pgh_context["verb"]) == ("claim.create", "claim.update")
        assert changed.pgh_context["actor"] == reporter.pk
        assert changed.pgh_context["token"] == reporter.tokens.get().pk
        assert changed.pgh_context["request_id"] == "from-the-cms-7"
        assert (made.priority, changed.priority) == ("normal", "low")


class TestParts:
    """Parts of a claim, one at a time."""

    @commits
    @pytest.mark.parametrize("collection", NOTED)
    def test_a_part_is_added_read_and_listed(self, api: ApiClient, collection: str) -> None:
        claim = filed(api)
        response = api.post(f"/claims/{claim['id']}/{collection}", NOTED[collection])
        part = response.json()
        assert response.status_code == 201, part
        assert response.headers["Location"] == f"/api/v1/claims/{claim['id']}/{collection}/{part['id']}"
        assert api.get(response.headers["Location"]).json() == part
        assert api.get(f"/claims/{claim['id']}/{collection}").json() == {"results": [part], "next": None}
        assert version_of(api, claim["id"]) == claim["version"] + 1

    @commits
    @pytest.mark.parametrize("collection", CHANGES)
    def test_a_patch_changes_one_part_and_raises_it_and_its_claim(self, api: ApiClient, collection: str) -> None:
        claim = filed(api, **whole())
        before = api.post(f"/claims/{claim['id']}/{collection}", NOTED[collection]).json()
        path = f"/claims/{claim['id']}/{collection}/{before['id']}"
        others = [part for part in api.get(f"/claims/{claim['id']}/{collection}").json()["results"] if part != before]
        at = version_of(api, claim["id"])
        response = api.patch(path, CHANGES[collection])
        after = response.json()
        assert response.status_code == 200, after
        assert after == api.get(path).json()
        assert {name for name in before if before[name] != after[name]} == {
            *CHANGES[collection], "version", "updated_at",
        }  # fmt: skip
        assert after["version"] == before["version"] + 1
        assert version_of(api, claim["id"]) == at + 1
        left = [part for part in api.get(f"/claims/{claim['id']}/{collection}").json()["results"] if part != after]
        assert left == others

    @commits
    @pytest.mark.parametrize("collection", CHANGES)
    def test_a_patch_that_changes_nothing_raises_no_version(self, api: ApiClient, collection: str) -> None:
        claim = filed(api)
        part = api.post(f"/claims/{claim['id']}/{collection}", NOTED[collection]).json()
        at = version_of(api, claim["id"])
        for body in ({}, NOTED[collection]):
            assert api.patch(f"/claims/{claim['id']}/{collection}/{part['id']}", body).json() == part
        assert version_of(api, claim["id"]) == at

    @commits
    @pytest.mark.parametrize("collection", NOTED)
    def test_a_part_is_deleted_and_its_history_stays(self, api: ApiClient, collection: str) -> None:
        claim = filed(api, **whole())
        part = api.post(f"/claims/{claim['id']}/{collection}", NOTED[collection]).json()
        path = f"/claims/{claim['id']}/{collection}/{part['id']}"
        at = version_of(api, claim["id"])
        response = api.delete(path)
        assert (response.status_code, response.content) == (204, b"")
        problem(api.get(path), 404)
        problem(api.delete(path), 404)
        assert version_of(api, claim["id"]) == at + 1
        made, gone = EVENTS[collection].objects.filter(pgh_obj_id=part["id"]).order_by("pgh_id")
        assert (made.pgh_label, gone.pgh_label) == ("insert", "delete")
        noun = EVENTS[collection].__name__.removesuffix("Event").lower()
        assert (made.pgh_context["verb"], gone.pgh_context["verb"]) == (f"{noun}.create", f"{noun}.delete")

    @pytest.mark.parametrize("collection", NOTED)
    def test_a_part_is_found_below_its_own_claim_only(self, api: ApiClient, collection: str) -> None:
        claim, other = filed(api), filed(api)
        part = api.post(f"/claims/{claim['id']}/{collection}", NOTED[collection]).json()
        elsewhere = f"/claims/{other['id']}/{collection}/{part['id']}"
        problem(api.get(elsewhere), 404)
        problem(api.delete(elsewhere), 404)
        if collection in CHANGES:
            problem(api.patch(elsewhere, CHANGES[collection]), 404)
        assert api.get(f"/claims/{claim['id']}/{collection}/{part['id']}").json() == part
        problem(api.post(f"/claims/999999/{collection}", NOTED[collection]), 404)
        problem(api.get(f"/claims/999999/{collection}"), 404)

    @pytest.mark.parametrize("collection", ["quantities", "external-ids"])
    def test_figures_and_external_ids_are_not_edited(self, api: ApiClient, collection: str) -> None:
        claim = filed(api)
        part = api.post(f"/claims/{claim['id']}/{collection}", NOTED[collection]).json()
        problem(api.patch(f"/claims/{claim['id']}/{collection}/{part['id']}", {}), 405)

    def test_mistakes_in_a_part_stand_at_their_place_in_its_own_body(self, api: ApiClient) -> None:
        path = f"/claims/{filed(api)['id']}"
        body = {"source": {"url": "ftp://a.example"}, "voice": "loud", "attributions": [{"cue": "said"}, {"role": 1}]}
        assert set(pointers(api.post(f"{path}/appearances", body))) == {
            "/source/url", "/voice", "/attributions/0", "/attributions/1/role",
        }  # fmt: skip
        assert pointers(api.post(f"{path}/appearances", {"source": 999_999})) == {"/source": "does_not_exist"}
        assert pointers(api.post(f"{path}/quantities", {"surface": "that many", "value_low": 3})) == {
            "/unit": "required"
        }

    def test_evidence_without_a_source_keeps_its_note(self, api: ApiClient) -> None:
        claim = filed(api)
        path = f"/claims/{claim['id']}/evidence"
        assert pointers(api.post(path, {"stance": "supports"})) == {"/note": "required"}
        piece = api.post(path, {"stance": "supports", "note": "Everybody knows."}).json()
        assert pointers(api.patch(f"{path}/{piece['id']}", {"note": ""})) == {"/note": "required"}
        sourced = api.post(path, {"stance": "supports", "source": "https://a.example/x"}).json()
        assert pointers(api.patch(f"{path}/{sourced['id']}", {"source": None})) == {"/note": "required"}

    def test_an_anchor_keeps_both_its_ends(self, api: ApiClient) -> None:
        claim = filed(api, **whole())
        path = f"/claims/{claim['id']}/appearances/{claim['appearances'][0]['id']}"
        for wrong in ({"start": None}, {"end": 120}, {"start": 138}):
            assert pointers(api.patch(path, wrong)) == {"/end": "invalid"}
        assert api.patch(path, {"start": None, "end": None}).json()["start"] is None

    def test_a_reply_is_not_answered_before_it_was_asked(self, api: ApiClient) -> None:
        path = f"/claims/{filed(api)['id']}/replies"
        reply = api.post(path, NOTED["replies"]).json()
        assert pointers(api.patch(f"{path}/{reply['id']}", {"answered_at": "2020-01-31T00:00:00Z"})) == {
            "/answered_at": "invalid"
        }

    def test_overdue_replies_are_found(self, api: ApiClient) -> None:
        path = f"/claims/{filed(api)['id']}/replies"
        due = {"due_at": "2020-02-02T10:00:00Z"}
        overdue = api.post(path, {**NOTED["replies"], **due}).json()
        api.post(path, {**NOTED["replies"], **due, "answered_at": "2020-02-05T10:00:00Z"})
        api.post(path, NOTED["replies"])
        assert api.get(f"{path}?overdue=true").json()["results"] == [overdue]
        assert len(api.get(f"{path}?overdue=false").json()["results"]) == 2


class TestAttributions:
    """The chain is one value: it is replaced whole, or stays."""

    CHAIN = [{"role": "originator", "named_as": "The base"}, {"role": "relay", "entity": "A spokesman", "cue": "said"}]

    @commits
    def test_a_chain_that_is_given_takes_the_place_of_the_old_one(self, api: ApiClient) -> None:
        claim = filed(api, **whole())
        old = claim["appearances"][0]
        path = f"/claims/{claim['id']}/appearances/{old['id']}"
        new = api.patch(path, {"attributions": self.CHAIN}).json()
        assert [(link["named_as"], link["cue"]) for link in new["attributions"]] == [("The base", ""), ("", "said")]
        assert new["attributions"][1]["entity"]["name"] == "A spokesman"
        assert new["version"] == old["version"] + 1
        assert version_of(api, claim["id"]) == claim["version"] + 1
        gone = AttributionEvent.objects.filter(pgh_label="delete").order_by("position")
        assert [link.named_as for link in gone] == ["Washington", ""]

    @commits
    def test_the_same_chain_raises_no_version(self, api: ApiClient) -> None:
        claim = filed(api, **whole())
        appearance = claim["appearances"][0]
        path = f"/claims/{claim['id']}/appearances/{appearance['id']}"
        for same in (appearance["attributions"], whole()["appearances"][0]["attributions"]):
            assert api.patch(path, {"attributions": same}).json() == appearance
        assert version_of(api, claim["id"]) == claim["version"]

    def test_the_chain_stays_when_other_fields_change(self, api: ApiClient) -> None:
        claim = filed(api, **whole())
        appearance = claim["appearances"][0]
        path = f"/claims/{claim['id']}/appearances/{appearance['id']}"
        assert api.patch(path, {"locator": "p. 3"}).json()["attributions"] == appearance["attributions"]
        assert api.patch(path, {"attributions": []}).json()["attributions"] == []


class TestReplacement:
    """A figure that was noted wrongly gives way to another, with the reason."""

    @commits
    def test_the_new_figure_stands_and_history_holds_the_old_one_with_the_reason(self, api: ApiClient) -> None:
        claim = filed(api, quantities=["13 rockets", "about 200 soldiers"])
        wrong, other = claim["quantities"]
        body = {"quantity": "31 rockets", "reason": "Two digits were swapped."}
        response = api.post(f"/claims/{claim['id']}/quantities/{wrong['id']}/replace", body)
        new = response.json()
        assert response.status_code == 201
        assert response.headers["Location"] == f"/api/v1/claims/{claim['id']}/quantities/{new['id']}"
        after = api.get(f"/claims/{claim['id']}").json()
        assert after["quantities"] == [other, new]
        assert after["version"] == claim["version"] + 1
        gone = QuantityEvent.objects.get(pgh_obj_id=wrong["id"], pgh_label="delete")
        made = QuantityEvent.objects.get(pgh_obj_id=new["id"])
        assert (gone.value_low, made.value_low) == (13, 31)
        for event in (gone, made):
            assert event.pgh_context["verb"] == "quantity.replace"
            assert event.pgh_context["reason"] == "Two digits were swapped."

    @pytest.mark.parametrize(
        ("body", "expected"),
        [
            ({"quantity": "31 rockets"}, {"/reason": "required"}),
            ({"quantity": "31 rockets", "reason": "  "}, {"/reason": "blank"}),
            ({"reason": "Why"}, {"/quantity": "required"}),
            ({"quantity": "31 rockets", "reason": "Why", "why": "x"}, {"/why": "unknown_field"}),
            (
                {"quantity": {"surface": "31 rockets", "colour": 1}, "reason": "Why"},
                {"/quantity/colour": "unknown_field"},
            ),
            ({"quantity": {"surface": "so many", "value_low": 3}, "reason": "Why"}, {"/quantity/unit": "required"}),
            (
                {"quantity": {"surface": "31 rockets", "measure": 999_999}, "reason": "Why"},
                {"/quantity/measure": "does_not_exist"},
            ),
            ([], {"": "invalid"}),
        ],
    )
    def test_a_replacement_needs_a_figure_and_a_reason(self, api: ApiClient, body: Any, expected: Any) -> None:
        claim = filed(api, quantities=["13 rockets"])
        path = f"/claims/{claim['id']}/quantities/{claim['quantities'][0]['id']}/replace"
        assert pointers(api.post(path, body)) == expected
        assert api.get(f"/claims/{claim['id']}").json() == claim

    def test_a_figure_of_another_claim_is_not_found(self, api: ApiClient) -> None:
        claim, other = filed(api, quantities=["13 rockets"]), filed(api)
        body = {"quantity": "31 rockets", "reason": "Why"}
        path = f"/claims/{other['id']}/quantities/{claim['quantities'][0]['id']}/replace"
        problem(api.post(path, body), 404)


def test_a_merged_claim_is_read_but_not_written(api: ApiClient) -> None:
    claim, target = filed(api, **whole()), filed(api)
    update("claims_claim", claim["id"], status="merged", merged_into_id=target["id"])
    path = f"/claims/{claim['id']}"
    assert api.get(path).json()["merged_into"] == target["id"]
    for response in (
        api.patch(path, {"priority": "low"}),
        api.post(f"{path}/notes", {"text": "x"}),
        api.patch(f"{path}/appearances/{claim['appearances'][0]['id']}", {"quote": "x"}),
    ):
        assert pointers(response, 409) == {"": "merged"}
        assert str(target["id"]) in response.json()["detail"]
