"""Without `internal:read`, the history and the feed show no more than the claim itself does."""

from collections.abc import Iterator
from typing import Any

import pytest

from claims.actions import claim_moves, drafts, verdict_moves
from claims.models import Claim, Evidence, Source
from tests.api.bodies import filed, whole
from tests.api.feed import read_all
from tests.api.history import fields, history
from tests.api_client import ApiClient
from tests.conftest import MakeApi
from tests.desk import Desk
from tests.models import rows

pytestmark = pytest.mark.django_db(transaction=True)

SECRET = "sesame-7731"


@pytest.fixture
def outside(api_of: MakeApi) -> ApiClient:
    """Call the API as a reader, who has no `internal:read`."""
    return api_of("reader")


def everything(outside: ApiClient, claim_id: int) -> str:
    """Return everything that the history and the feed show a caller of a claim, as one text."""
    text = outside.get(f"/claims/{claim_id}/history", {"limit": 500}).content.decode()
    return text + str([event for event in read_all(outside) if event["claim"] == claim_id])


def types(outside: ApiClient, claim_id: int) -> list[str]:
    """Return the types in history and feed, which are the same, oldest first."""
    found = [entry["type"] for entry in reversed(history(outside, claim_id))]
    assert [event["type"] for event in read_all(outside) if event["claim"] == claim_id] == found
    return found


def test_reasons_tokens_verbs_and_request_ids_are_hidden(api: ApiClient, outside: ApiClient, api_of: MakeApi) -> None:
    claim = filed(api)["id"]
    checker = api_of("checker")
    headers = {"x-request-id": SECRET}
    checker.post(f"/claims/{claim}/triage", headers=headers)
    found = history(outside, claim)[0]
    assert found.keys() == {"version", "type", "at", "actor", "on_behalf_of", "changes"}
    assert SECRET not in everything(outside, claim)
    assert SECRET in str(history(api, claim))


