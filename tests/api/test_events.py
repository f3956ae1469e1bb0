"""The feed over REST: short entries that can be read from any cursor, as far as the caller may see them."""

import base64
import json
from typing import Any

import pytest
from django.db import transaction

from claims.actions.actors import OPERATOR
from claims.actions.epoch import raise_epoch
from claims.models import FeedEpoch, User
from tests.api.bodies import filed, whole
from tests.api.feed import caught_up, page, read_all
from tests.api.problems import parameters, problem
from tests.api_client import ApiClient
from tests.conftest import MakeApi
from tests.models import rows
from tests.models.test_feed import again
from tests.session import session

pytestmark = pytest.mark.django_db(transaction=True)


def cursor(*parts: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")


def claims_of(api: ApiClient, number: int) -> list[int]:
    return [filed(api)["id"] for _ in range(number)]


def test_an_entry_is_thin_and_says_what_to_read(api: ApiClient, reporter: User) -> None:
    claim = filed(api, **whole())
    api.patch(f"/claims/{claim['id']}", {"place": "Qaim", "claimed_on": "2019"})
    created, updated = read_all(api)
    actor = {"id": reporter.pk, "name": "robin-reporter"}
    assert created.keys() == {"seq", "type", "claim", "version", "actor", "at", "changed"}
    assert (created["type"], created["claim"], created["version"]) == ("claim.created", claim["id"], 1)
    assert (created["actor"], created["at"]) == (actor, claim["created_at"])
    assert {"text", "quantity", "appearance", "attribution"} <= set(created["changed"])
    assert (updated["type"], updated["version"]) == ("claim.updated", 2)
    assert updated["changed"] == ["claimed_on", "place"]


def test_events_of_parts_and_moves_have_their_own_types(api: ApiClient, api_of: MakeApi) -> None:
    claim = filed(api)["id"]
    part = api.post(f"/claims/{claim}/evidence", {"stance": "context", "note": "Known."}).json()["id"]
    api.patch(f"/claims/{claim}/evidence/{part}", {"note": "Well known."})
    api.delete(f"/claims/{claim}/evidence/{part}")
    api.post(f"/claims/{claim}/external-ids", {"origin": "cms", "external_id": "9"})
    api_of("checker").post(f"/claims/{claim}/decline", {"code": "opinion"})
    rows.update("claims_claim", claim, place="By SQL.")
    events = read_all(api)
    assert [event["type"] for event in events] == [
        "claim.created",
        "evidence.added",
        "evidence.changed",
        "evidence.removed",
        "external_id.added",
        "claim.declined",
        "claim.updated",
    ]
    assert [event["version"] for event in events] == list(range(1, 8))
    assert events[1]["changed"] == ["evidence"]
    assert events[5]["changed"] == ["decline_code", "status"]
    assert events[-1]["actor"] is None


def test_it_is_resumed_from_every_entry_and_from_every_page(api: ApiClient) -> None:
    claims_of(api, 7)
    whole_feed = read_all(api)
    assert len({event["seq"] for event in whole_feed}) == 7
    for number, event in enumerate(whole_feed):
        assert page(api, after=event["seq"])["results"] == whole_feed[number + 1 :]
    for limit in (1, 2, 3, 7, 8):
        assert read_all(api, limit=limit) == whole_feed


def test_a_page_says_whether_there_is_more(api: ApiClient) -> None:
    claims_of(api, 3)
    caught_up()
    first = page(api, limit=2)
    assert (len(first["results"]), first["has_more"]) == (2, True)
    second = page(api, limit=2, after=first["next"])
    assert (len(second["results"]), second["has_more"]) == (1, False)
    third = page(api, limit=2, after=second["next"])
    assert (third["results"], third["has_more"]) == ([], False)
    assert third["next"] == second["next"]
    filed(api)
    caught_up()
    assert len(page(api, after=third["next"])["results"]) == 1
    assert page(api, limit=3)["has_more"]
    assert not page(api, limit=4)["has_more"]


def test_types_narrow_it_and_the_cursor_goes_on_past_the_rest(api: ApiClient) -> None:
    first = filed(api)["id"]
    for number in range(5):
        api.patch(f"/claims/{first}", {"place": f"{number}"})
        api.post(f"/claims/{first}/notes", {"text": f"{number}"})
    second = filed(api)["id"]
    created = read_all(api, types="claim.created", limit=1)
    assert [event["claim"] for event in created] == [first, second]
    assert len(read_all(api, types="note.added,claim.updated", limit=3)) == 10
    caught_up()
    nothing = page(api, types="claim.merged")
    assert nothing["results"] == []
    assert page(api, after=nothing["next"])["results"] == []


def test_one_request_looks_only_so_far(api: ApiClient) -> None:
    """A rare type among very many others is found page by page."""
    rows.execute("INSERT INTO claims_claim (text) SELECT 'A claim.' FROM generate_series(1, 2500)")
    rows.execute("UPDATE claims_claim SET place = 'Qaim' WHERE id = (SELECT max(id) FROM claims_claim)")
    caught_up()
    first = page(api, types="claim.updated", limit=1)
    assert (first["results"], first["has_more"]) == ([], True)
    assert len(read_all(api, types="claim.updated", limit=1)) == 1


def test_latest_is_behind_everything(api: ApiClient) -> None:
    claims_of(api, 2)
    caught_up()
    now = page(api, after="latest")
    assert (now["results"], now["has_more"], now["epoch_changed"]) == ([], False, False)
    later = filed(api)["id"]
    assert [event["claim"] for event in read_all(api, after=now["next"])] == [later]


BROKEN = {
    "no base64": "%%%",
    "no JSON": "AAAA",
    "no ASCII": "ü",
    "a number": cursor(1).replace(cursor(1), base64.urlsafe_b64encode(b"5").decode()),
    "an object": base64.urlsafe_b64encode(b'{"a": 1}').decode(),
    "too short": cursor(1, 2),
    "too long": cursor(1, 2, 3, 4, 5),
    "a word": cursor(1, 2, "3"),
    "a switch": cursor(*[1, 2, True]),
    "a fraction": cursor(1, 2.5, 3),
    "negative": cursor(1, -2, 3),
    "null": cursor(1, 2, 3, None),
    "past every id": cursor(1, 2**63, 3),
    "past every epoch": cursor(2**31, 1, 1),
    "an infinity": base64.urlsafe_b64encode(b"[1, 1e999, 1]").decode(),
    "a deep one": base64.urlsafe_b64encode(b"[" * 5000).decode(),
    "a claim's": "42",
}


@pytest.mark.parametrize("kind", BROKEN)
def test_what_is_no_cursor_is_refused(api: ApiClient, kind: str) -> None:
    assert parameters(api.get("/events", {"after": BROKEN[kind]})) == {"after": "invalid_cursor"}


@pytest.mark.parametrize("query", ["limit=0", "limit=501", "limit=x", "types=claim.exploded", "types=claim.created,x"])
def test_odd_questions_are_refused(api: ApiClient, query: str) -> None:
    assert parameters(api.get(f"/events?{query}")) == {query.partition("=")[0]: "invalid"}


def test_who_may_read_it(api: ApiClient, api_of: MakeApi, anonymous_api: ApiClient, reporter: User) -> None:
    problem(anonymous_api.get("/events"), 401)
    problem(api_of(reporter, "claims:read", "claims:write").get("/events"), 403)
    assert api_of(reporter, "events:read").get("/events").status_code == 200
    assert parameters(api.get("/events?before=1")) == {"before": "unknown_parameter"}
    assert api.post("/events").status_code == 405


def test_callers_without_internal_read_get_visible_events_and_page_past_the_rest(
    api: ApiClient, api_of: MakeApi
) -> None:
    claim = filed(api)["id"]
    for number in range(150):
        rows.insert("claims_note", claim_id=claim, text=f"{number}")
    api.patch(f"/claims/{claim}", {"place": "Qaim"})
    outside = api_of("reader")
    events = read_all(outside, limit=1)
    assert [(event["type"], event["version"]) for event in events] == [("claim.created", 1), ("claim.updated", 152)]
    assert len(read_all(api)) == 152
    assert [event["seq"] for event in events] == [read_all(api)[0]["seq"], read_all(api)[-1]["seq"]]
    read = page(outside, types="note.added")
    assert (read["results"], read["has_more"]) == ([], False)
    assert page(outside, after=read["next"])["results"] == []


def test_a_page_takes_as_many_statements_whatever_it_holds(api: ApiClient, django_assert_num_queries: Any) -> None:
    filed(api, **whole())
    caught_up()
    with django_assert_num_queries(7):
        page(api)
    for _ in range(10):
        api.patch(f"/claims/{filed(api)['id']}", {"place": "Qaim"})
    caught_up()
    with django_assert_num_queries(7):
        assert len(page(api)["results"]) == 21


class TestEpochs:
    def test_an_old_cursor_still_works_and_reports_the_new_epoch_once(self, api: ApiClient) -> None:
        before = claims_of(api, 3)
        caught_up()
        first = page(api, limit=2)
        assert (first["epoch"], first["epoch_changed"]) == (1, False)
        raised = raise_epoch(actor=OPERATOR)
        after = claims_of(api, 2)
        caught_up()
        second = page(api, after=first["next"], limit=2)
        assert [event["claim"] for event in second["results"]] == [before[2], after[0]]
        assert (second["epoch"], second["epoch_changed"]) == (raised, True)
        third = page(api, after=second["next"])
        assert [event["claim"] for event in third["results"]] == [after[1]]
        assert not third["epoch_changed"]

    def test_the_new_epoch_is_reported_once_even_without_new_events(self, api: ApiClient) -> None:
        filed(api)
        caught_up()
        last = page(api)["next"]
        raise_epoch(actor=OPERATOR)
        answer = page(api, after=last)
        assert (answer["results"], answer["epoch_changed"]) == ([], True)
        assert not page(api, after=answer["next"])["epoch_changed"]

    def test_a_reader_without_a_cursor_gets_no_epoch_change(self, api: ApiClient) -> None:
        claims_of(api, 3)
        raise_epoch(actor=OPERATOR)
        claims_of(api, 1)
        caught_up()
        after: dict[str, str] = {}
        for _ in range(5):
            read = page(api, limit=1, **after)
            assert not read["epoch_changed"]
            after = {"after": read["next"]}
        assert not page(api, after="latest")["epoch_changed"]

    def test_an_entry_keeps_its_seq_for_ever(self, api: ApiClient) -> None:
        filed(api)
        (before,) = read_all(api)
        raise_epoch(actor=OPERATOR)
        assert read_all(api) == [before]
        assert page(api, after=before["seq"])["epoch_changed"]

    def test_a_cursor_of_an_epoch_to_come_is_set_right(self, api: ApiClient) -> None:
        """Such a cursor comes from a database that was replaced by an older copy."""
        filed(api)
        caught_up()
        strange = page(api, after=cursor(9, 5, 5))
        assert strange["epoch_changed"]
        later = filed(api)["id"]
        claims = [event["claim"] for event in read_all(api, after=strange["next"])]
        assert later in claims

    def test_the_server_is_not_ready_while_the_epoch_is_behind(self, api: ApiClient) -> None:
        claim = filed(api)["id"]
        caught_up()
        assert api.get("/readyz").status_code == 200
        again(claim, 2**40, version=2)
        refused = api.get("/readyz")
        assert refused.status_code == 503
        assert refused.json()["status"] == "the feed's epoch is behind a restore: run `./manage raise_epoch`"
        caught_up_to_strange = page(api)["results"]
        assert [event["version"] for event in caught_up_to_strange] == [1]
        raise_epoch(actor=OPERATOR)
        assert api.get("/readyz").status_code == 200
        assert [event["version"] for event in read_all(api)] == [1, 2]


def metric(api: ApiClient, name: str) -> float:
    text = api.get("/metrics").content.decode()
    return float(next(line.split()[1] for line in text.splitlines() if line.startswith(f"factcheck_{name} ")))


def test_the_lag_is_a_metric(api: ApiClient) -> None:
    caught_up()
    with session() as other:
        other.xid()
        other.execute("SELECT pg_sleep(0.1)")
        filed(api)
        assert metric(api, "feed_lag_seconds") >= 0.1
        assert page(api)["results"] == []
    caught_up()
    assert metric(api, "feed_lag_seconds") < 0.1


def test_many_events_of_one_transaction_are_in_the_order_of_their_ids(api: ApiClient) -> None:
    with transaction.atomic():
        claims = claims_of(api, 5)
        for claim in reversed(claims):
            rows.update("claims_claim", claim, place="Qaim")
    assert [event["claim"] for event in read_all(api, limit=2)] == list(reversed(claims))
    assert FeedEpoch.objects.get().value == 1
