"""The history of a claim: who did what, when and why, with everything before and after."""

from typing import Any

import pytest

from claims.models import User
from tests.api.bodies import filed, whole
from tests.api.history import fields, history
from tests.api.problems import parameters, problem
from tests.api_client import ApiClient
from tests.conftest import MakeApi, MakeToken
from tests.models import rows

# In one transaction there would be one entry.
pytestmark = pytest.mark.django_db(transaction=True)


def test_filing_is_one_entry_that_tells_who_by_which_token_and_every_part(
    api_of: MakeApi, reporter: User, make_token: MakeToken
) -> None:
    api = ApiClient(make_token(reporter))
    claim = filed(api, **whole())
    (entry,) = history(api, claim["id"])
    assert entry["version"] == 1
    assert entry["type"] == "claim.created"
    assert entry["verb"] == "claim.create"
    assert entry["at"] == claim["created_at"]
    assert entry["actor"] == {"id": reporter.pk, "name": "robin-reporter"}
    assert entry["on_behalf_of"] is None
    assert entry["token"] == reporter.tokens.get().pk
    assert {change["action"] for change in entry["changes"]} == {"added"}
    nouns = [change["noun"] for change in entry["changes"]]
    assert sorted(nouns) == sorted(
        ["claim", "external_id", "reply", *["appearance", "attribution", "evidence", "quantity"] * 2]
    )


def test_a_change_tells_each_field_before_and_after_as_the_api_writes_it(api: ApiClient) -> None:
    claim = filed(api, **whole())
    changed = {
        "claimed_on": "2019-12-27",
        "place": "None",
        "claimant": "US Army",
        "topics": [],
        "due_at": "2020-01-05T09:00:00+01:00",
    }
    after = api.patch(f"/claims/{claim['id']}", changed).json()
    newest = history(api, claim["id"])[0]
    ((action, found),) = fields(newest, "claim")
    assert (newest["version"], newest["type"], action) == (2, "claim.updated", "changed")
    assert newest["changes"][0]["id"] == claim["id"]
    assert found == {name: (claim[name], after[name]) for name in changed}
    assert found["claimed_on"] == ("2019-12", "2019-12-27")
    assert found["due_at"] == (None, "2020-01-05T08:00:00Z")


PARTS: dict[str, tuple[str, Any, dict[str, Any], dict[str, tuple[Any, Any]]]] = {
    "appearance": (
        "appearances",
        {"source": {"title": "Evening report"}, "voice": "narrator"},
        {"voice": "attributed", "locator": "p. 3"},
        {"voice": ("narrator", "attributed"), "locator": ("", "p. 3")},
    ),
    "evidence": (
        "evidence",
        {"stance": "context", "note": "It is well known."},
        {"stance": "refutes", "is_primary": True, "start": 1, "end": 5},
        {"stance": ("context", "refutes"), "is_primary": (False, True), "start": (None, 1), "end": (None, 5)},
    ),
    "reply": (
        "replies",
        {"kind": "complaint", "asked_at": "2020-01-03T08:00:00Z"},
        {"answered_at": "2020-01-04T08:00:00Z", "outcome": "rejected"},
        {"answered_at": (None, "2020-01-04T08:00:00Z"), "outcome": ("pending", "rejected")},
    ),
    "note": ("notes", {"text": "Ask again."}, {"text": "Asked."}, {"text": ("Ask again.", "Asked.")}),
}


@pytest.mark.parametrize("noun", PARTS)
def test_a_part_is_added_changed_and_removed(api: ApiClient, noun: str) -> None:
    collection, body, change, expected = PARTS[noun]
    claim = filed(api)["id"]
    part = api.post(f"/claims/{claim}/{collection}", body).json()["id"]
    before = api.get(f"/claims/{claim}/{collection}/{part}").json()
    address = f"/claims/{claim}/{collection}/{part}"
    assert api.patch(address, change).status_code == 200
    assert api.delete(address).status_code == 204

    removed, changed, added, _ = history(api, claim)
    assert [entry["type"] for entry in (added, changed, removed)] == [
        f"{noun}.added", f"{noun}.changed", f"{noun}.removed",
    ]  # fmt: skip
    assert [entry["version"] for entry in (added, changed, removed)] == [2, 3, 4]
    assert [one["id"] for entry in (added, changed, removed) for one in entry["changes"]] == [part] * 3
    assert fields(changed, noun) == [("changed", expected)]
    ((action, first),) = fields(added, noun)
    assert action == "added"
    for name, (_, after) in first.items():
        assert after == ({key: before[name][key] for key in after} if isinstance(after, dict) else before[name])
    ((action, last),) = fields(removed, noun)
    assert action == "removed"
    assert all(pair[1] is None for pair in last.values())
    assert {name: last[name][0] for name in expected} == {name: pair[1] for name, pair in expected.items()}


def test_an_external_id_is_added_and_removed(api: ApiClient) -> None:
    claim = filed(api)["id"]
    part = api.post(f"/claims/{claim}/external-ids", {"origin": "cms", "external_id": "9"}).json()["id"]
    api.delete(f"/claims/{claim}/external-ids/{part}")
    removed, added, _ = history(api, claim)
    assert (added["type"], removed["type"]) == ("external_id.added", "external_id.removed")
    assert fields(added, "external_id") == [("added", {"origin": (None, "cms"), "external_id": (None, "9")})]
    assert fields(removed, "external_id") == [("removed", {"origin": ("cms", None), "external_id": ("9", None)})]