SECRETS: dict[str, tuple[str, Any]] = {
    "a note": ("notes", {"text": SECRET}),
    "a private reply": ("replies", {"kind": "complaint", "asked_at": "2020-01-03T08:00:00Z", "text": SECRET}),
    "confidential evidence": ("evidence", {"stance": "supports", "note": SECRET, "is_confidential": True}),
    "evidence from a confidential source": (
        "evidence", {"stance": "supports", "source": {"title": SECRET, "is_confidential": True}},
    ),
    "an appearance in a confidential source": (
        "appearances",
        {
            "source": {"title": SECRET, "is_confidential": True},
            "quote": SECRET,
            "attributions": [{"named_as": SECRET}],
        },
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", SECRETS)
def test_changes_of_hidden_rows_are_not_shown_at_all(api: ApiClient, outside: ApiClient, kind: str) -> None:
    collection, body = SECRETS[kind]
    claim = filed(api)["id"]
    part = api.post(f"/claims/{claim}/{collection}", body)
    assert part.status_code == 201, part.content
    address = f"/claims/{claim}/{collection}/{part.json()['id']}"
    api.patch(address, {"text": f"{SECRET}!"} if collection in {"notes", "replies"} else {"quote": f"{SECRET}!"})
    assert len(history(api, claim)) == 3
    assert types(outside, claim) == ["claim.created"]
    api.delete(address)
    assert types(outside, claim) == ["claim.created"]
    assert SECRET not in everything(outside, claim)
    assert SECRET in str(history(api, claim))


def test_what_is_filed_with_the_claim_is_left_out_of_its_filing(api: ApiClient, outside: ApiClient) -> None:
    parts: dict[str, Any] = {collection: [body] for collection, body in SECRETS.values() if collection != "notes"}
    claim = filed(api, **whole(**parts))["id"]
    assert types(outside, claim) == ["claim.created"]
    assert SECRET not in everything(outside, claim)
    (entry,) = history(outside, claim)
    assert {change["noun"] for change in entry["changes"]} == {"claim", "external_id", "quantity"}


def test_a_confidential_link_of_an_open_chain_is_left_out(api: ApiClient, outside: ApiClient) -> None:
    chain: list[dict[str, Any]] = [
        {"named_as": "Washington"},
        {"named_as": SECRET, "is_confidential": True, "role": "relay"},
    ]
    claim = filed(api, appearances=[{"source": {"title": "Report"}, "attributions": chain}])
    (entry,) = history(outside, claim["id"])
    assert [found["named_as"][1] for _, found in fields(entry, "attribution")] == ["Washington"]
    assert "is_confidential" not in str(entry)
    address = f"/claims/{claim['id']}/appearances/{claim['appearances'][0]['id']}"
    api.patch(address, {"attributions": [chain[0], {**chain[1], "cue": "said"}]})
    assert SECRET not in everything(outside, claim["id"])


class TestWhatChangesSides:
    def test_a_row_that_became_confidential_is_hidden_from_its_beginning(
        self, api: ApiClient, outside: ApiClient
    ) -> None:
        evidence = {"stance": "supports", "note": SECRET}
        claim = filed(api, evidence=[evidence])
        assert SECRET in everything(outside, claim["id"])
        part = claim["evidence"][0]["id"]
        api.patch(f"/claims/{claim['id']}/evidence/{part}", {"is_confidential": True})
        assert SECRET not in everything(outside, claim["id"])
        assert [entry["type"] for entry in history(outside, claim["id"])] == ["claim.created"]

    def test_the_feed_shows_that_a_claim_shows_less(self, api: ApiClient, outside: ApiClient) -> None:
        """Else a copy would keep what has become confidential."""
        reply = {"kind": "complaint", "asked_at": "2020-01-03T08:00:00Z", "is_public": True}
        claim = filed(api, evidence=[{"stance": "supports", "note": SECRET}], replies=[reply])
        address = f"/claims/{claim['id']}"
        before = read_all(outside)[-1]["seq"]
        api.patch(f"{address}/evidence/{claim['evidence'][0]['id']}", {"is_confidential": True})
        api.patch(f"{address}/replies/{claim['replies'][0]['id']}", {"is_public": False})
        events = read_all(outside, after=before)
        assert [(event["type"], event["version"], event["changed"]) for event in events] == [
            ("claim.updated", 2, []),
            ("claim.updated", 3, []),
        ]
        api.patch(f"{address}/evidence/{claim['evidence'][0]['id']}", {"note": f"{SECRET}!"})
        assert read_all(outside, after=events[-1]["seq"]) == []

    def test_a_source_that_became_confidential_takes_all_that_is_from_it(
        self, api: ApiClient, outside: ApiClient
    ) -> None:
        source = {"title": SECRET, "url": "https://tigris-monitor.example/sesame-7731"}
        parts: dict[str, Any] = {
            "appearances": [{"source": source, "quote": SECRET, "attributions": [{"named_as": SECRET}]}],
            "evidence": [{"source": source, "stance": "supports", "note": SECRET}],
        }
        claim = filed(api, claimant=None, **parts)
        appearance = claim["appearances"][0]
        address = f"/claims/{claim['id']}/appearances/{appearance['id']}"
        api.patch(address, {"attributions": [{"named_as": f"{SECRET}!"}]})
        assert SECRET in everything(outside, claim["id"])
        assert api.patch(f"/sources/{appearance['source']['id']}", {"is_confidential": True}).status_code == 200
        assert SECRET not in everything(outside, claim["id"])
        # Moved to an open source, what was said of it while it was in the other one stays unsaid.
        api.patch(address, {"source": {"title": "The open report"}, "quote": "open"})
        text = everything(outside, claim["id"])
        assert SECRET not in text
        assert "The open report" in text

    def test_a_row_made_public_is_shown_as_it_was_then(self, api: ApiClient, outside: ApiClient) -> None:
        claim = filed(api, evidence=[{"stance": "supports", "note": SECRET, "is_confidential": True}])
        address = f"/claims/{claim['id']}/evidence/{claim['evidence'][0]['id']}"
        api.patch(address, {"is_confidential": False, "note": "It is well known."})
        newest, _ = history(outside, claim["id"])
        ((action, found),) = fields(newest, "evidence")
        assert (action, found["note"]) == ("added", (None, "It is well known."))
        assert SECRET not in everything(outside, claim["id"])

    def test_a_reply_made_private_is_hidden(self, api: ApiClient, outside: ApiClient) -> None:
        reply = {"kind": "complaint", "asked_at": "2020-01-03T08:00:00Z", "text": SECRET, "is_public": True}
        claim = filed(api, replies=[reply])
        assert SECRET in everything(outside, claim["id"])
        api.patch(f"/claims/{claim['id']}/replies/{claim['replies'][0]['id']}", {"is_public": False})
        assert SECRET not in everything(outside, claim["id"])


class TestVerdicts:
    def test_a_verdict_is_hidden_before_it_is_published(self, desk: Desk, outside: ApiClient) -> None:
        claim = desk.claim()
        verdict = desk.draft(claim, summary=f"{SECRET} was the draft.")
        before = types(outside, claim.pk)
        for _ in range(2):
            verdict_moves.submit_verdict(verdict.pk, actor=desk.writing)
            verdict_moves.request_changes(verdict.pk, actor=desk.editing, comment=SECRET)
        verdict_moves.submit_verdict(verdict.pk, actor=desk.writing)
        verdict_moves.recall_verdict(verdict.pk, actor=desk.writing)
        drafts.edit_draft(verdict.pk, {"summary": "The final words."}, actor=desk.writing)
        desk.move(verdict, "scheduled")
        verdict_moves.unschedule_verdict(verdict.pk, actor=desk.editing)
        assert types(outside, claim.pk) == before
        verdict_moves.publish_verdict(verdict.pk, actor=desk.editing)
        assert types(outside, claim.pk) == [*before, "verdict.published"]
        newest = history(outside, claim.pk)[0]
        ((action, found),) = fields(newest, "verdict")
        assert action == "added"
        assert found["summary"] == (None, "The final words.")
        assert found["state"] == (None, "published")
        assert SECRET not in everything(outside, claim.pk)

    def test_a_draft_that_is_discarded_was_never_there(self, desk: Desk, outside: ApiClient) -> None:
        claim = desk.claim()
        before = types(outside, claim.pk)
        desk.move(desk.draft(claim, evidence=[]), "discarded")
        assert types(outside, claim.pk) == before

    def test_approvers_and_citations_are_hidden(self, desk: Desk, outside: ApiClient) -> None:
        claim = desk.claim("checked")
        text = everything(outside, claim.pk)
        nouns = {change["noun"] for entry in history(outside, claim.pk) for change in entry["changes"]}
        assert nouns == {"claim", "appearance", "evidence", "verdict"}
        assert "writers" not in text
        assert "approvals_required" not in text

    def test_a_reply_names_no_draft(self, desk: Desk, api: ApiClient, outside: ApiClient) -> None:
        claim = desk.claim()
        verdict = desk.draft(claim)
        reply = {"kind": "complaint", "asked_at": "2020-01-03T08:00:00Z", "is_public": True, "verdict": verdict.pk}
        api.post(f"/claims/{claim.pk}/replies", reply)
        ((_, found),) = fields(history(outside, claim.pk)[0], "reply")
        assert "verdict" not in found
        desk.move(verdict, "published")
        ((_, found),) = fields(history(outside, claim.pk)[1], "reply")
        assert found["verdict"] == (None, verdict.pk)


def test_a_transaction_of_both_kinds_is_not_called_by_what_is_hidden(api: ApiClient, outside: ApiClient) -> None:
    """An appearance in a confidential source that names the claimant is an update to those outside."""
    claim = filed(api)["id"]
    with_note = [
        f"UPDATE claims_claim SET place = 'Qaim' WHERE id = {claim}",
        f"INSERT INTO claims_note (claim_id, text) VALUES ({claim}, '{SECRET}')",
    ]
    context = "SELECT set_config('pghistory.context_metadata', '{\"verb\": \"note.create\"}', true)"
    rows.execute("; ".join(["BEGIN", context, *with_note, "COMMIT"]))
    assert history(api, claim)[0]["type"] == "note.added"
    assert types(outside, claim) == ["claim.created", "claim.updated"]
    context = context.replace("note.create", "evidence.create")
    hidden = (
        f"INSERT INTO claims_evidence (claim_id, stance, note, is_confidential) VALUES ({claim}, 'context', 'x', true)"
    )
    rows.execute("; ".join(["BEGIN", context, hidden, with_note[0].replace("Qaim", "Kirkuk"), "COMMIT"]))
    assert history(api, claim)[0]["type"] == "evidence.added"
    assert types(outside, claim) == ["claim.created", "claim.updated", "claim.updated"]


SHAPES = {
    "claim": "",
    "appearance": "appearances",
    "evidence": "evidence",
    "quantity": "quantities",
    "verdict": "verdicts",
    "reply": "replies",
    "external_id": "external_ids",
}
# The derived layer of a figure is shown as its interval.
DERIVED = {"interval_low", "interval_high", "is_low_open", "is_high_open", "policy"}


def shown(claim: dict[str, Any]) -> Iterator[tuple[str, set[str]]]:
    """Return the fields of a claim and its parts that a caller sees."""
    yield "claim", set(claim)
    for noun, collection in SHAPES.items():
        if collection:
            yield noun, set().union(*claim[collection])
    yield (
        "attribution",
        {"appearance", "position"}.union(*(set(a) for one in claim["appearances"] for a in one["attributions"])),
    )


def test_history_tells_no_field_that_the_claim_does_not_show(desk: Desk, api: ApiClient, outside: ApiClient) -> None:
    claim = filed(api, **whole())["id"]
    row = Claim.objects.get(pk=claim)
    claim_moves.triage_claim(claim, actor=desk.writing)
    claim_moves.start_claim(claim, actor=desk.writing)
    desk.verdict("published", row)
    desk.verdict("superseded", row)
    Evidence.objects.filter(claim=row).exclude(citations__isnull=False).update(interest="A party to it.")
    assert Source.objects.exists()
    allowed = dict(shown(outside.get(f"/claims/{claim}").json()))
    in_history: dict[str, set[str]] = {}
    for entry in history(outside, claim):
        for change in entry["changes"]:
            in_history.setdefault(change["noun"], set()).update(change["fields"])
    assert in_history.keys() == allowed.keys()
    assert {noun: names - allowed[noun] - DERIVED for noun, names in in_history.items()} == {
        noun: set() for noun in in_history
    }