def test_a_replaced_figure_is_shown_with_the_reason(api: ApiClient) -> None:
    claim = filed(api, quantities=["about 3,000 troops"])
    figure = claim["quantities"][0]["id"]
    body = {"quantity": "2.50 percent", "reason": "The wire refiled it."}
    assert api.post(f"/claims/{claim['id']}/quantities/{figure}/replace", body).status_code == 201
    newest = history(api, claim["id"])[0]
    assert newest["type"] == "quantity.replaced"
    assert newest["reason"] == "The wire refiled it."
    changes = dict(fields(newest, "quantity"))
    assert changes["removed"]["surface"] == ("about 3,000 troops", None)
    assert changes["removed"]["value_low"] == ("3000", None)
    assert changes["added"]["value_low"] == (None, "2.50")


def test_a_chain_of_attribution_is_shown_with_its_appearance(api: ApiClient) -> None:
    claim = filed(api, appearances=[{"source": {"title": "Report"}, "attributions": [{"named_as": "Washington"}]}])
    appearance = claim["appearances"][0]["id"]
    address = f"/claims/{claim['id']}/appearances/{appearance}"
    api.patch(address, {"attributions": [{"named_as": "Washington", "entity": {"name": "US government"}}]})
    newest = history(api, claim["id"])[0]
    changes = dict(fields(newest, "attribution"))
    assert changes["removed"]["named_as"] == ("Washington", None)
    assert changes["added"]["appearance"] == (None, appearance)
    assert changes["added"]["entity"][1]["name"] == "US government"
    assert {change["noun"] for change in newest["changes"]} == {"attribution"}


def test_a_write_that_changes_nothing_leaves_nothing(api: ApiClient) -> None:
    claim = filed(api, **whole())
    address = f"/claims/{claim['id']}"
    reply = claim["replies"][0]
    assert api.patch(address, {"place": claim["place"], "topics": claim["topics"]}).json()["version"] == 1
    assert api.patch(f"{address}/replies/{reply['id']}", {"outcome": reply["outcome"]}).status_code == 200
    rows.execute("UPDATE claims_claim SET place = place, changed_in = changed_in")
    assert len(history(api, claim["id"])) == 1


def test_what_is_refused_leaves_nothing(api: ApiClient) -> None:
    claim = filed(api)
    assert api.patch(f"/claims/{claim['id']}", {"text": ""}).status_code == 400
    body = {"kind": "complaint", "asked_at": "2020-01-03T08:00:00Z", "verdict": 99}
    assert api.post(f"/claims/{claim['id']}/replies", body).status_code == 400
    assert len(history(api, claim["id"])) == 1


def test_pages_go_back_in_time_and_hold_every_entry_once(api: ApiClient) -> None:
    claim = filed(api)["id"]
    for number in range(6):
        api.patch(f"/claims/{claim}", {"place": f"Place {number}"})
    seen: list[int] = []
    query: dict[str, Any] = {"limit": 3}
    for expected in (3, 3, 1):
        page = api.get(f"/claims/{claim}/history", query).json()
        assert len(page["results"]) == expected
        seen += [entry["version"] for entry in page["results"]]
        query["cursor"] = page["next"]
        api.patch(f"/claims/{claim}", {"place": f"Later, {len(seen)}"})  # what comes meanwhile moves no page
    assert page["next"] is None
    assert seen == [7, 6, 5, 4, 3, 2, 1]


def test_a_reader_s_pages_are_full_too(api: ApiClient, api_of: MakeApi) -> None:
    claim = filed(api)["id"]
    for number in range(5):
        api.post(f"/claims/{claim}/notes", {"text": f"Note {number}"})
        api.patch(f"/claims/{claim}", {"place": f"Place {number}"})
    reader = api_of("reader")
    first = reader.get(f"/claims/{claim}/history", {"limit": 4}).json()
    second = reader.get(f"/claims/{claim}/history", {"limit": 4, "cursor": first["next"]}).json()
    assert [entry["version"] for page in (first, second) for entry in page["results"]] == [11, 9, 7, 5, 3, 1]
    assert second["next"] is None


@pytest.mark.parametrize("cursor", ["x", "-1", "1.5", "٣", "9" * 30])
def test_a_cursor_of_another_s_making_is_refused(api: ApiClient, cursor: str) -> None:
    claim = filed(api)["id"]
    assert parameters(api.get(f"/claims/{claim}/history", {"cursor": cursor})) == {"cursor": "invalid_cursor"}


def test_odd_questions_are_refused(api: ApiClient, api_of: MakeApi, anonymous_api: ApiClient, reader: User) -> None:
    claim = filed(api)["id"]
    address = f"/claims/{claim}/history"
    assert parameters(api.get(address, {"limit": "0"})) == {"limit": "invalid"}
    assert parameters(api.get(address, {"before": "1"})) == {"before": "unknown_parameter"}
    problem(api.get(f"/claims/{claim + 1}/history"), 404)
    problem(anonymous_api.get(address), 401)
    problem(api_of(reader, "events:read").get(address), 403)
    assert api.post(address).status_code == 405


def test_more_entries_take_no_more_statements(api: ApiClient, django_assert_num_queries: Any) -> None:
    claims = [filed(api)["id"] for _ in range(2)]
    for number in range(8):
        for claim in claims[: 1 if number else 2]:
            api.post(f"/claims/{claim}/notes", {"text": f"Note {number}"})
            api.post(f"/claims/{claim}/evidence", {"stance": "context", "note": "Known.", "source": {"title": "T"}})
    few, many = claims[1], claims[0]
    history(api, few)
    with django_assert_num_queries(8) as counted:
        history(api, few)
    with django_assert_num_queries(len(counted.captured_queries)):
        assert len(history(api, many)) == 17
